"""Undo: looks at a long history and at the catalog's own, and taking back the import of a large title."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Fact
from crossreel.services.history.undoing import History
from crossreel.storage import journal
from crossreel.storage.actors import settle
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork
from folders import CUES, EPISODES, WORDS

STEPS, TITLES = 3_000, 1_700
FACTS: dict[str, Fact] = {"language": "en", "episode": 12, "at_ms": 61_000}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A catalog whose journal tells of many titles, and of one that was worked on for long."""
    database = Database.open(tmp_path_factory.mktemp("catalog") / "catalog.crossreel", author="Ana")
    with database.writing() as connection:
        ana = settle(connection, Actor(name="Ana"))
        for at in range(TITLES):
            made = EditHeader(label="edit.create_title", title_id=at + 1, actor=ana, facts={"name": f"{at}"}, title_fate="made")
            journal.add_header(connection, database.new_id(), made, database.session_id, 1, closed=True)
        for _ in range(STEPS):
            typed = EditHeader(label="edit.set_text", title_id=1, actor=ana, facts=FACTS)
            journal.add_header(connection, database.new_id(), typed, database.session_id, 1, closed=True)
    yield database
    database.close()


def add_step(database: Database, title_id: int | None) -> None:
    with database.writing() as connection:
        header = EditHeader(label="edit.set_text", title_id=title_id, actor=settle(connection, Actor(name="Ana")), facts=FACTS)
        journal.add_header(connection, database.new_id(), header, database.session_id, 1, closed=True)


@pytest.mark.parametrize("title_id", [1, None], ids=["title", "catalog"])
def test_first_look(benchmark: Any, database: Database, title_id: int | None) -> None:
    benchmark.pedantic(lambda: History(database).lines(title_id), rounds=5, warmup_rounds=1)
    benchmark.extra_info.update(what=f"History: first look, {size(title_id)}", target="0.05 s")


@pytest.mark.parametrize("title_id", [1, None], ids=["title", "catalog"])
def test_look_after_an_edit(benchmark: Any, database: Database, title_id: int | None) -> None:
    history = History(database)
    history.lines(title_id)
    benchmark.pedantic(lambda: history.can_undo(title_id), setup=lambda: add_step(database, title_id), rounds=10)
    benchmark.extra_info.update(what=f"History: what can be undone after one more edit, {size(title_id)}", target="5 ms")


def size(title_id: int | None) -> str:
    return f"{TITLES:,} titles" if title_id is None else f"{STEPS:,} steps"


def put_title(database: Database, code: str) -> int:
    title_id = database.new_id()
    with database.edit(EditHeader(label="edit.create_title", title_id=None)) as edit, edit.part() as uow:
        uow.put(Title(id=title_id, code=code, name=code, source_language="zh-Hans"))
        for at, tag in enumerate(WORDS):
            uow.put(TitleLanguage(id=database.new_id(), title_id=title_id, language=tag, position=at))
    return title_id


def import_episodes(database: Database, title_id: int, numbers: range) -> None:
    header = EditHeader(label="edit.import", title_id=title_id, facts={"title": "", "episodes": 1})
    with database.edit(header, several_parts=True) as edit:
        for number in numbers:
            with edit.part() as uow:
                put_episode(database, uow, title_id, number)


def put_episode(database: Database, uow: UnitOfWork, title_id: int, number: int) -> None:
    episode = Episode(id=database.new_id(), title_id=title_id, number=number)
    uow.put(episode)
    spine: list[int] = []
    for language in WORDS:
        role = Role.TRANSLATION if spine else Role.SOURCE
        track = Track(id=database.new_id(), episode_id=episode.id, language=language, role=role)
        ids = [database.new_id() for _ in range(CUES)]
        uow.put(track)
        uow.put_all(
            Cue(
                id=cue_id, track_id=track.id, start_ms=at * 3000, end_ms=at * 3000 + 2000, text=f"{WORDS[language]} {at}",
                anchor_id=spine[at] if spine else None,
            )
            for at, cue_id in enumerate(ids)
        )  # fmt: skip
        spine = spine or ids


def test_undo_of_an_import(benchmark: Any, tmp_path: Path) -> None:
    database = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    history, title_id = History(database), put_title(database, "LARGE")
    import_episodes(database, title_id, range(1, EPISODES + 1))
    sent: list[str] = []
    event.listen(Engine, "before_cursor_execute", note := lambda *given: sent.append(given[2]))
    began = time.perf_counter()
    history.undo(title_id)
    taken = time.perf_counter() - began
    event.remove(Engine, "before_cursor_execute", note)
    benchmark.pedantic(lambda: None, rounds=1)
    what = f"Undo of an import of {EPISODES} episodes x {len(WORDS)} languages x {CUES} cues ({len(sent)} statements)"
    benchmark.extra_info.update(what=what, value=taken)
    database.close()
