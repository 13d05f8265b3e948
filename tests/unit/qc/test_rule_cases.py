"""Every rule does what its YAML file says, and every convention is tried in every language that has it."""

from collections import Counter

import pytest

from crossreel.domain.quality.finding import Severity
from crossreel.i18n.messages import has_sentence, sentence
from crossreel.qc.registry import all_rules
from crossreel.qc.runner import check, remarks, repaired, title_remarks
from crossreel.services.files.presets import shipped_guides
from tests.unit.qc.cases import FOLDER, Case, cases, remarks_in, track_of, tracks_of, with_cues

CASES = list(cases())
BLOCKS = sorted({(case.rule, case.language) for case in CASES})


def cases_of(rule_id: str, language: str, *, bad: bool) -> list[Case]:
    return [case for case in CASES if (case.rule, case.language, case.bad) == (rule_id, language, bad)]


@pytest.mark.parametrize(("rule_id", "language"), BLOCKS)
def test_good_cases_have_no_finding(rule_id: str, language: str) -> None:
    for case in cases_of(rule_id, language, bad=False):
        assert remarks_in(case, all_rules().get(rule_id)) == [], case


@pytest.mark.parametrize(("rule_id", "language"), BLOCKS)
def test_bad_cases_have_the_expected_one(rule_id: str, language: str) -> None:
    rule = all_rules().get(rule_id)
    for case in cases_of(rule_id, language, bad=True):
        found = remarks_in(case, rule)
        assert len(found) >= case.given.get("remarks", 1), case
        first = found[0]
        assert first.severity is Severity(case.given.get("severity", first.severity.value)), case
        assert first.kind == case.given.get("kind", first.kind), case
        assert case.given.get("facts", {}).items() <= dict(first.facts).items(), case
        assert rule.severity is Severity.ERROR or first.severity is not Severity.ERROR
        for remark in found:
            code = f"qc.{rule.id}.{remark.kind}" if remark.kind else f"qc.{rule.id}"
            assert has_sentence(code), f"{code} has no sentence in i18n/sentences"
            assert sentence(code, remark.facts)


@pytest.mark.parametrize(("rule_id", "language"), BLOCKS)
def test_bad_cases_are_repaired_as_expected(rule_id: str, language: str) -> None:
    rule = all_rules().get(rule_id)
    if rule.check is None and rule.repair is None:
        return
    for case in cases_of(rule_id, language, bad=True):
        track, given = track_of(case) if rule.check is not None else tracks_of(case)[0], case.given
        changed = repaired(track, rule)
        cues = [changed.get(checked.cue.id, checked.cue) for checked in track.cues]
        if "fixed" not in given and "fixed_cues" not in given:
            assert changed == {}, case
            continue
        if "fixed" in given:
            assert [cue.text for cue in cues] == [given["fixed"]], case
        else:
            assert [[cue.start_ms, cue.end_ms] for cue in cues] == given["fixed_cues"], case
        mended = with_cues(track, cues)
        assert [remark for remark in remarks(mended, rule) if remark.repairable] == [], case
        assert [*title_remarks([mended], rule)] == [], case


def test_every_rule_has_cases_and_a_manual() -> None:
    for info in all_rules().infos():
        assert (FOLDER / f"{info.id}.yml").exists(), info.id
        assert "\nBad:\n    " in info.manual and "\nGood:\n    " in info.manual, info.id


def test_every_convention_has_four_bad_and_four_good_cases_in_every_language() -> None:
    have = Counter((case.field, case.language, case.bad) for case in CASES if case.field)
    fields = {case.field for case in CASES if case.field}
    options = {"narrow_space"}
    for info in shipped_guides().infos():
        for language in info.languages:
            for name in set(shipped_guides().get(info.id, language).conventions) - options:
                assert name in fields
                assert have[name, language, True] >= 4, (name, language)
                assert have[name, language, False] >= 4, (name, language)


def test_every_rule_has_four_bad_and_four_good_cases_in_a_language() -> None:
    have = Counter((case.rule, case.language, case.bad) for case in CASES)
    assert all(number >= 4 for number in have.values()), [key for key, number in have.items() if number < 4]


def test_a_fingerprint_stands_for_rule_cue_and_what_was_read() -> None:
    case = Case("ellipsis", "ellipsis", "en", True, {"cues": [[0, 2000, "Wait..."], [2500, 4000, "Wait..."]]})
    track = track_of(case)
    first = check(track, all_rules().rules, lambda mark: 1)
    moved = with_cues(track, [checked.cue for checked in track.cues][::1])
    assert [finding.fingerprint for finding in check(moved, all_rules().rules, lambda mark: 1)] == [
        finding.fingerprint for finding in first
    ]
    assert len({finding.fingerprint for finding in first}) == len(first) == 2
