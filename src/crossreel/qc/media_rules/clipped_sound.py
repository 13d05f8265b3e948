"""Waves that are cut off at full scale, so often that it is heard.

Bad:
    Shouting that was recorded too loud: dozens of flat waves within a second.
Good:
    Loud music that a limiter keeps just below full scale; one peak that meets it.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield the stretches in which sound is clipped."""
    sound = checked.facts.sound if checked.facts else None
    for span in sound.clipped if sound else ():
        length_ms = span.end_ms - span.start_ms
        yield MediaRemark(
            severity=Severity.WARNING, start_ms=span.start_ms, end_ms=span.end_ms, facts={"seconds": round(length_ms / 1000, 1)}
        )


RULE = MediaRule(id="clipped_sound", title=N_("Clipped sound"), severity=Severity.WARNING, check=check)
