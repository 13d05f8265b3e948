"""What holds for every kind of row that a catalog keeps, also for one that was added yesterday."""

import typing
from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import BigInteger, Integer, LargeBinary, Row, Text

from crossreel.domain.errors import Refused
from crossreel.i18n.sentences.storage import SENTENCES
from crossreel.services import removing
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from crossreel.storage.kind import Kept, Kind, named_by
from crossreel.storage.mapping import Entity
from crossreel.storage.registry import KINDS, chain, derived_from, owner_of, reaches
from tests.unit.storage.drama import assert_sound, change, header
from tests.unit.storage.figures import assert_kept
from tests.unit.storage.kinds.rows import JOURNALED, changed, everything, needed_by, row_of

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_journaled = pytest.mark.parametrize("kind", JOURNALED, ids=lambda kind: kind.name)
Rows = dict[str, Sequence[Row[typing.Any]]]
Full = tuple[Database, dict[str, Entity]]


@pytest.fixture
def history(database: Database) -> Iterator[History]:
    """The history of the test's catalog, which is sound and whose figures are right in the end."""
    yield History(database)
    assert_kept(database)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    """A catalog with a row of every kind, for tests that leave it as it was; its figures are right in the end."""
    database = Database.open(tmp_path_factory.mktemp("full") / "catalog.crossreel", author="Ana")
    made = everything(database.new_id)
    change(database, *made.values())
    yield database, made
    assert_kept(database)
    database.close()


def rows(database: Database) -> Rows:
    with database.read() as uow:
        ask = uow.connection.exec_driver_sql  # everything, some thousand times: without the words around it
        return {kind.name: ask(f"SELECT * FROM {kind.table.name} ORDER BY id").all() for kind in JOURNALED}


def remove(database: Database, entity: Entity, title_id: int | None) -> None:
    with database.edit(header(title_id)) as edit, edit.part() as uow:
        removing.remove(uow, entity)


@every_kind
def test_its_columns_hold_what_its_fields_are(kind: Kind) -> None:
    hints = typing.get_type_hints(kind.entity)
    for column in kind.table.columns:
        hint = hints[column.name]
        parts = {str} if typing.get_origin(hint) is tuple else set(typing.get_args(hint)) or {hint}
        whole = parts & {int, bool}
        expected = (BigInteger, Integer) if whole else (LargeBinary,) if bytes in parts else (Text,)
        assert isinstance(column.type, expected), column.name
        assert column.nullable is (type(None) in parts), column.name


@every_kind
def test_what_it_names_is_there(kind: Kind) -> None:
    hints = typing.get_type_hints(kind.entity)
    names = {*kind.unique, *kind.order, *kind.search, *kind.goes_with, *((kind.owner,) if kind.owner else ())}
    assert names <= set(hints)
    assert all(hints[name] is str for name in kind.search), "an index of words holds texts"
    assert not any(kind.table.c[name].nullable for name in kind.unique)
    assert kind.taken in SENTENCES
    assert all(named_by(name) in {each.name for each in KINDS} for name in kind.goes_with)


@every_kind
def test_it_reaches_a_title_or_is_the_catalogs(kind: Kind) -> None:
    for each in chain(kind):
        owner = owner_of(each)
        if owner is None:
            continue
        column = each.table.c[str(each.owner)]
        assert not column.nullable
        assert any(next(iter(index.columns)) is column for index in each.table.indexes), "what belongs to a row is found by it"
        assert {key.column.table.name for key in column.foreign_keys} == ({owner.name} if each.is_journaled else set())
    assert chain(kind)[-1].owner is None


@every_kind
def test_only_rows_that_undo_brings_back_hold_references(kind: Kind) -> None:
    linked = {key.column.table.name for key in kind.table.foreign_keys}
    assert kind.is_journaled or not linked
    assert linked <= {each.name for each in JOURNALED}


@every_journaled
def test_its_making_change_and_removal_are_undone_and_done_again(database: Database, history: History, kind: Kind) -> None:
    with database.edit(header(None, "edit.before")) as edit, edit.part() as uow:
        made: dict[str, Entity] = {}
        for each in needed_by(kind):
            made[each.name] = row_of(each, uow.new_id, made)
        uow.put_all(made.values())
    title = made.get("title")
    entity = row_of(kind, database.new_id, made)
    stack = title.id if title is not None and reaches(kind, "title") else entity.id if kind.name == "title" else None
    states = [rows(database)]
    for act in (lambda: change(database, entity, title_id=stack), lambda: change(database, changed(kind, entity), title_id=stack)):
        act()
        states.append(rows(database))
    assert states[0] != states[1] != states[2]
    own = None if kind.name == "title" else stack
    remove(database, changed(kind, entity), own)
    assert rows(database) == states[0]
    assert history.undo(own) is not None
    assert rows(database) == states[2]
    assert history.redo(own) is not None and history.undo(own) is not None
    assert history.undo(stack) is not None
    assert rows(database) == states[1]
    assert history.undo(own) is not None
    assert rows(database) == states[0]
    assert history.redo(own) is not None
    assert rows(database) == states[1]


def test_deleting_a_title_takes_its_kinds_and_leaves_the_catalogs_own(database: Database, history: History) -> None:
    made = everything(database.new_id)
    change(database, *made.values())
    database.maintain(lambda _done, _total: None)
    change(database, *everything(database.new_id, "others").values())
    both = rows(database)
    remove(database, made["title"], None)
    left = rows(database)
    for kind in JOURNALED:
        gone = {entity.id for entity in both[kind.name]} - {entity.id for entity in left[kind.name]}
        assert gone == ({made[kind.name].id} if reaches(kind, "title") else set()), kind.name
    for kind in JOURNALED:
        found = {hit.title_id for hit in database_hits(database, kind, "words")}
        assert made["title"].id not in found
    assert history.undo(None) is not None
    assert rows(database) == both
    assert history.redo(None) is not None
    assert rows(database) == left


@pytest.mark.parametrize("kind", [kind for kind in JOURNALED if reaches(kind, "title")], ids=lambda kind: kind.name)
def test_what_cannot_be_without_it_goes_with_it_and_comes_back(full: Full, kind: Kind) -> None:
    database, made = full
    title_id = made["title"].id
    before = rows(database)
    remove(database, made[kind.name], None if kind.name == "title" else title_id)
    left = rows(database)
    gone = {each.name for each in JOURNALED if before[each.name] != left[each.name]}
    assert gone == {each.name for each in JOURNALED if goes_with(each, kind)}
    assert History(database).undo(None if kind.name == "title" else title_id) is not None
    assert rows(database) == before


def goes_with(kind: Kind, other: Kind) -> bool:
    """Tell whether a row of a kind goes where one of another kind goes."""
    columns = (*((kind.owner,) if kind.owner else ()), *kind.goes_with)
    above = (each for each in KINDS if each.name in map(named_by, columns))
    return kind is other or any(goes_with(each, other) for each in above)


def database_hits(database: Database, kind: Kind, mark: str) -> list[typing.Any]:
    """What a search for the words of a row finds of its kind."""
    words = (f"{mark} {kind.name} {name}" for name in kind.search)
    return [hit for asked in words for hit in database.search(asked)]


@pytest.mark.parametrize("kind", [kind for kind in JOURNALED if kind.search], ids=lambda kind: kind.name)
def test_it_is_found_by_its_words(full: Full, kind: Kind) -> None:
    database, made = full
    found = database_hits(database, kind, "words")
    title = made["title"].id if reaches(kind, "title") else None
    assert found and {hit.title_id for hit in found} == {title}
    change(database, row_of(kind, lambda: made[kind.name].id, made, "other"))
    assert database_hits(database, kind, "words") == []
    assert database_hits(database, kind, "other") != []
    change(database, made[kind.name])
    assert database_hits(database, kind, "words") == found


@pytest.mark.parametrize("kind", [kind for kind in JOURNALED if kind.unique], ids=lambda kind: kind.name)
def test_two_rows_of_one_place_are_refused_with_a_sentence(full: Full, kind: Kind) -> None:
    database, made = full
    before = rows(database)
    with pytest.raises(Refused) as refused:
        change(database, row_of(kind, database.new_id, made))
    assert refused.value.code == kind.taken
    assert SENTENCES[kind.taken].format(**refused.value.facts)
    assert rows(database) == before


DERIVED = [(kind, column) for kind in KINDS if kind.kept is Kept.DERIVED for column in (str(kind.owner), *kind.goes_with)]


@pytest.mark.parametrize(("kind", "column"), DERIVED, ids=lambda each: getattr(each, "name", each))
def test_what_is_derived_goes_with_its_owner(database: Database, kind: Kind, column: str) -> None:
    made = everything(database.new_id)
    change(database, *made.values())
    assert (kind, column) in derived_from(named_by(column))
    with database.derived() as uow:
        uow.put(row_of(kind, uow.new_id, made))
    remove(database, made[named_by(column)], made["title"].id)
    with database.read() as uow:
        assert uow.where(kind.entity) == []


def test_a_catalog_with_a_row_of_every_kind_is_sound(database: Database) -> None:
    change(database, *everything(database.new_id).values())
    database.close()
    assert_sound(database.path)
