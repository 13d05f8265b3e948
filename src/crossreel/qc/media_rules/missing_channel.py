"""A channel that is missing: silent while the other one is heard, or its opposite, so that both vanish on a phone with one speaker.

Bad:
    Speech on the left alone; left and right with reversed polarity.
Good:
    The same on both channels; wide music; a mono file.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield channels that are lost, and such as cancel each other."""
    sound = checked.facts.sound if checked.facts else None
    if sound is None:
        return
    for lost in sound.lost:
        seconds = round((lost.span.end_ms - lost.span.start_ms) / 1000, 1)
        yield MediaRemark(
            severity=Severity.ERROR if lost.whole else Severity.WARNING, kind=("left", "right")[lost.channel],
            start_ms=lost.span.start_ms, end_ms=lost.span.end_ms, facts={"seconds": seconds},
        )  # fmt: skip
    if sound.inverted:
        yield MediaRemark(severity=Severity.ERROR, kind="inverted", end_ms=sound.length_ms)


RULE = MediaRule(id="missing_channel", title=N_("Missing channel"), severity=Severity.ERROR, check=check)
