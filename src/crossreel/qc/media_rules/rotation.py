"""A picture that lies on its side and asks players to turn it: some apps do not, and refuse the file.

Bad:
    A file of 1920 x 1080 pixels with a flag that says "turn by 90 degrees".
Good:
    A file whose pixels stand upright.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield the rotation that a file asks for."""
    picture = checked.facts.picture if checked.facts else None
    if picture is not None and picture.rotation:
        facts = {"degrees": picture.rotation, "width": picture.width, "height": picture.height}
        yield MediaRemark(severity=Severity.ERROR, end_ms=picture.length_ms, facts=facts)


RULE = MediaRule(id="rotation", title=N_("Rotation flag"), severity=Severity.ERROR, check=check)
