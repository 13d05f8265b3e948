"""Silence where sound belongs: all of a sound, a long stretch of it, or a picture without any.

Bad:
    An episode without a sound; five seconds of nothing in the middle of a scene.
Good:
    A pause of two seconds; a picture without sound whose episode has a sound file of its own.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield silent stretches, or that there is no sound at all."""
    if checked.facts is None:
        return
    sound, picture = checked.facts.sound, checked.facts.picture
    if sound is None:
        if picture is not None and not checked.speaks:
            yield MediaRemark(severity=Severity.WARNING, kind="none", end_ms=picture.length_ms)
    elif sound.all_silent:
        severity = Severity.WARNING if checked.speaks else Severity.ERROR
        yield MediaRemark(severity=severity, kind="whole", end_ms=sound.length_ms)
    else:
        for span in sound.silent:
            length_ms = span.end_ms - span.start_ms
            facts = {"seconds": round(length_ms / 1000, 1)}
            yield MediaRemark(severity=Severity.WARNING, start_ms=span.start_ms, end_ms=span.end_ms, facts=facts)


RULE = MediaRule(id="silent_sound", title=N_("Silence"), severity=Severity.ERROR, check=check)
