"""One picture in two episodes: a file that was exported or imported under the wrong number.

Bad:
    Episodes 11 and 12 show the same pictures at the same times.
Good:
    An episode that begins with a recap of the one before.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield the episodes that have the same picture."""
    for notice in checked.kin:
        if notice.code == "import.same_picture":
            facts = {"other": notice.facts["other"], "episode": notice.facts["episode"]}
            yield MediaRemark(severity=Severity.ERROR, end_ms=checked.version.duration_ms, facts=facts)


RULE = MediaRule(id="same_picture", title=N_("Same picture in two episodes"), severity=Severity.ERROR, check=check)
