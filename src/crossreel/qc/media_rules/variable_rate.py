"""Pictures that last unevenly long: times in frames mean nothing in such a file, and apps refuse it.

Bad:
    A recording of a screen or a phone whose pictures are 20 to 50 ms apart.
Good:
    25, 29.97 or 30 pictures a second from beginning to end.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield how far apart pictures are, where that varies."""
    picture = checked.facts.picture if checked.facts else None
    if picture is not None and picture.variable:
        facts = {"shortest_ms": picture.shortest_ms, "longest_ms": picture.longest_ms}
        yield MediaRemark(severity=Severity.ERROR, end_ms=picture.length_ms, facts=facts)


RULE = MediaRule(id="variable_rate", title=N_("Variable frame rate"), severity=Severity.ERROR, check=check)
