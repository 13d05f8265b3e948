"""No second rule speaks of what a bad case shows: one fault, one finding."""

from crossreel.qc.registry import all_rules
from crossreel.qc.runner import remarks, repaired
from tests.unit.qc.cases import Case, cases, track_of

# Pairs that both have something to say of one case, and rightly: there are two faults in it, or each asks for another act.
BOTH: dict[str, frozenset[str]] = {}
# Rules of time, space, completeness and formatting: they judge the cue around the words.
OTHERS = frozenset(
    {
        "duration", "gap", "overlap", "reading_speed", "line_length", "line_count", "rendered_width", "safe_zone",
        "source_changed", "untranslated", "term", "small_gap", "shot_change", "after_video", "silence", "line_break", "no_italics",
    }
)  # fmt: skip


def test_one_fault_is_one_finding() -> None:
    rules = [rule for rule in all_rules().rules if rule.id not in OTHERS and rule.check is not None]
    doubled: list[str] = []
    for case in cases():
        if not case.bad or case.rule in OTHERS or {"episodes", "speeches"} & set(case.given):
            continue
        doubled += [f"{case}: {rule}" for rule in second_voices(case, rules)]
    assert doubled == []


def second_voices(case: Case, rules: list) -> set[str]:
    """Return which other rules speak of the cues that the case's own rule speaks of."""
    track = track_of(case)
    own = {remark.cue.id for remark in remarks(track, all_rules().get(case.rule)) if remark.cue}
    known = BOTH.get(case.rule, frozenset()) | frozenset(case.given.get("also", ()))
    return {
        rule.id
        for rule in rules
        if rule.id != case.rule and rule.id not in known
        for remark in remarks(track, rule)
        if remark.cue and remark.cue.id in own
    }


def test_garbled_words_are_left_to_what_reads_them_anew() -> None:
    """A no-break space that was half a letter is not taken for a needless space."""
    case = Case("mojibake", "", "fr", True, {"text": "Il est là, Ã\u00a0 midi  !"})
    rules = [rule for rule in all_rules().rules if rule.id not in OTHERS and rule.repair and rule.id != "mojibake"]
    assert [rule.id for rule in rules if repaired(track_of(case), rule)] == []
