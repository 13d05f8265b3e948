"""A picture version that is another edit than the one that cues are timed to: subtitles come at the wrong times in it.

Bad:
    A burned-in version whose recap was cut out; one that lacks half a second from its second half on; one that begins later.
    A cleaned one that lacks a frame.
Good:
    The same edit with other words burned in, smaller, or in another colour.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule

KINDS = {
    "import.other_edit": "", "import.other_content": "content", "import.begins_later": "later", "import.begins_earlier": "earlier",
}  # fmt: skip


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield how a version differs from another of its episode: by where it cuts, else by some pictures, else frame by frame."""
    shift = checked.shift
    if shift is not None:
        moved = ("from_" if shift.from_ms else "") + ("later" if shift.by_ms > 0 else "earlier")
        yield MediaRemark(
            severity=Severity.ERROR, kind=moved, start_ms=shift.from_ms, end_ms=checked.version.duration_ms,
            facts={"other": checked.reference, "seconds": round(abs(shift.by_ms) / 1000, 2)},
        )  # fmt: skip
        return
    told = [(KINDS[notice.code], notice.facts) for notice in checked.kin if notice.code in KINDS]
    beside = checked.cleaned
    if not told and beside is not None and beside.differs_ms is not None:
        count, others = beside.pictures
        told = [("frames", {"other": beside.other, "at_ms": beside.differs_ms, "count": count, "others": others})]
    for kind, facts in told:
        at_ms = facts.get("at_ms", 0)
        yield MediaRemark(
            severity=Severity.ERROR, kind=kind, start_ms=at_ms if isinstance(at_ms, int) else 0,
            end_ms=checked.version.duration_ms, facts=facts,
        )  # fmt: skip


RULE = MediaRule(id="recut", title=N_("Another edit than the timed one"), severity=Severity.ERROR, check=check)
