"""A rule that reads a whole title: it runs over all episodes at once, keeps out of everything narrower, and breaks alone."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from crossreel.domain.quality.finding import Severity
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from tests.builders import Drama
from tests.unit.services.checking.test_checking import set_text


def said_before(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Remark on a text in capitals that another episode has in the same language."""
    first: dict[tuple[str, str], int] = {}
    for track in tracks:
        for checked in track.cues:
            if not checked.text.isupper():
                continue
            episode = first.setdefault((track.language, checked.text), track.episode_id)
            if episode != track.episode_id:
                yield track, Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text, episode))


TWICE = Rule(id="said_before", title="Said before", severity=Severity.WARNING, scope=Scope.TITLE, check_title=said_before)
RULES = (*all_rules().rules, TWICE)


@pytest.fixture
def checker(drama: Drama) -> Checking:
    set_text(drama, 1, "en", 0, "NO WAY")
    set_text(drama, 2, "en", 1, "NO WAY")
    set_text(drama, 2, "ar", 1, "NO WAY")
    return Checking(drama.database, rules=RULES)


def found(checker: Checking, drama: Drama) -> list[tuple[str, int]]:
    numbers = {episode_id: number for number, episode_id in enumerate(drama.episode_ids, 1)}
    listed = checker.findings(drama.title_id)
    return [(each.language, numbers[each.episode_id]) for each in listed if each.rule == "said_before"]


def test_it_sees_all_episodes_of_a_language_at_once(checker: Checking, drama: Drama) -> None:
    first = checker.run(drama.title_id)
    assert found(checker, drama) == [("en", 2)]
    assert (first.by_rule["said_before"], first.new) == (1, first.warnings + first.errors + first.infos)
    ids = {each.id for each in checker.findings(drama.title_id)}
    again = checker.run(drama.title_id)
    assert (again.new, again.gone, {each.id for each in checker.findings(drama.title_id)}) == (0, 0, ids)


def test_a_run_over_some_episodes_leaves_what_it_found(checker: Checking, drama: Drama) -> None:
    checker.run(drama.title_id)
    narrow = checker.run(drama.title_id, episode_ids=[drama.episode_ids[1]])
    assert found(checker, drama) == [("en", 2)]
    assert (narrow.by_rule["said_before"], narrow.gone) == (1, 0)
    assert checker.run(drama.title_id, languages=["ar"]).gone == 0
    assert found(checker, drama) == [("en", 2)]


def test_an_edit_takes_back_what_it_said_of_the_cue_and_asks_it_nothing(checker: Checking, drama: Drama) -> None:
    checker.run(drama.title_id)
    cue = drama.cues(2, "en")[1]
    assert "said_before" not in {each.rule for each in checker.preview(cue.id, "NO WAY")}
    edit = Editing(drama.database, check=checker.check_part).set_text(cue.id, "NO WAY.")
    checker.follow_edit(edit)
    assert found(checker, drama) == []
    checker.run(drama.title_id)
    assert found(checker, drama) == []


def test_one_that_breaks_is_named_and_stops_nobody(checker: Checking, drama: Drama, caplog: pytest.LogCaptureFixture) -> None:
    checker.run(drama.title_id)

    def broken(tracks: Sequence[CheckedTrack]) -> list[tuple[CheckedTrack, Remark]]:
        raise ZeroDivisionError(tracks[0].cues[0].text)

    set_text(drama, 1, "en", 1, "Wait...")
    bad = Checking(drama.database, rules=[*all_rules().rules, replace(TWICE, check_title=broken)])
    with caplog.at_level(logging.ERROR):
        summary = bad.run(drama.title_id)
    assert [(item.name, item.code) for item in summary.failed] == [("said_before", "item.unexpected")]
    assert found(bad, drama) == [("en", 2)], "what it found before stays"
    assert "ellipsis" in {each.rule for each in bad.findings(drama.title_id)}
    assert "broken" in caplog.text and "NO WAY" not in caplog.text


def test_a_rule_is_one_or_the_other() -> None:
    with pytest.raises(ValueError, match="check_title"):
        replace(TWICE, scope=Scope.CUE)
    with pytest.raises(ValueError, match="check_title"):
        replace(all_rules().get("ellipsis"), scope=Scope.TITLE)
    with pytest.raises(ValueError, match="two rules"):
        Checking(None, rules=[TWICE, TWICE])  # type: ignore[arg-type]
