"""Runs that are kept: what each tells, what two of them compare to, how few rows that takes, and which are let go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.rule_setting import Weight
from crossreel.domain.quality.run import QcRun
from crossreel.domain.quality.thinning import thinned
from crossreel.services.checking.kept_runs import Runs
from crossreel.services.checking.recording import record
from crossreel.services.checking.ruling import Ruling
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from crossreel.storage.kinds.qc_result import table as qc_result
from tests.builders import Drama, make_drama
from tests.growth.counting import counted

LONG = "This is a line that no phone in the whole wide world can ever show in one piece, can it?"
DAY_MS = 86_400_000


@pytest.fixture
def runs(drama: Drama) -> Iterator[Runs]:
    yield Runs(drama.database)


def say(drama: Drama, text: str, language: str = "en", at: int = 0) -> None:
    with drama.database.read() as uow:
        cue = uow.where(Cue, track_id=drama.track_ids[1, language])[at]
    Editing(drama.database).set_text(cue.id, text)


def rows(drama: Drama) -> int:
    with drama.database.read() as uow:
        return int(uow.connection.execute(select(func.count()).select_from(qc_result)).scalar() or 0)


def test_a_run_tells_what_was_checked_when_by_whom_and_by_which_figures(drama: Drama, checking: Checking, runs: Runs) -> None:
    say(drama, LONG)
    summary = checking.run(drama.title_id)
    (run,) = runs.runs(drama.title_id)
    assert (run.number, run.author, run.guide) == (1, "Ana", "vertical")
    assert summary.run == run.number
    assert (run.tracks, run.cues, run.errors, run.warnings) == (summary.tracks, summary.cues, summary.errors, summary.warnings)
    assert len(run.guide_digest) == 16
    assert run.made_ms > 0
    found = runs.results(run)
    assert sorted(each.fingerprint for each in found) == sorted(each.fingerprint for each in checking.findings(drama.title_id))
    assert {each.text for each in found if each.rule == "rendered_width"} == {LONG}


def test_a_second_run_over_the_same_writes_its_own_row_and_nothing_else(drama: Drama, checking: Checking, runs: Runs) -> None:
    say(drama, LONG)
    checking.run(drama.title_id)
    before = rows(drama)
    with counted(drama.database) as first:
        checking.run(drama.title_id)
    assert rows(drama) == before
    one, two = runs.get(drama.title_id, "1"), runs.get(drama.title_id, "2")
    assert [each.fingerprint for each in runs.results(one)] == [each.fingerprint for each in runs.results(two)]
    assert sum("qc_" in each for each in first.statements) <= 9


def test_two_runs_tell_new_gone_still_and_accepted(drama: Drama, checking: Checking, runs: Runs) -> None:
    say(drama, LONG)
    say(drama, LONG, at=1)
    checking.run(drama.title_id)
    say(drama, "Short.")
    say(drama, f"{LONG} Yes!", at=1)
    say(drama, LONG, "ar")
    checking.run(drama.title_id)
    long = [each for each in checking.findings(drama.title_id) if each.rule == "rendered_width" and each.language == "ar"]
    checking.waive([each.id for each in long], "As agreed")
    checking.run(drama.title_id)

    def places(found: object) -> list[tuple[str, int]]:
        assert isinstance(found, tuple)
        return sorted((each.language, each.start_ms) for each in found if each.rule == "rendered_width")

    one, two, three = (runs.get(drama.title_id, number) for number in "123")
    made = runs.compare(one, two)
    starts = [cue.start_ms for cue in drama.cues(1, "en")]
    assert places(made.new) == [("ar", starts[0])]
    assert places(made.gone) == [("en", starts[0])]
    assert places(made.still) == [("en", starts[1])]
    later = runs.compare(one, three)
    assert (places(later.new), places(later.waived)) == ([], [("ar", starts[0])])
    (accepted,) = [each for each in later.waived if each.rule == "rendered_width"]
    assert (accepted.waived_by, accepted.waived_because) == ("Ana", "As agreed")
    back = runs.compare(two, one)
    assert (places(back.new), places(back.gone)) == (places(made.gone), places(made.new))


def test_runs_over_some_languages_or_rules_compare_over_what_both_were_asked(drama: Drama, checking: Checking, runs: Runs) -> None:
    say(drama, LONG)
    say(drama, LONG, "ar")
    checking.run(drama.title_id)
    say(drama, "Short.")
    say(drama, "نعم.", "ar")
    checking.run(drama.title_id, languages=["en"], rules=["rendered_width"])
    made = runs.compare(runs.get(drama.title_id, "1"), runs.get(drama.title_id, "last"))
    assert [(each.language, each.rule) for each in made.gone] == [("en", "rendered_width")]
    assert [each.language for each in runs.results(runs.get(drama.title_id, "1")) if each.rule == "rendered_width"] == ["en", "ar"]
    assert made.new == ()
    checking.run(drama.title_id)
    assert runs.get(drama.title_id, "last", before=3).number == 1


def test_what_a_title_sets_otherwise_is_what_its_run_tells(drama: Drama, checking: Checking, runs: Runs) -> None:
    say(drama, LONG)
    Ruling(drama.database).set_rule(drama.title_id, "rendered_width", Weight.INFO, "So", language="en")
    checking.run(drama.title_id)
    found = [each for each in runs.results(runs.get(drama.title_id, "last")) if each.rule == "rendered_width"]
    assert [each.severity for each in found] == [Severity.INFO]


def test_a_look_at_one_episode_is_no_run(drama: Drama, checking: Checking, runs: Runs) -> None:
    checking.run(drama.title_id, episode_ids=[drama.episode_ids[0]])
    assert runs.runs(drama.title_id) == ()
    with pytest.raises(NotFound, match=r"qc\.no_run"):
        runs.get(drama.title_id, "last")


def test_old_runs_are_let_go_and_what_the_others_found_stays(drama: Drama, checking: Checking, runs: Runs) -> None:
    for at in range(24):
        say(drama, LONG if at % 2 else "Short.")
        checking.run(drama.title_id)
        if at == 1:
            runs.name(runs.get(drama.title_id, "2"), "Sent to the buyer")
    kept = [run.number for run in runs.runs(drama.title_id)]
    assert kept == [*range(24, 4, -1), 2]
    named = runs.get(drama.title_id, "Sent to the buyer")
    assert [each.text for each in runs.results(named) if each.rule == "rendered_width"] == [LONG]


def test_of_far_runs_one_a_day_then_one_a_month_stays() -> None:
    now_ms = int(datetime(2026, 11, 27, 12, tzinfo=UTC).timestamp() * 1000)
    runs = [QcRun(id=number, title_id=1, number=number, made_ms=now_ms - (200 - number) * DAY_MS // 2) for number in range(1, 201)]
    gone = {run.number for run in thinned(runs, now_ms)}
    kept = [run for run in runs if run.number not in gone]
    days = [run for run in kept[:-20] if now_ms - run.made_ms < 30 * DAY_MS]
    months = [
        datetime.fromtimestamp(run.made_ms / 1000, UTC).strftime("%Y-%m") for run in kept if now_ms - run.made_ms >= 30 * DAY_MS
    ]
    assert [run.number for run in kept[-20:]] == list(range(181, 201))
    assert 18 <= len(days) <= 21
    assert len(months) == len(set(months)) == 3
    assert thinned([replace(run, name="kept") for run in runs], now_ms) == []


def test_keeping_a_run_takes_as_many_statements_whatever_was_found(tmp_path: Path) -> None:
    counts = []
    for episodes in (1, 6):
        made = make_drama(tmp_path / f"{episodes}.crossreel", episodes=episodes, cues=6, languages=("en",))
        for cue in [each for number in range(1, episodes + 1) for each in made.cues(number, "en")]:
            Editing(made.database).set_text(cue.id, LONG)
        checking = Checking(made.database)
        inspection = checking.inspect(made.title_id)
        checking.keep(inspection)
        assert inspection.run is not None
        with counted(made.database) as sent:
            record(made.database, inspection.run)
        counts.append(sent.count)
        made.database.close()
    assert counts[0] == counts[1] <= 14
