"""A translation stands in the cue of its own line, not in the one beside.

Lines that slid by one are told once, where they begin: at least three in a row have what no translation leaves out (numbers,
names of the bible, questions) in the cue beside and not in their own, and none has it where it belongs.

Bad:
    顾言在哪？ / 三点半 / 林晚呢？ / 走  ->  (nothing) / Where's Gu Yan? / Half past three / Where's Lin Wan?
Good:
    顾言在哪？ / 三点半 / 林晚呢？ / 走  ->  Where's Gu Yan? / Half past three / Where's Lin Wan? / Go
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.shifts import find_shifts


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark at the first cue of each run that stands beside its source."""
    by_id = {checked.cue.id: checked for checked in track.cues}
    for shift in find_shifts(track):
        kind = "before" if shift.step > 0 else "after"
        read = tuple(by_id[cue_id].text for cue_id in shift.cues)
        yield Remark(cue=by_id[shift.cues[0]].cue, severity=Severity.ERROR, kind=kind, facts={"count": len(shift.cues)}, read=read)


RULE = Rule(
    id="shifted",
    title=N_("Lines in the cue beside"),
    severity=Severity.ERROR,
    scope=Scope.EPISODE,
    needs=frozenset({"source"}),
    check=check,
)
