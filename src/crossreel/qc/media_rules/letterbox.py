"""Black edges that stay: a picture that does not fill its frame.

Bad:
    A 16:9 picture with bars above and below in a vertical file; a black line along one side.
Good:
    A vertical picture that fills the frame; a night scene; blurred sides.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.media_facts import Edge
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield bars with their width in pixels and as a share of the picture."""
    picture = checked.facts.picture if checked.facts else None
    if picture is None:
        return
    for bars in picture.bars:
        size = picture.height if bars.edge in (Edge.LETTERBOX, Edge.TOP, Edge.BOTTOM) else picture.width
        pair = bars.edge in (Edge.LETTERBOX, Edge.PILLARBOX)
        yield MediaRemark(
            severity=Severity.WARNING, kind=bars.edge.value, start_ms=bars.span.start_ms, end_ms=bars.span.end_ms,
            facts={"pixels": bars.pixels, "percent": round(100 * bars.pixels * (2 if pair else 1) / size)},
        )  # fmt: skip


RULE = MediaRule(id="letterbox", title=N_("Bars in the picture"), severity=Severity.WARNING, check=check)
