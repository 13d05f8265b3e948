"""What a finding stands in, as the panel filters by it and names it: a column of the matrix, or the pictures and sounds."""

from collections.abc import Mapping

from crossreel.domain.quality.finding import Finding
from crossreel.i18n import numbers
from crossreel.i18n.messages import sentence

MEDIA = "media"


def key_of(finding: Finding) -> str:
    """Return what a finding is filtered by."""
    return MEDIA if finding.version_id is not None else finding.column


def name_of(finding: Finding, versions: Mapping[int, str]) -> str:
    """Return the name of what a finding stands in; of a version that is not the reference, which one."""
    if finding.version_id is None:
        return numbers.language_name(finding.column)
    return " · ".join(filter(None, (sentence("qc.media", {}), versions.get(finding.version_id, ""))))


def filter_name(finding: Finding) -> str:
    """Return what a finding is filtered by, in words."""
    return name_of(finding, {})
