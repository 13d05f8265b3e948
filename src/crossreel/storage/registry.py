"""The kinds of a catalog: found in `kinds`, and asked for by entity, by name, and by what belongs to what."""

from collections.abc import Iterator
from functools import cache

from crossreel.kernel.plugins import discover
from crossreel.storage import kinds, tables
from crossreel.storage.kind import Kept, Kind, named_by

KINDS: tuple[Kind, ...] = tuple(discover(kinds, "KIND", Kind))
metadata = tables.metadata
"""Every table of a catalog: those of the kinds, and those of `tables`."""
_BY_ENTITY = {kind.entity: kind for kind in KINDS}
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(entity_class: type) -> Kind:
    """Return the kind of an entity class.

    Raises:
        KeyError: none of that class is kept in a catalog.
    """
    return _BY_ENTITY[entity_class]


def kind_named(name: str) -> Kind:
    """Return the kind of a name, as it stands in the journal.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


def find_kind(name: str) -> Kind | None:
    """Return the kind of a name; None where nothing of that name is kept any more."""
    return _BY_NAME.get(name)


@cache
def owner_of(kind: Kind) -> Kind | None:
    """Return the kind whose rows own those of a kind; None for what belongs to the catalog itself."""
    return None if kind.owner is None else _BY_NAME[named_by(kind.owner)]


@cache
def chain(kind: Kind) -> tuple[Kind, ...]:
    """Return a kind, its owner, that one's owner, up to what belongs to the catalog itself.

    Raises:
        ValueError: it never ends.
    """
    found = [kind]
    while (owner := owner_of(found[-1])) is not None:
        if owner in found:
            raise ValueError(f"{kind.name} belongs to itself")
        found.append(owner)
    return tuple(found)


def reaches(kind: Kind, name: str) -> bool:
    """Tell whether rows of a kind are, or belong to, rows of the kind of that name, however deep."""
    return any(each.name == name for each in chain(kind))


@cache
def parts_of(name: str) -> tuple[tuple[Kind, str], ...]:
    """Return the journaled kinds that go with rows of a kind, each with the column that refers to these."""
    return tuple(_parts_of(name))


def _parts_of(name: str) -> Iterator[tuple[Kind, str]]:
    for kind in KINDS:
        columns = (*((kind.owner,) if kind.owner else ()), *kind.goes_with)
        if kind.is_journaled:
            yield from ((kind, column) for column in columns if named_by(column) == name)


@cache
def derived_from(name: str) -> tuple[tuple[Kind, str], ...]:
    """Return the derived kinds whose rows go with rows of a kind, each with the column that refers to these."""
    return tuple(
        (kind, column)
        for kind in KINDS
        if kind.kept is Kept.DERIVED
        for column in (*((kind.owner,) if kind.owner else ()), *kind.goes_with)
        if named_by(column) == name
    )


@cache
def found_by_name() -> tuple[Kind, ...]:
    """Return the kinds that a search in names finds, in the order in which they are put into the index."""
    return tuple(kind for kind in KINDS if kind.search)
