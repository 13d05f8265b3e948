"""A small title for the tests of storage and history, and digests of everything a catalog holds."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import xxhash

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import CrossreelError
from crossreel.storage import journal
from crossreel.storage.database import Database
from crossreel.storage.registry import KINDS
from crossreel.storage.unit_of_work import UnitOfWork

LINES = ("你到底在哪里", "我一直在等你", "别走", "那就再见吧")


@dataclass(frozen=True)
class Drama:
    """What `put_drama` made: track ids by (episode number, language)."""

    title_id: int
    episode_ids: Sequence[int]
    track_ids: dict[tuple[int, str], int]
    edit: Edit


@contextmanager
def raises(kind: type[CrossreelError], code: str) -> Iterator[None]:
    """Expect an error with a sentence code."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.code == code


def header(title_id: int | None = None, label: str = "edit.test", **rest: object) -> EditHeader:
    """Return a header for a test edit."""
    return EditHeader(label=label, title_id=title_id, **rest)  # type: ignore[arg-type]


def put_episode(uow: UnitOfWork, title_id: int, number: int, languages: Sequence[str]) -> tuple[int, dict[tuple[int, str], int]]:
    """Put an episode with a source track of four cues and followers in the other languages."""
    episode = Episode(id=uow.new_id(), title_id=title_id, number=number, name=f"Chapter {number}")
    uow.put(episode)
    uow.put(Version(id=uow.new_id(), episode_id=episode.id, is_reference=True, path=f"/video/{number}.mp4", file_ms=60_000))
    spine: list[Cue] = []
    tracks: dict[tuple[int, str], int] = {}
    for language in languages:
        role = Role.TRANSLATION if spine else Role.SOURCE
        track = Track(id=uow.new_id(), episode_id=episode.id, language=language, role=role)
        uow.put(track)
        tracks[number, language] = track.id
        cues = [
            Cue(
                id=uow.new_id(), track_id=track.id, start_ms=index * 2000, end_ms=index * 2000 + 1500,
                text=f"{line} {language}" if spine else line, anchor_id=spine[index].id if spine else None,
            )
            for index, line in enumerate(LINES)
        ]  # fmt: skip
        uow.put_all(cues)
        spine = spine or cues
    return episode.id, tracks


def put_drama(
    database: Database, *, code: str = "HEIR", episodes: int = 2, languages: Sequence[str] = ("zh-Hans", "en", "ar")
) -> Drama:
    """Put a title with episodes in one edit of one part an episode."""
    title_id = database.new_id()
    ids: list[int] = []
    tracks: dict[tuple[int, str], int] = {}
    with database.edit(header(title_id, "edit.import"), several_parts=True) as open_edit:
        with open_edit.part() as uow:
            uow.put(Title(id=title_id, code=code, name="The Hidden Heir", original_name="隐藏的继承人"))
        for number in range(1, episodes + 1):
            with open_edit.part() as uow:
                episode_id, made = put_episode(uow, title_id, number, languages)
            ids.append(episode_id)
            tracks |= made
    return Drama(title_id=title_id, episode_ids=ids, track_ids=tracks, edit=open_edit.edit)


def over(uow: UnitOfWork, *entities: object) -> None:
    """Put entities over whatever stands there."""
    for entity in entities:
        uow.find(type(entity), entity.id)  # type: ignore[arg-type, type-var, attr-defined]
    uow.put_all(entities)  # type: ignore[arg-type]


def change(database: Database, *entities: object, title_id: int | None = None, **rest: object) -> Edit:
    """Put entities in one edit."""
    with database.edit(header(title_id, **rest)) as open_edit, open_edit.part() as uow:  # type: ignore[arg-type]
        over(uow, *entities)
    return open_edit.edit


def edits_of(uow: UnitOfWork, title_id: int | None) -> list[Edit]:
    """Return the finished edits on a stack as they began, without their changes."""
    ids = [mark.id for mark in journal.marks(uow, title_id)]
    found = journal.edits(uow, ids)
    return [found[edit_id] for edit_id in ids]


def journaled_digest(path: Path) -> str:
    """Return a digest of every journaled row of a catalog that is not being written."""
    digest = xxhash.xxh3_64()
    with closing(sqlite3.connect(path)) as connection:
        for table in sorted(kind.name for kind in KINDS if kind.is_journaled):
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
                digest.update(repr((table, row)).encode())
    return digest.hexdigest()


def assert_sound(path: Path) -> None:
    """Hold a catalog to SQLite's own checks, the search index among them where it is SQLite's."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        indexes = "SELECT name FROM sqlite_master WHERE name IN ('search_dialogue', 'search_name')"
        for (table,) in connection.execute(indexes).fetchall():
            connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
