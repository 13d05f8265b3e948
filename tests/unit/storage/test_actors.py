"""Actors: rows that are found by their keys, made with the first edit, and keep their edits under another name."""

from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.edits.actor import Actor, ActorKind
from crossreel.domain.errors import StaleEdit, StaleText
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.unit.storage.drama import change, edits_of, header, put_drama


def rows(database: Database) -> list[tuple[str, str, str]]:
    with database.read() as uow:
        return [tuple(row) for row in uow.connection.exec_driver_sql("SELECT key, name, kind FROM actor ORDER BY id")]


def test_an_actor_is_made_with_the_first_edit_and_not_by_looking(catalog: Path) -> None:
    database = Database.open(catalog, author=Actor(key="k", name="Ana"))
    assert History(database).can_undo(None) is None and rows(database) == []
    with pytest.raises(ZeroDivisionError), database.edit(header()) as edit, edit.part() as uow:
        uow.put(Title(id=uow.new_id(), code="HEIR", name="Heir"))
        raise ZeroDivisionError
    assert rows(database) == []
    drama = put_drama(database)
    assert rows(database) == [("k", "Ana", "person")]
    with database.read() as uow:
        (edit,) = edits_of(uow, None)
    assert edit.header.actor is not None and edit.header.author == "Ana"
    assert drama.edit.header.actor is not None
    database.close()


def test_a_name_from_before_there_were_keys_is_taken_by_the_first_who_comes_with_it(catalog: Path) -> None:
    database = Database.open(catalog, author=Actor(key="first", name="Ana"))
    drama = put_drama(database)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE actor SET key = ''")
    database.close()
    others = [Database.open(catalog, author=Actor(key=key, name=name)) for key, name in (("x", "Ben"), ("a", "Ana"), ("b", "Ana"))]
    assert [History(each).can_undo(None) is not None for each in others] == [False, True, True]
    change(others[1], Character(id=others[1].new_id(), title_id=drama.title_id, name="林"), title_id=drama.title_id)
    assert [History(each).can_undo(None) is not None for each in others] == [False, True, False]
    assert rows(others[0]) == [("a", "Ana", "person")]
    for each in others:
        each.close()


def test_a_header_may_name_another_actor_a_machine_among_them(database: Database) -> None:
    robot = Actor(key="qc", name="QC", kind=ActorKind.MACHINE)
    with database.edit(header(actor=robot)) as edit, edit.part() as uow:
        uow.put(Title(id=uow.new_id(), code="HEIR", name="Heir"))
    assert edit.edit.header.author == "QC" and rows(database) == [("qc", "QC", "machine")]
    assert History(database).can_undo(None) is None, "what the machine did is the machine’s"


def test_a_rename_in_one_process_is_the_name_in_all(catalog: Path) -> None:
    ana, elsewhere = (Database.open(catalog, author=Actor(key="a", name="Ana")) for _ in range(2))
    drama = put_drama(ana)
    ana.rename_actor(ana.sign("Anna"))
    assert [line.author for line in History(elsewhere).lines(None)] == ["Anna"]
    assert History(elsewhere).can_undo(None) is not None
    change(ana, Character(id=ana.new_id(), title_id=drama.title_id, name="林"), title_id=drama.title_id)
    assert rows(ana) == [("a", "Anna", "person")]
    ana.close()
    elsewhere.close()


def test_a_name_that_is_anothers_is_not_taken_over(catalog: Path) -> None:
    ana, ben = (Database.open(catalog, author=name) for name in ("Ana", "Ben"))
    drama = put_drama(ana)
    change(ben, Character(id=ben.new_id(), title_id=drama.title_id, name="林"), title_id=drama.title_id)
    ana.rename_actor(ana.sign("Ben"))
    assert [name for _key, name, _kind in rows(ana)] == ["Ana", "Ben"]
    ana.close()
    ben.close()


def test_a_row_that_exists_is_not_put_unread(database: Database) -> None:
    drama = put_drama(database)
    with database.read() as uow:
        title = uow.get(Title, drama.title_id)
    with pytest.raises(TypeError, match="unread"), database.edit(header()) as edit, edit.part() as uow:
        uow.put(title)


def test_what_was_seen_is_compared_with_what_stands_there_and_who_changed_it_is_named(catalog: Path) -> None:
    ana, ben = (Database.open(catalog, author=name) for name in ("Ana", "Ben"))
    drama = put_drama(ana)
    lin = Character(id=ana.new_id(), title_id=drama.title_id, name="林", names={"en": "Lin"})
    change(ana, lin, title_id=drama.title_id)
    change(ben, Character(id=lin.id, title_id=lin.title_id, name="林", names={"en": "Lynn"}), title_id=drama.title_id)
    change(ana, Character(id=lin.id, title_id=lin.title_id, name="林", age="20", names={"en": "Lynn"}), title_id=drama.title_id)
    wanted = Character(id=lin.id, title_id=lin.title_id, name="林", names={"en": "Linn"})
    with ana.read() as uow:
        with pytest.raises(StaleText) as stale:
            uow.merged(wanted, lin)
        assert (stale.value.code, stale.value.facts["author"], stale.value.facts["plain"]) == (
            "storage.stale_value_by",
            "Ben",
            "Lynn",
        )
        with pytest.raises(StaleEdit) as gone:
            uow.check_unchanged(lin)
        assert gone.value.facts["author"] == "Ana"
        assert uow.merged(Character(id=lin.id, title_id=lin.title_id, name="林霜", names={"en": "Lin"}), lin).names == {
            "en": "Lynn"
        }
    ana.close()
    ben.close()
