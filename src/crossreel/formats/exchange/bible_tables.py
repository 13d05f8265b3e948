"""Terms and characters as tables, there and back: a row an entry with its id, a column a language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.bible_sheet import FIELDS, BibleRow, BibleSheet, EntryKind
from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Row, Table, TableFile, text_of
from crossreel.domain.text.document import Notice
from crossreel.formats.exchange.bible_words import column_of, gender_of, tab_of
from crossreel.formats.markup import CONTROLS
from crossreel.formats.notices import Notices
from crossreel.formats.tables.headers import SOURCE_MARK, header_for, read_header

HEADER_ROWS = 12  # the header stands among the first rows
TABS = {EntryKind.TERM: "terms", EntryKind.CHARACTER: "characters"}


def table_rows(kind: EntryKind, rows: Sequence[BibleRow], source_language: str, languages: Sequence[str]) -> Iterator[list[str]]:
    """Give the header and a row an entry, all of it text.

    Args:
        kind: terms or characters.
        rows: the entries; those of the other kind are left out.
        source_language: of the names.
        languages: the columns, in order.
    """
    head = f"{source_language}{SOURCE_MARK}" if kind is EntryKind.TERM else "name"
    others = [tag for tag in languages if tag != source_language or kind is EntryKind.CHARACTER]
    yield [f"{kind.value}_id", head, *FIELDS[kind], *map(header_for, others)]
    for row in rows:
        if row.kind is kind:
            cells = ["" if row.entry_id is None else str(row.entry_id), row.name]
            cells += [row.fields.get(each, "") for each in FIELDS[kind]] + [row.words.get(tag, "") for tag in others]
            yield [CONTROLS.sub("", cell) for cell in cells]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold."""

    header_row: int
    kind: EntryKind
    name: int | None
    entry_id: int | None
    words: dict[str, int]
    fields: dict[str, int]
    unknown: tuple[str, ...]


def sheet_of(file: TableFile, name: str, source_language: str) -> BibleSheet:
    """Return the rows of all tables of a file that are lists of terms or characters.

    Raises:
        BadInput: none of them is.
    """
    notices, rows = Notices(), list[BibleRow]()
    found = False
    for table in file.tables:
        columns = _columns(table, source_language)
        if columns is None:
            continue
        found = True
        if columns.unknown:
            notices.add("bible.unknown_columns", columns.header_row, columns=list(columns.unknown))
        rows += [_row(table, row, columns) for row in table.rows if row.number > columns.header_row]
    if not found:
        raise BadInput("bible.no_header", name=name)
    told: tuple[Notice, ...] = (*file.notices, *notices.all())
    return BibleSheet(rows=tuple(row for row in rows if row.name or row.words or row.entry_id), notices=told)


def _columns(table: Table, source_language: str) -> _Columns | None:
    """Return what the columns hold by the row that names most of them; None where no row names an expression and a word for it."""
    best: _Columns | None = None
    for row in table.rows[:HEADER_ROWS]:
        made = _named(table, row, source_language)
        if made is not None and (best is None or _told(made) > _told(best)):
            best = made
    return best


def _told(columns: _Columns) -> int:
    return len(columns.words) + len(columns.fields)


def _named(table: Table, row: Row, source_language: str) -> _Columns | None:
    places: dict[str, int] = {}
    words: dict[str, int] = {}
    unknown: list[str] = []
    headers = [text_of(cell).strip() for cell in row.cells]
    for at, header in enumerate(headers):
        meant, language = column_of(header), read_header(header).language
        if meant and not (meant == "id" and language and "id" in places):
            places.setdefault(meant, at)
        elif language:
            words.setdefault(language, at)
        elif header:
            unknown.append(header)
    if "name" not in places and source_language in words:
        places["name"] = words.pop(source_language)
    fields = {each: at for each, at in places.items() if each not in ("id", "name")}
    if ("name" not in places and "id" not in places) or not (words or fields):
        return None
    kind = EntryKind(tab_of(table.name)) if tab_of(table.name) else _kind(headers, fields)
    return _Columns(
        header_row=row.number, kind=kind, name=places.get("name"), entry_id=places.get("id"), words=words, fields=fields,
        unknown=tuple(unknown),
    )  # fmt: skip


def _kind(headers: Sequence[str], fields: dict[str, int]) -> EntryKind:
    persons = "character_id" in headers or {"gender", "age", "description"} & set(fields)
    return EntryKind.CHARACTER if persons else EntryKind.TERM


def _row(table: Table, row: Row, columns: _Columns) -> BibleRow:
    def said(at: int | None) -> str:
        return " ".join(CONTROLS.sub("", text_of(row.at(at))).split())

    fields = {each: said(at) for each, at in columns.fields.items()}
    if fields.get("gender"):
        fields["gender"] = gender_of(fields["gender"])
    written = said(columns.entry_id)
    return BibleRow(
        kind=columns.kind, where=table.where_from(row.number), name=said(columns.name),
        entry_id=int(written) if written.isdecimal() and len(written) < 20 else None,
        words={tag: said(at) for tag, at in columns.words.items() if said(at)}, fields=fields,
    )  # fmt: skip
