"""The law of folding: an edit folded into the open sheet gives the sheet that would be read anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from crossreel.domain.catalog.episode import AudioStream, Episode
from crossreel.domain.catalog.title import Character, Image, Term, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Change, Edit
from crossreel.domain.edits.folding import APART, Folded, Splice, fold, positions
from crossreel.domain.edits.images import entity_of
from crossreel.domain.errors import BadInput, Refused
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from crossreel.storage import journal
from crossreel.storage.mapping import to_image, to_row
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.registry import kind_of
from tests.builders import SOURCE, Drama
from tests.strategies import WORDS
from tests.unit.services.editing.test_editing_machine import LANGUAGES, PICKS, EditingMachine


def assert_is(folded: Folded, read: EpisodeSheet, before: EpisodeSheet) -> None:
    """Compare with what is read anew, part by part; rows outside the splice are the very values that stood before."""
    sheet, splice = folded.sheet, folded.splice
    assert sheet == read
    assert dict(folded.positions) == positions(read.rows)
    tail = len(before.rows) - splice.first - splice.removed
    assert len(sheet.rows) == splice.first + splice.added + tail
    kept = [*zip(sheet.rows[: splice.first], before.rows, strict=False)]
    kept += zip(reversed(sheet.rows[len(sheet.rows) - tail :]), reversed(before.rows), strict=False)
    assert all(now is then for now, then in kept)


class FoldingMachine(EditingMachine):
    """Everything editing, undo and redo can do, followed by two open sheets that are never read again if they can be folded."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.edits: list[OpenEdit] = []
        self.translating = Translating(self.drama.database)
        self.sheets = {episode_id: self.translating.sheet(episode_id) for episode_id in self.drama.episode_ids}
        open_edit = self.drama.database.edit

        @contextmanager
        def recorded(*args: Any, **kw: Any) -> Iterator[OpenEdit]:
            with open_edit(*args, **kw) as made:
                yield made
            self.edits.append(made)

        self.drama.database.edit = recorded  # type: ignore[method-assign]

    def check_the_whole_way_back(self) -> None:
        """What undo brings back is the other machine's law."""

    def perform(self, act: Callable[[], Edit], law: object = None) -> None:
        """Run an edit that may be refused."""
        with suppress(BadInput):
            if act().changes:
                self.states.append({})
                self.undone.clear()

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        assert self.history.undo(self.drama.title_id) is not None
        self.undone.append(self.states.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert self.history.redo(self.drama.title_id) is not None
        self.states.append(self.undone.pop())

    @invariant()
    def laws_hold(self) -> None:
        """The laws of the spine are the other machine's."""

    @rule(at=PICKS, state=st.sampled_from([State.DRAFT, State.TRANSLATED]), language=LANGUAGES)
    def set_state(self, at: int, state: State, language: str) -> None:
        track = next(iter(self.translating.sheet(self.drama.episode_ids[at % 2]).tracks.values()))
        cells = [(track.episode_id, track.language)]
        with suppress(Refused):  # a cell without a word has no state to set
            self.perform(lambda: Cataloging(self.drama.database).set_state(cells, state))

    @rule(name=WORDS)
    def rename(self, name: str) -> None:
        cataloging = Cataloging(self.drama.database)
        title = cataloging.title(self.drama.title_id)
        self.perform(lambda: cataloging.update_title(replace(title, name=name), seen=title))
        (person,) = cataloging.characters(self.drama.title_id)
        self.perform(lambda: cataloging.put_character(replace(person, name=name), seen=person))
        self.perform(lambda: cataloging.rename_episode(self.drama.episode_ids[0], name))

    @invariant()
    def folded_is_read_anew(self) -> None:
        if not hasattr(self, "sheets"):
            return
        edits, self.edits = [made.edit for made in self.edits], []
        for episode_id, before in self.sheets.items():
            at, sheet, declined = positions(before.rows), before, False
            for edit in edits:
                folded = fold(sheet, at, edit.changes)
                if folded is None:
                    assert {change.kind for change in edit.changes} & {"track", *APART}, edit
                    declined = True
                    break
                step_before, sheet, at = sheet, folded.sheet, folded.positions
                assert fold(sheet, at, edit.changes) == Folded(sheet=sheet, positions=at)
            read = self.translating.sheet(episode_id)
            if edits and not declined:
                assert sheet == read
                if len(edits) == 1:
                    assert_is(folded, read, step_before)  # type: ignore[arg-type]
            self.sheets[episode_id] = read
            for count in (1, 2):
                assert self.translating.ending(episode_id, count) == read.rows[-count:]
                assert self.translating.beginning(episode_id, count) == read.rows[:count]


FoldingMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestFoldingMachine = FoldingMachine.TestCase


def opened(drama: Drama, number: int = 1) -> tuple[EpisodeSheet, dict[int, int]]:
    sheet = Translating(drama.database).sheet(drama.episode_ids[number - 1])
    return sheet, positions(sheet.rows)


def test_one_text_touches_one_row(drama: Drama) -> None:
    sheet, at = opened(drama)
    cue = drama.cues(1, "en")[2]
    folded = fold(sheet, at, Editing(drama.database).set_text(cue.id, "New").changes)
    assert folded is not None
    assert folded.splice == Splice(first=2, removed=1, added=1)
    assert folded.positions is at
    assert [now is then for now, then in zip(folded.sheet.rows, sheet.rows, strict=True)] == [True, True, False, True]
    assert folded.sheet.rows[2].followers["en"][0].text == "New"


def test_an_edit_of_another_episode_leaves_the_sheet(drama: Drama) -> None:
    sheet, at = opened(drama)
    edit = Editing(drama.database).set_text(drama.cues(2, "en")[0].id, "Elsewhere")
    folded = fold(sheet, at, edit.changes)
    assert folded == Folded(sheet=sheet, positions=at)


def test_an_edit_that_started_from_another_text_asks_to_read_anew(drama: Drama) -> None:
    sheet, at = opened(drama)
    cue = drama.cues(1, "en")[2]
    Editing(drama.database).set_text(cue.id, "First, and not yet heard of")
    second = Editing(drama.database).set_text(cue.id, "Second")
    assert fold(sheet, at, second.changes) is None


def test_an_edit_heard_of_twice_changes_nothing(drama: Drama) -> None:
    sheet, at = opened(drama)
    edit = Editing(drama.database).set_times(drama.cues(1)[1].id, 100, 900)
    once = fold(sheet, at, edit.changes)
    assert once is not None
    assert fold(once.sheet, once.positions, edit.changes) == Folded(sheet=once.sheet, positions=once.positions)


def test_a_creation_without_its_row_asks_to_read_anew(drama: Drama) -> None:
    sheet, at = opened(drama)
    edit = Editing(drama.database).insert(drama.episode_ids[0], SOURCE, 90_000, 91_000, "末")
    bare = [replace(change, after={}) if change.before is None else change for change in edit.changes]
    assert fold(sheet, at, bare) is None


def test_what_another_process_made_is_folded_once_its_rows_were_read(drama: Drama) -> None:
    sheet, at = opened(drama)
    Editing(drama.database).insert(drama.episode_ids[0], SOURCE, 90_000, 91_000, "末")
    with drama.database.read() as uow:
        (edit,) = journal.foreign(uow, 0, journal.last_closed(uow.connection) - 1)
    assert fold(sheet, at, edit.changes) is None
    (completed,) = Translating(drama.database).completed([edit])
    folded = fold(sheet, at, completed.changes)
    assert folded is not None
    assert folded.sheet == opened(drama)[0]


ENTITIES = st.one_of(
    st.builds(Cue, id=st.integers(1), track_id=st.integers(1), start_ms=st.integers(0, 9), end_ms=st.integers(10, 20), text=WORDS,
              origin=st.sampled_from(Origin), extras=st.dictionaries(WORDS, WORDS, max_size=2), pinned=st.booleans()),
    st.builds(Episode, id=st.integers(1), title_id=st.integers(1), number=st.integers(1, 9), name=WORDS, is_free=st.booleans()),
    st.builds(Track, id=st.integers(1), episode_id=st.integers(1), language=st.just("en"), extras=st.just({"ass": {"x": 1}})),
    st.builds(Title, id=st.integers(1), code=st.just("HEIR"), name=WORDS, genres=st.lists(WORDS).map(tuple), year=st.none()),
    st.builds(Character, id=st.integers(1), title_id=st.integers(1), name=WORDS, names=st.dictionaries(WORDS, WORDS, max_size=2)),
    st.builds(Term, id=st.integers(1), title_id=st.integers(1), source=WORDS, renderings=st.just({"en": "Heir"})),
    st.builds(Version, id=st.integers(1), episode_id=st.integers(1), path=WORDS, frame_rate=st.fractions(1, 120),
              audio=st.just((AudioStream(codec="aac", channels=2, sample_rate=48_000),))),
    st.builds(Image, id=st.integers(1), title_id=st.integers(1), media_type=WORDS, width=st.just(1), height=st.just(1),
              data=st.binary()),
)  # fmt: skip


@given(ENTITIES)
def test_an_entity_is_the_one_its_image_was_made_of(entity: Any) -> None:
    image = to_image(type(entity), to_row(entity))
    assert entity_of(type(entity), image) == entity
    change = Change(kind=kind_of(type(entity)).name, id=entity.id, before=None, after=image)
    assert Edit(id=1, header=None, at_ms=0, changes=(change,)).ids(change.kind) == {entity.id}  # type: ignore[arg-type]
