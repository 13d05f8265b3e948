"""All repairs of words, one after the other, come to an end, and leave nothing behind that another repair made."""

from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Turn
from crossreel.qc.runner import remarks, repaired
from tests.unit.qc.cases import Case, cases, track_of, with_cues

RULES = [rule for rule in all_rules().in_turn if rule.turn in (Turn.CHARACTERS, Turn.WORDS) and not rule.moves]
EVERY = 6  # enough of each rule's cases, at a sixth of the time
# A question whose first half stands in another cue is opened in its own, one cue a run.
STEPWISE = frozenset({"spanish_pairs"})


def mended(track: CheckedTrack) -> CheckedTrack:
    for rule in RULES:
        changed = repaired(track, rule)
        if changed:
            track = with_cues(track, [changed.get(each.cue.id, each.cue) for each in track.cues])
    return track


def test_repairs_come_to_an_end_and_make_no_work_for_each_other() -> None:
    broken: list[tuple[Case, object]] = []
    for case in list(cases())[::EVERY]:
        if not case.bad or {"episodes", "speeches"} & case.given.keys():
            continue
        once = mended(track_of(case))
        texts = [each.cue.text for each in once.cues]
        if [each.cue.text for each in mended(once).cues] != texts:
            broken.append((case, texts))
        left = {rule.id for rule in RULES for remark in remarks(once, rule) if remark.repairable} - STEPWISE
        if left:
            broken.append((case, left))
    assert broken == []
