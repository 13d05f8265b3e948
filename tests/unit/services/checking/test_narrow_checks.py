"""QC in the transaction of an edit: over what was touched, rules find what they would find over the whole title."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.finding import Finding
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Rule, Scope
from crossreel.services.checking.runs import Checking
from crossreel.services.checking.title import read_title
from crossreel.services.checking.whole import inspect_title
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import shipped_zones
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.storage import repository
from crossreel.storage.database import Database
from tests.builders import SOURCE, Drama, make_drama
from tests.growth.counting import counted
from tests.unit.services.checking.conftest import FiftyPixels
from tests.unit.storage.figures import assert_kept

LANGUAGES = ("en", "es-419")
TEXTS = st.sampled_from(
    ["", "Wait...", "¿Dónde", "estás?", "WHERE WERE YOU?!", "two  spaces", "ok", '“odd"', "你好。", "🦄", "Hola."]
)
PICKS = st.integers(0, 40)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set_text"), PICKS, TEXTS),
        st.tuples(st.just("set_cell_text"), PICKS, st.sampled_from(LANGUAGES), TEXTS),
        st.tuples(st.just("set_times"), PICKS, st.integers(0, 6000), st.integers(1, 3000)),
        st.tuples(st.sampled_from(["delete", "unpin", "pin", "confirm_source"]), PICKS),
        st.tuples(st.just("insert"), st.integers(0, 6000), st.integers(1, 3000), st.sampled_from([SOURCE, *LANGUAGES]), TEXTS),
        st.tuples(st.just("split"), PICKS, st.integers(1, 9)),
        st.tuples(st.just("merge"), PICKS),
        st.tuples(st.just("set_placement"), PICKS, st.sampled_from(["", "8", "2", "5,10,90,20"])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    min_size=4,
    max_size=9,
)  # fmt: skip


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Drama:
    made = make_drama(tmp_path_factory.mktemp("spoken") / "catalog.crossreel", episodes=1, cues=5, languages=LANGUAGES)
    made.database.close()
    return made


class Desk:
    """A catalog with a checker in every edit."""

    def __init__(self, drama: Drama, rules: Iterable[Rule] = all_rules().rules) -> None:
        self.drama = drama
        self.checking = Checking(drama.database, measure=FiftyPixels(), zones=shipped_zones(), rules=rules)
        self.editing = Editing(drama.database, check=self.checking.check_part)
        self.history = History(drama.database)
        self.checking.run(drama.title_id)

    def perform(self, what: str, *given: object) -> Edit | None:
        cues = [cue for tag in (SOURCE, *LANGUAGES) for cue in self.drama.cues(1, tag)]
        if what in ("undo", "redo"):
            return getattr(self.history, what)(self.drama.title_id)  # type: ignore[no-any-return]
        if what == "insert":
            start_ms, length, language, text = given
            return self.editing.insert(self.drama.episode_ids[0], language, start_ms, start_ms + length, text)  # type: ignore
        if what == "set_cell_text":
            spine = self.drama.cues(1)
            return self.editing.set_cell_text(spine[given[0] % len(spine)].id, *given[1:]) if spine else None  # type: ignore
        at = given[0] % len(cues) if cues else 0  # type: ignore[operator]
        if not cues:
            return None
        cue = cues[at]
        acts: dict[str, Callable[[], Edit]] = {
            "set_text": lambda: self.editing.set_text(cue.id, given[1]),  # type: ignore[arg-type]
            "set_times": lambda: self.editing.set_times(cue.id, given[1], given[1] + given[2]),  # type: ignore
            "split": lambda: self.editing.split(cue.id, cue.start_ms + cue.duration_ms * given[1] // 10, 2),  # type: ignore
            "set_placement": lambda: self.editing.set_placement([cue.id], given[1]),  # type: ignore[arg-type]
            "merge": lambda: self.editing.merge([each.id for each in cues[at : at + 2]]),
        }
        return acts[what]() if what in acts else getattr(self.editing, what)([cue.id])  # type: ignore[no-any-return]

    def stored(self) -> dict[tuple[object, ...], Finding]:
        found = self.checking.findings(self.drama.title_id, include_waived=True)
        return {told(finding): finding for finding in found}

    def anew(self) -> set[tuple[object, ...]]:
        with self.drama.database.read() as uow:
            subject = read_title(uow, self.drama.title_id)
        inspector = self.checking._inspector
        return {told(finding) for finding in inspect_title(inspector, subject, lambda: 0, JobContext(), whole=True).found}


def told(finding: Finding) -> tuple[object, ...]:
    """A finding without its id."""
    facts = str(sorted((name, str(fact)) for name, fact in finding.facts.items()))
    return tuple(facts if name == "facts" else str(getattr(finding, name)) for name in Finding.__slots__ if name != "id")


def narrow(found: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    at = Finding.__slots__.index("rule") - 1
    cue = Finding.__slots__.index("cue_id") - 1
    return {each for each in found if all_rules().get(str(each[at])).scope is not Scope.EPISODE and each[cue] != "None"}


@given(steps=STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_edits_find_is_what_a_run_finds(
    spoken: Drama, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]
) -> None:
    path = Path(shutil.copy(spoken.database.path, tmp_path_factory.mktemp("copy")))
    database = Database.open(path, author="Ana")
    try:
        desk = Desk(replace(spoken, database=database))
        for what, *given_ in steps:
            try:
                edit = desk.perform(what, *given_)
            except BadInput:
                continue
            if edit is None:
                continue
            if what not in ("undo", "redo"):
                assert narrow(set(desk.stored())) == narrow(desk.anew())
                stored = list(desk.stored().values())
                for cue_id, findings in edit.findings.items():
                    now = [each for each in stored if each.cue_id == cue_id]
                    assert sorted(findings, key=lambda each: each.id) == sorted(now, key=lambda each: each.id)
                assert edit.ids("cue") <= set(edit.findings) | {change.id for change in edit.changes if change.after is None}
            desk.checking.check_edit(edit)
            assert set(desk.stored()) == desk.anew()
            assert_kept(database)
    finally:
        database.close()


@pytest.fixture
def desk(spoken: Drama, tmp_path: Path) -> Iterator[Desk]:
    database = Database.open(Path(shutil.copy(spoken.database.path, tmp_path)), author="Ana")
    yield Desk(replace(spoken, database=database))
    database.close()


def test_findings_come_with_the_edit(desk: Desk) -> None:
    cue = desk.drama.cues(1, "en")[1]
    edit = desk.editing.set_text(cue.id, "Wait...")
    assert [(found.rule, found.cue_id) for found in edit.findings[cue.id]] == [("ellipsis", cue.id)]
    assert desk.checking.findings(desk.drama.title_id, language="en") == edit.findings[cue.id]
    again = desk.editing.set_text(cue.id, "Wait…")
    assert again.findings[cue.id] == () and desk.checking.findings(desk.drama.title_id, language="en") == ()


def test_a_new_source_text_tells_of_the_translations_made_from_the_old(desk: Desk) -> None:
    source = desk.drama.cues(1)[2]
    edit = desk.editing.set_text(source.id, "别的话")
    for language in LANGUAGES:
        follower = desk.drama.cues(1, language)[2]
        assert [found.rule for found in edit.findings[follower.id]] == ["source_changed"]


def test_an_accepted_finding_does_not_come_up_again(desk: Desk) -> None:
    cue = desk.drama.cues(1, "en")[1]
    edit = desk.editing.set_text(cue.id, "Wait...")
    desk.checking.waive([found.id for found in edit.findings[cue.id]], "A song")
    assert desk.editing.set_times(cue.id, cue.start_ms, cue.end_ms - 10).findings[cue.id] == ()


def test_pairs_over_a_whole_track_follow_after_the_edit(desk: Desk) -> None:
    """A question that opens in one cue may close in a later one: only the track tells."""
    cue = desk.drama.cues(1, "es-419")[0]
    edit = desk.editing.set_text(cue.id, "Dónde estás?")
    assert "spanish_pairs" not in [found.rule for found in edit.findings[cue.id]]
    assert "spanish_pairs" in [found.rule for found in desk.checking.check_edit(edit) if found.cue_id == cue.id]
    assert [found.rule for found in desk.checking.preview(cue.id, "Dónde?")] == ["spanish_pairs"]


def test_what_holds_for_a_title_is_read_once_for_a_check_and_no_select_is_built_twice(desk: Desk) -> None:
    editing, cue = Editing(desk.drama.database), desk.drama.cues(1, "en")[1]
    desk.checking.check_edit(editing.set_text(cue.id, "Wait..."))
    edit, built = editing.set_text(cue.id, "Wait for me..."), repository._asking.cache_info().misses
    with counted(desk.drama.database) as sent:
        desk.checking.check_edit(edit)
    for kind in ("title", "term", "character", "finding"):
        assert len([each for each in sent.statements if each.startswith(f"SELECT {kind}.id")]) == (2 if kind == "finding" else 1)
    assert sent.count <= 22 and repository._asking.cache_info().misses == built


def test_a_rule_that_raises_costs_a_line_in_the_log_and_no_text(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def broken(track: CheckedTrack) -> list[object]:
        raise ZeroDivisionError(" ".join(checked.text for checked in track.cues))

    rules = [replace(rule, check=broken) if rule.id == "ellipsis" else rule for rule in all_rules().rules]
    desk = Desk(desk.drama, rules)
    cue = desk.drama.cues(1, "en")[1]
    with caplog.at_level(logging.ERROR):
        edit = desk.editing.set_text(cue.id, "Wait...  now")
    assert desk.drama.cues(1, "en")[1].text == "Wait...  now"
    assert [found.rule for found in edit.findings[cue.id]] == ["spacing"]
    assert "ellipsis" in caplog.text and "ZeroDivisionError" in caplog.text and "now" not in caplog.text


def test_a_measure_that_breaks_costs_no_text_either(spoken: Drama, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(FiftyPixels):
        def missing(self, text: str, language: str) -> str:
            raise RuntimeError("no engine")

    database = Database.open(Path(shutil.copy(spoken.database.path, tmp_path)), author="Ana")
    editing = Editing(database, check=Checking(database, measure=Broken()).check_part)
    cue: Cue = replace(spoken, database=database).cues(1, "en")[1]
    edit = editing.set_text(cue.id, "Wait...")
    assert replace(spoken, database=database).cues(1, "en")[1].text == "Wait..." and edit.findings[cue.id] == ()
    assert "RuntimeError" in caplog.text
    database.close()
