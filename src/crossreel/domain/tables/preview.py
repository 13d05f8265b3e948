"""A sheet as it is shown for its columns to be corrected."""

from dataclasses import dataclass, replace

from crossreel.domain.tables.mapping import ColumnRole, TableMapping


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePreview:
    """One table: what its columns hold, some of its rows as text, and how many rows it has."""

    mapping: TableMapping
    rows: tuple[tuple[str, ...], ...] = ()
    row_count: int = 0
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """A file's tables. Those of one shape are corrected together: `shapes` are the positions of the first of each."""

    name: str
    path: str
    tables: tuple[TablePreview, ...] = ()

    @property
    def shapes(self) -> tuple[int, ...]:
        """Positions of the first table of each shape, those that are read first."""
        first: dict[str, int] = {}
        for at, table in enumerate(self.tables):
            if table.mapping.columns:
                first.setdefault(table.mapping.shape, at)
        return tuple(sorted(first.values(), key=lambda at: (not self.tables[at].mapping.usable, at)))

    def alike(self, at: int) -> tuple[int, ...]:
        """Return the positions of all tables of the shape of one."""
        shape = self.tables[at].mapping.shape
        return tuple(other for other, table in enumerate(self.tables) if table.mapping.shape == shape)

    def with_column(self, at: int, column: int, role: ColumnRole, language: str = "") -> "SheetPreview":
        """Return the sheet with another meaning of a column, in all tables of that shape."""
        mine = self.alike(at)
        tables = tuple(
            replace(table, mapping=table.mapping.with_column(column, role, language)) if other in mine else table
            for other, table in enumerate(self.tables)
        )
        return replace(self, tables=tables)

    def written(self) -> str:
        """Return what the columns hold as `--map` takes it."""
        shapes = self.shapes
        if len(shapes) == 1:
            return self.tables[shapes[0]].mapping.written()
        said = [table.mapping for table in self.tables if table.mapping.usable]
        return ",".join(part for mapping in said for part in _of_table(mapping))


def _of_table(mapping: TableMapping) -> list[str]:
    prefix = f"{mapping.table}!" if mapping.table else ""
    return [f"{prefix}{part}" for part in mapping.written().split(",")]
