"""What storage has to know of a kind of entity: all of it, in one descriptor."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Table


class Kept(Enum):
    """How rows of a kind are kept.

    `JOURNALED` rows are what people make: every change is recorded and can be undone. `DERIVED` ones are worked out from others:
    they are never recorded, hold no reference, and go with the row that owns them. `RECORDED` ones are facts of the past: never
    undone, and they stay when what they speak of goes.
    """

    JOURNALED = "journaled"
    DERIVED = "derived"
    RECORDED = "recorded"


TAKEN = "storage.taken"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """An entity and how the catalog keeps it.

    Attributes:
        entity: the frozen dataclass; its fields are the columns of `table`, in the same order.
        table: made of `columns`; its name is the name of the kind, in the journal and in `Change.kind`.
        owner: the column that says what a row belongs to, `<kind>_id`: removed with it, brought back with it. A row reaches its
            title by its owner, and that one's owner. None for an entity of the catalog itself, which no title takes along.
        goes_with: further columns, `<kind>_id`: a row also goes where one of these goes as a part of something larger.
        unique: columns no two rows may share.
        unique_if: a column of 0 and 1; only rows that have 1 there claim the place. "" where all do.
        taken: the sentence for two rows that would; its facts are the values of `unique` by column (a `code` as `<kind>_code`).
            The one that fits every kind has `kind` and `values` instead.
        order: columns by which rows come when nobody asks for another order.
        search: columns whose words are found by a search in names. Lines of dialogue have an index of their own.
        kept: how rows are kept.
        counted: whether the figures of a title are made of its rows, so that they are made anew when one changes.
        alone: whether a row means nothing to the others of its title, so that two people may work on two of them side by side.
    """

    entity: type
    table: Table
    owner: str | None
    goes_with: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    unique_if: str = ""
    taken: str = TAKEN
    order: tuple[str, ...] = ("id",)
    search: tuple[str, ...] = ()
    kept: Kept = Kept.JOURNALED
    counted: bool = False
    alone: bool = False

    @property
    def name(self) -> str:
        """The name of the table, in the journal and in `Change.kind`."""
        return self.table.name

    @property
    def is_journaled(self) -> bool:
        """Whether its changes are recorded and can be undone."""
        return self.kept is Kept.JOURNALED

    def words(self, row: Mapping[str, object]) -> str:
        """Return what a row is found by in a search of names, "" for nothing."""
        return " ".join(str(row[name]) for name in self.search if row[name] is not None)


def named_by(column: str) -> str:
    """Return the name of the kind that a column like `title_id` refers to."""
    return column.removesuffix("_id")
