"""The first and the last active frame: how long an episode is black before it begins and after it ends.

Bad:
    An episode of a minute whose first two seconds are black.
Good:
    A picture from the first frame on; half a second to fade in.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield a beginning and an end that are black for too long."""
    picture = checked.facts.picture if checked.facts else None
    if picture is None or picture.first_ms is None or picture.last_ms is None:
        return
    limits = checked.limits
    if picture.first_ms > limits.head_ms:
        facts = {"seconds": round(picture.first_ms / 1000, 1)}
        yield MediaRemark(severity=Severity.WARNING, kind="head", end_ms=picture.first_ms, facts=facts)
    if picture.length_ms - picture.last_ms > limits.tail_ms:
        yield MediaRemark(
            severity=Severity.WARNING, kind="tail", start_ms=picture.last_ms, end_ms=picture.length_ms,
            facts={"seconds": round((picture.length_ms - picture.last_ms) / 1000, 1)},
        )  # fmt: skip


RULE = MediaRule(id="active_frames", title=N_("First and last active frame"), severity=Severity.WARNING, check=check)
