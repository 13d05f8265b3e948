"""Black in the middle: a long stretch, or a few pictures between two bright ones, which is a gap of the cut.

What is black at the very beginning or end is told by `active_frames`.

Bad:
    Two black pictures where one shot follows another; the picture goes away for three seconds within a scene.
Good:
    A fade of half a second; a second of black between two scenes.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield the black stretches between the first and the last picture, or that there is nothing else."""
    picture = checked.facts.picture if checked.facts else None
    if picture is None:
        return
    if picture.first_ms is None and picture.frames:
        yield MediaRemark(severity=Severity.ERROR, kind="whole", end_ms=picture.length_ms)
        return
    for spans, kind in ((picture.blinks, "blink"), (picture.black, "")):
        for span in spans:
            length_ms = span.end_ms - span.start_ms
            frames = max(1, round(length_ms * picture.frames / max(1, picture.length_ms)))
            yield MediaRemark(
                severity=Severity.WARNING, start_ms=span.start_ms, end_ms=span.end_ms, kind=kind,
                facts={"seconds": round(length_ms / 1000, 1), "frames": frames},
            )  # fmt: skip


RULE = MediaRule(id="black_frames", title=N_("Black frames"), severity=Severity.ERROR, check=check)
