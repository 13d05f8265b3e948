"""What tables are made of: columns as every table of a catalog writes them, and the one value that all of them stand in."""

from sqlalchemy import BigInteger, Column, ColumnElement, ForeignKey, Index, Integer, LargeBinary, MetaData, Text

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def row_id() -> Column[int]:
    """Return the id of a row, made by us."""
    return Column("id", WideInteger, primary_key=True, autoincrement=False)


def serial() -> Column[int]:
    """Return the id of a row, counted by the database."""
    return Column("id", WideInteger, primary_key=True)


def key(name: str) -> Column[int]:
    """Return a number that tells the rows of a table apart."""
    return Column(name, WideInteger, primary_key=True, autoincrement=False)


def number(name: str, *, index: bool = False) -> Column[int]:
    """Return a whole number."""
    return Column(name, WideInteger, nullable=False, index=index)


def maybe(name: str) -> Column[int]:
    """Return a whole number that may be missing."""
    return Column(name, WideInteger, nullable=True)


def text(name: str, *, index: bool = False, nullable: bool = False) -> Column[str]:
    """Return a text, also of a field that is kept as JSON, as a word or as a fraction."""
    return Column(name, Text, nullable=nullable, index=index)


def binary(name: str) -> Column[bytes]:
    """Return bytes."""
    return Column(name, LargeBinary, nullable=False)


def row(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[int]:
    """Return a reference that is checked at commit: within a part, rows may come and go in any order."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=nullable, index=index)


def sparse_index(name: str, column: Column[int] | Column[str], where: ColumnElement[bool]) -> Index:
    """Return an index of the rows that a condition holds of, for every database that knows such ones."""
    return Index(name, column, sqlite_where=where, postgresql_where=where)
