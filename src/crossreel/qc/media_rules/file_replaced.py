"""A file on the disk that is not the one that the catalog knows: it was replaced since it was imported, or is broken.

Bad:
    The file of an episode was exported again in its place: other length, other cut, or garbage.
Good:
    The file was moved or renamed; its content is what it was.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield that a file is another one."""
    if checked.replaced:
        yield MediaRemark(severity=Severity.ERROR, end_ms=checked.version.duration_ms)


RULE = MediaRule(id="file_replaced", title=N_("File replaced"), severity=Severity.ERROR, check=check)
