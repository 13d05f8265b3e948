"""A picture that stands: within an episode an encoder that stumbled, at its end for longer than a last picture is held.

Bad:
    The picture stands for three seconds while people talk on.
Good:
    A card of one second; a last picture that stands until the episode ends; lips that move in a quiet picture.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield the stretches in which the picture stands."""
    picture = checked.facts.picture if checked.facts else None
    if picture is None:
        return
    for span in picture.frozen:
        length_ms = span.end_ms - span.start_ms
        at_end = picture.last_ms is not None and span.end_ms >= picture.last_ms
        limit_ms = checked.limits.frozen_end_ms if at_end else checked.limits.frozen_ms
        if length_ms >= limit_ms:
            yield MediaRemark(
                severity=Severity.WARNING, kind="end" if at_end else "", start_ms=span.start_ms, end_ms=span.end_ms,
                facts={"seconds": round(length_ms / 1000, 1)},
            )  # fmt: skip


RULE = MediaRule(id="frozen_frames", title=N_("Frozen frames"), severity=Severity.WARNING, check=check)
