"""No use case sends more statements to a catalog that is larger: counted at two sizes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.catalog.workflow import State
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.runs import Checking
from crossreel.services.delivering.packages import Delivering
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.files.presets import shipped_zones
from crossreel.services.history.undoing import History
from crossreel.storage import mapping
from tests.builders import Drama, make_drama
from tests.growth.counting import Sent, counted
from tests.unit.services.checking.conftest import FiftyPixels

SIZES = {"small": (5, 6, ("en", "ar")), "large": (8, 40, ("en", "ar", "th", "fr", "de"))}


@dataclass
class Desk:
    """The services over a drama of some size."""

    drama: Drama
    folder: Path

    def __post_init__(self) -> None:
        database = self.drama.database
        self.checking = Checking(database, measure=FiftyPixels(), zones=shipped_zones())
        self.editing = Editing(database, check=self.checking.check_part)
        self.cataloging = Cataloging(database, check=self.checking.run)
        self.exporting, self.history = Exporting(database), History(database)
        self.translating = Translating(database)
        self.delivering = Delivering(database, check=self.checking.run)
        self.cataloging.put_character(Character(id=0, title_id=self.drama.title_id, name="林"))
        self.cataloging.put_term(Term(id=0, title_id=self.drama.title_id, source="总裁", renderings={"en": "CEO"}))
        self.checking.run(self.drama.title_id)
        self.spine, self.english = self.drama.cues(1), self.drama.cues(1, "en")

    @property
    def languages(self) -> list[str]:
        return sorted({language for _, language in self.drama.track_ids})

    def cells(self) -> list[tuple[int, str]]:
        return [(episode_id, language) for episode_id in self.drama.episode_ids for language in self.languages]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Desk]]:
    """The same title in two sizes."""
    made: dict[str, Desk] = {}
    for name, (episodes, cues, languages) in SIZES.items():
        folder = tmp_path_factory.mktemp(name)
        drama = make_drama(folder / "catalog.crossreel", episodes=episodes, cues=cues, languages=languages)
        made[name] = Desk(drama, folder)
    yield made
    for desk in made.values():
        desk.drama.database.close()


def sent(desk: Desk, act: Callable[[Desk], object]) -> Sent:
    with counted(desk.drama.database) as found:
        act(desk)
    return found


EDITS: dict[str, Callable[[Desk], object]] = {
    "set_text": lambda desk: desk.editing.set_text(desk.english[2].id, "Other words"),
    "set_text of the source": lambda desk: desk.editing.set_text(desk.spine[2].id, "别的话"),
    "set_text with faults": lambda desk: desk.editing.set_text(desk.english[3].id, "Wait...  WHERE WERE YOU ALL NIGHT?"),
    "clearing a text": lambda desk: desk.editing.set_text(desk.english[3].id, ""),
    "clearing a source text": lambda desk: desk.editing.set_text(desk.spine[3].id, ""),
    "set_cell_text": lambda desk: desk.editing.set_cell_text(desk.spine[4].id, "en", "Written in the cell"),
    "set_cell_text in an empty cell": lambda desk: (
        desk.editing.delete([desk.english[4].id]), desk.editing.set_cell_text(desk.spine[4].id, "en", "New")),
    "set_times": lambda desk: desk.editing.set_times(desk.english[1].id, 1510, 2510),
    "set_times_of": lambda desk: desk.editing.set_times_of(
        {desk.spine[3].id: (desk.spine[3].start_ms, desk.spine[3].end_ms - 10), desk.english[5].id: (1510, 2510)}),
    "pin": lambda desk: desk.editing.pin([desk.english[5].id]),
    "unpin": lambda desk: desk.editing.unpin([desk.english[5].id]),
    "confirm_source": lambda desk: desk.editing.confirm_source([desk.english[2].id]),
    "set_placement": lambda desk: desk.editing.set_placement([desk.english[2].id], "8"),
    "split of a follower": lambda desk: desk.editing.split(desk.english[1].id, 2000, 1),
    "split in all languages": lambda desk: desk.editing.split(desk.spine[2].id, desk.spine[2].start_ms + 500, 1, everywhere=True),
    "merge in all languages": lambda desk: desk.editing.merge([cue.id for cue in desk.drama.cues(1)[2:4]], everywhere=True),
    "delete in all languages": lambda desk: desk.editing.delete([desk.spine[2].id], everywhere=True),
    "duplicate": lambda desk: desk.editing.duplicate(desk.spine[-1].id),
    "insert into a translation": lambda desk: desk.editing.insert(desk.drama.episode_ids[1], "en", 100, 900, "Inserted", over=True),
    "insert where there is room": lambda desk: desk.editing.insert_at(desk.drama.episode_ids[1], "en", 100),
    "shift of a title": lambda desk: desk.editing.shift(desk.drama.episode_ids, 40),
    "replace": lambda desk: desk.editing.replace(desk.drama.title_id, "en", "EN"),
}  # fmt: skip
READS: dict[str, Callable[[Desk], object]] = {
    "find": lambda desk: desk.editing.find(desk.drama.title_id, "1"),
    "the sheet of an episode": lambda desk: desk.translating.sheet(desk.drama.episode_ids[0]),
    "the end of an episode": lambda desk: desk.translating.ending(desk.drama.episode_ids[0], 3),
    "the beginning of an episode": lambda desk: desk.translating.beginning(desk.drama.episode_ids[0], 3),
    "the same line elsewhere": lambda desk: desk.translating.elsewhere(desk.drama.title_id, "en", [desk.spine[2].text]),
    "the titles": lambda desk: desk.cataloging.titles(),
    "the matrix": lambda desk: desk.cataloging.matrix(desk.drama.title_id),
    "the findings": lambda desk: desk.checking.findings(desk.drama.title_id),
    "QC of a title": lambda desk: desk.checking.run(desk.drama.title_id),
    "a preview": lambda desk: desk.checking.preview(desk.english[2].id, "Wait..."),
    "export": lambda desk: desk.exporting.export(desk.drama.title_id, desk.languages, "srt", desk.folder / "out"),
    "export of a script": lambda desk: desk.exporting.export(desk.drama.title_id, desk.languages, "csv", desk.folder / "out"),
    "the plan of a delivery": lambda desk: desk.delivering.plan(desk.drama.title_id, "app-standard", desk.languages),
}
TITLE: dict[str, Callable[[Desk], object]] = {
    "set_state of every cell": lambda desk: desk.cataloging.set_state(desk.cells(), State.DRAFT),
    "undo of it": lambda desk: desk.history.undo(desk.drama.title_id),
    "redo of it": lambda desk: desk.history.redo(desk.drama.title_id),
    "renumber": lambda desk: desk.cataloging.renumber(
        desk.drama.title_id, {id: at + 10 for at, id in enumerate(desk.drama.episode_ids)}
    ),
    "set_free": lambda desk: desk.cataloging.set_free(desk.drama.episode_ids, True),
    "remove_language": lambda desk: desk.cataloging.remove_language(desk.drama.title_id, "ar"),
    "remove_episodes": lambda desk: desk.cataloging.remove_episodes(desk.drama.episode_ids[1:]),
    "undo of that": lambda desk: desk.history.undo(desk.drama.title_id),
    "delete_title": lambda desk: desk.cataloging.delete_title(desk.drama.title_id),
    "undo of the title": lambda desk: desk.history.undo(None),
}


@pytest.mark.parametrize("name", [*READS, *EDITS, *TITLE])
def test_a_larger_title_takes_no_more_statements(desks: dict[str, Desk], name: str) -> None:
    act = {**READS, **EDITS, **TITLE}[name]
    small, large = sent(desks["small"], act), sent(desks["large"], act)
    assert large.count <= small.count, "\n".join(large.statements)
    assert large.transactions == small.transactions


@pytest.mark.parametrize("name", ["set_text", "set_text of the source", "set_text with faults", "set_cell_text", "clearing a text"])
def test_a_typed_text_is_one_transaction_of_few_statements(tmp_path: Path, name: str) -> None:
    counts = set()
    for cues in (10, 600):
        desk = Desk(make_drama(tmp_path / f"{cues}.crossreel", episodes=1, cues=cues, languages=("en", "ar")), tmp_path)
        found = sent(desk, EDITS[name])
        counts.add((found.count, found.transactions))
        desk.drama.database.close()
    ((count, transactions),) = counts
    assert count <= 25 and transactions == 1


def test_a_typed_text_reads_no_episode(tmp_path: Path) -> None:
    """Rows, not statements: what is fetched of a track of 600 cues is the cue and what stands right beside it."""
    desk = Desk(make_drama(tmp_path / "c.crossreel", episodes=1, cues=600, languages=("en",)), tmp_path)
    fetched = 0
    read = mapping.to_entities

    def counting(entity_class: type, rows: object) -> object:
        nonlocal fetched
        found = read(entity_class, rows)  # type: ignore[type-var, arg-type]
        fetched += len(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        for module in ("repository", "neighbourhood"):
            patch.setattr(f"crossreel.storage.{module}.to_entities", counting)
        desk.editing.set_text(desk.english[300].id, "Other words")
    desk.drama.database.close()
    assert 0 < fetched < 30
