"""QC of a title of 80 episodes in 8 languages, 40 cues each, with rendered widths; one cue in twenty has a fault."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from crossreel.app.bootstrap import RenderedSizes
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.rendering import caption
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import shipped_zones
from crossreel.storage.database import Database
from folders import CUES, EPISODES, WORDS

SIZE = f"{EPISODES} episodes x {len(WORDS)} languages x {CUES} cues"
SOURCE = "zh-Hans"
FAULTS = ("{}...", "{}  ", "„{}”", "{} {} {} {}")
STEP_MS, LENGTH_MS = 3000, 2600


def words(language: str, chance: random.Random) -> str:
    """Return two or three words that fit a line."""
    return ("" if language == SOURCE else " ").join(chance.choices(WORDS[language].split(), k=chance.randint(2, 3)))


def text(language: str, chance: random.Random) -> str:
    """Return one or two lines; one in twenty has a fault."""
    line = words(language, chance)
    if chance.random() < 0.05:
        return chance.choice(FAULTS).format(*(words(language, chance) for _ in range(4)))
    return line if chance.random() < 0.5 else f"{line}\n{words(language, chance)}"


def episode(number: int, title_id: int, database: Database, chance: random.Random) -> Iterator[Any]:
    """Yield the rows of one episode."""
    made = Episode(id=database.new_id(), title_id=title_id, number=number)
    yield made
    spine: list[Cue] = []
    for language in WORDS:
        role = Role.SOURCE if language == SOURCE else Role.TRANSLATION
        track = Track(id=database.new_id(), episode_id=made.id, language=language, role=role)
        yield track
        for at in range(CUES):
            start_ms = at * STEP_MS
            anchor = spine[at] if role is Role.TRANSLATION else None
            cue = Cue(
                id=database.new_id(),
                track_id=track.id,
                start_ms=start_ms,
                end_ms=start_ms + LENGTH_MS,
                text=text(language, chance),
                anchor_id=anchor.id if anchor else None,
                anchor_last_id=anchor.id if anchor else None,
                source_digest=text_digest([anchor.text]) if anchor else None,
            )
            if anchor is None:
                spine.append(cue)
            yield cue


@pytest.fixture(scope="module")
def title(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, int]]:
    """A catalog with the title."""
    database = Database.open(tmp_path_factory.mktemp("qc") / "catalog.crossreel", author="bench")
    made = Title(id=database.new_id(), code="BENCH", name="The Hidden Heir", source_language=SOURCE)
    chance = random.Random(1)
    with database.edit(EditHeader(label="edit.create_title", title_id=None)) as edit, edit.part() as uow:
        uow.put(made)
        for number in range(1, EPISODES + 1):
            uow.put_all(list(episode(number, made.id, database, chance)))
    yield database, made.id
    database.close()


def forget_sizes() -> None:
    """Measure every caption anew: no size is known from an earlier round."""
    caption.forget()


def test_qc(benchmark: Any, title: tuple[Database, int]) -> None:
    """Everything is read, measured and judged, and compared with what the run before kept."""
    database, title_id = title
    checking = Checking(database, measure=RenderedSizes(), zones=shipped_zones())
    found = checking.run(title_id)
    counted = f"{found.errors + found.warnings:,} findings"
    benchmark.extra_info.update(what=f"QC of {SIZE}, {counted}, read from the catalog, widths measured", target="< 1.5 s")
    summary = benchmark.pedantic(lambda: checking.run(title_id), setup=forget_sizes, rounds=5, iterations=1)
    assert summary.cues == EPISODES * len(WORDS) * CUES


def test_qc_first_run(benchmark: Any, title: tuple[Database, int]) -> None:
    """The same, with every finding written for the first time."""
    database, title_id = title
    checking = Checking(database, measure=RenderedSizes(), zones=shipped_zones())

    def forget() -> None:
        forget_sizes()
        with database.derived() as uow:
            uow.remove_all(checking.findings(title_id, include_waived=True))

    benchmark.extra_info.update(what="the same QC, first run: every finding written")
    benchmark.pedantic(lambda: checking.run(title_id), setup=forget, rounds=3, iterations=1)


def test_check_of_a_typed_cue(benchmark: Any, title: tuple[Database, int]) -> None:
    """All rules over what one typed text touches: those of its neighbours, then those that read the episode."""
    database, title_id = title
    checking, editing = Checking(database, measure=RenderedSizes(), zones=shipped_zones()), Editing(database)
    with database.read() as uow:
        chosen = uow.where(Episode, title_id=title_id)[EPISODES // 2]
        track = next(each for each in uow.where(Track, episode_id=chosen.id) if each.language == "en")
        cues = uow.where(Cue, track_id=track.id)
    texts = (f"Where were you {number} times..." for number in range(1_000_000))

    def typed() -> tuple[tuple[Any], dict[str, Any]]:
        return (editing.set_text(cues[CUES // 2].id, next(texts)),), {}

    benchmark.extra_info.update(what=f"QC of one typed cue in an episode of {CUES}, all rules, widths measured", target="< 10 ms")
    benchmark.pedantic(checking.check_edit, setup=typed, rounds=60, iterations=1)
