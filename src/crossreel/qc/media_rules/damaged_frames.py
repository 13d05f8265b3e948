"""Pictures that cannot be decoded whole: a file that was cut off or damaged on its way.

Bad:
    A copy that broke off; a sector of a disk that reads as zeros.
Good:
    A file whose every picture can be decoded.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield how many pictures are damaged."""
    picture = checked.facts.picture if checked.facts else None
    if picture is not None and picture.damaged:
        yield MediaRemark(severity=Severity.ERROR, end_ms=picture.length_ms, facts={"count": picture.damaged})


RULE = MediaRule(id="damaged_frames", title=N_("Damaged frames"), severity=Severity.ERROR, check=check)
