"""The index of pairs from outside: made with the first, kept by every commit, and filled by maintenance where it is not whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.domain.edits.edit import EditHeader
from crossreel.storage.database import Database
from crossreel.storage.repository import read_meta, write_meta
from crossreel.storage.sqlite import memory_index
from crossreel.storage.sqlite.proposing import propose, shares_of

pytestmark = pytest.mark.sqlite
LANGUAGES = ("zh-Hans", "en")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty catalog."""
    opened = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    yield opened
    opened.close()


def put(database: Database, *sources: str, language: str = "en") -> list[MemoryPair]:
    with database.edit(EditHeader(label="edit.import_memory", title_id=None)) as edit, edit.part() as uow:
        pairs = [
            MemoryPair(id=uow.new_id(), source_language="zh-Hans", source=source, language=language, text="x") for source in sources
        ]
        uow.put_all(pairs)
    return pairs


def proposed(database: Database, line: str, languages: tuple[str, str] = LANGUAGES) -> list[int]:
    with database.read() as uow:
        return database.index.propose_pairs(uow.connection, line, languages)


def test_the_first_pairs_make_it_and_every_commit_keeps_it(database: Database) -> None:
    assert proposed(database, "你回来了") == []
    assert not database.needs_maintenance()
    first, other = put(database, "<i>你终于回来了</i>", "我走了")
    (french,) = put(database, "你终于回来了", language="fr")
    assert first.id in proposed(database, "你终于来了")
    assert proposed(database, "你终于来了", ("zh-Hans", "fr")) == [french.id]
    with database.edit(EditHeader(label="edit.forget", title_id=None)) as edit, edit.part() as uow:
        uow.remove(uow.get(MemoryPair, first.id))
    assert first.id not in proposed(database, "你终于来了")
    assert proposed(database, "我走了") == [other.id]
    assert not database.needs_maintenance()


def test_one_of_another_version_is_filled_part_by_part_and_kept_meanwhile(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = put(database, "你终于回来了", "他终于回来了", "她终于回来了", "我走了")
    with database.writing() as connection:
        write_meta(connection, memory_index.KEY, "another")
    monkeypatch.setattr(memory_index, "FILL_ROWS", 2)
    assert database.needs_maintenance()
    assert proposed(database, "你终于回来了") == [], "nothing is proposed of what is not whole"
    with database.writing() as connection:
        assert database.index.fill(connection) == 2
    with database.edit(EditHeader(label="edit.forget", title_id=None)) as edit, edit.part() as uow:
        uow.remove_all([uow.get(MemoryPair, pairs[0].id), uow.get(MemoryPair, pairs[2].id)])
    later = put(database, "谁终于回来了")
    database.maintain(lambda _done, _total: None)
    assert not database.needs_maintenance()
    assert sorted(proposed(database, "终于回来了")) == [pairs[1].id, pairs[3].id, later[0].id]
    with database.read() as uow:
        assert read_meta(uow.connection, memory_index.KEY) == memory_index.VERSION


def test_no_pair_is_given_up_for_an_index_that_is_broken(database: Database) -> None:
    gone, kept = put(database, "你终于回来了", "我走了")
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO search_memory(search_memory) VALUES ('delete-all')")
    with database.edit(EditHeader(label="edit.forget", title_id=None)) as edit, edit.part() as uow:
        uow.remove(uow.get(MemoryPair, gone.id))
    assert database.needs_maintenance()
    assert proposed(database, "我走了") == []
    database.maintain(lambda _done, _total: None)
    assert proposed(database, "我走了") == [kept.id]
    assert proposed(database, "你终于回来") == []


def test_a_catalog_with_the_index_opens_again(database: Database, tmp_path: Path) -> None:
    (pair,) = put(database, "你终于回来了")
    database.close()
    again = Database.open(tmp_path / "catalog.crossreel")
    assert not again.notices and not again.read_only
    assert proposed(again, "你终于回来了") == [pair.id]
    again.close()


def test_rare_words_are_asked_first_and_common_ones_not_at_all() -> None:
    shares = shares_of(["a b", "a c", "a d"] * 400)
    asked: list[str] = []

    def ask(query: str, _limit: int) -> list[int]:
        asked.append(query)
        return []

    assert propose(ask, ["a", "b", "x", "y"], shares) == []
    assert asked == ['"x" AND "y"', '"x"', '"y"']
    asked.clear()
    assert propose(ask, ["a", "b"], shares) == []
    assert asked == ['"b" AND "a"'], "there is nothing rarer"
    assert propose(ask, [], shares) == []
