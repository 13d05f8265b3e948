"""A title's terms and characters as files: workbooks, text in columns and term bases, out and in."""

from collections.abc import Collection
from pathlib import Path

from crossreel.domain.catalog.bible_sheet import BiblePlan, BibleRow, BibleSheet, EntryKind, plan_rows, rows_of
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import is_full
from crossreel.formats.exchange.bible_tables import TABS, sheet_of, table_rows
from crossreel.formats.exchange.tbx import read_tbx, write_tbx
from crossreel.formats.exchange.workbook import workbook_of
from crossreel.formats.reading import read_tables
from crossreel.formats.tables.delimited import written
from crossreel.services.episode.cues import checked_tag
from crossreel.services.files.subtitles import items, read_file, save
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

TABLES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".docx": "docx"}
SIGNS = {"csv": ",", "tsv": "\t"}
WRITTEN = ("xlsx", "csv", "tsv", "tbx")
BOM = b"\xef\xbb\xbf"  # without it Excel takes a CSV for another encoding
MOST_NAMED = 50


class BibleFiles:
    """The use cases on files of terms and characters of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, path: Path, title_id: int) -> BiblePlan:
        """Return what a file would change, without writing anything.

        Raises:
            BadInput: it cannot be read, is no list of terms or characters, or names no language of its own.
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            entries = _entries(uow, title_id)
        sheet = _read(path, title.source_language)
        return plan_rows(path.name, sheet.rows, title_id, title.source_language, entries, notices=sheet.notices)

    def take(self, path: Path, title_id: int) -> Report:
        """Add and change what a file says, as one edit: by id, else by the name in the source; an empty cell takes nothing away.

        Rows that cannot be taken are reported as failed; the others count.

        Raises:
            BadInput: as `plan`.
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            sheet = _read(path, uow.get(Title, title_id).source_language)
        header = EditHeader(label="edit.import_bible", title_id=title_id, facts={"name": path.name})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            title, entries = uow.get(Title, title_id), _entries(uow, title_id)
            plan = plan_rows(path.name, sheet.rows, title_id, title.source_language, entries, uow.new_id)
            uow.put_all(change.after for change in plan.changes)
        added = sum(change.before is None for change in plan.changes)
        counts = (("bible.added", added), ("bible.changed", len(plan.changes) - added), ("bible.same", plan.same))
        done = tuple(Item(name=path.name, code=code, facts={"count": count}) for code, count in counts if count)
        edit = open_edit.edit if plan.changes else None
        return Report(done=done, failed=failures(plan), notices=items(path.name, sheet.notices), edit=edit)

    def export(
        self, path: Path, title_id: int, *, kinds: Collection[EntryKind] = (), languages: Collection[str] = ()
    ) -> Report:  # fmt: skip
        """Write terms and characters, by the ending of the file: XLSX with a tab for both, CSV or TSV with one, TBX with terms.

        Args:
            path: the file; it appears whole or not at all.
            title_id: the title.
            kinds: what is written; () for both in a workbook, else terms.
            languages: the columns, () for all of the title and those that have words.

        Raises:
            BadInput: nothing is written with that ending, or both kinds are to go into a file of one table.
            NotFound: there is no such title.
        """
        ending = path.suffix.lower().lstrip(".")
        wanted = tuple(kinds) or (tuple(EntryKind) if ending == "xlsx" else (EntryKind.TERM,))
        if ending not in WRITTEN:
            raise BadInput("bible.cannot_write", name=path.name, known=list(WRITTEN))
        if (ending != "xlsx" and len(wanted) > 1) or (ending == "tbx" and wanted != (EntryKind.TERM,)):
            raise BadInput("bible.one_table", name=path.name)
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            rows = rows_of(uow.where(Term, title_id=title_id), uow.where(Character, title_id=title_id))
            tags = [checked_tag(each) for each in languages] or _languages(uow, title, rows)
        save(path, _written(ending, wanted, rows, title, tags))
        count = sum(row.kind in wanted for row in rows)
        return Report(done=(Item(name=path.name, code="bible.written", facts={"count": count, "path": str(path)}),))


def failures(plan: BiblePlan) -> tuple[Item, ...]:
    """Return the rows that cannot be taken as items of a report."""
    return tuple(
        Item(name=row.where, code=code, facts={"where": row.where, "term": row.name}) for row, code in plan.failed[:MOST_NAMED]
    )


def _entries(uow: UnitOfWork, title_id: int) -> list[Term | Character]:
    return [*uow.where(Term, title_id=title_id), *uow.where(Character, title_id=title_id)]


def _read(path: Path, source_language: str) -> BibleSheet:
    data = read_file(path)
    if path.suffix.lower() in (".tbx", ".xml"):
        return read_tbx(data, path.name, source_language)
    format_id = TABLES.get(path.suffix.lower())
    tables = read_tables(data, path.name, from_format=format_id) if format_id is not None else None
    if tables is None:
        raise BadInput("bible.no_header", name=path.name)
    return sheet_of(tables, path.name, source_language)


def _languages(uow: UnitOfWork, title: Title, rows: Collection[BibleRow]) -> list[str]:
    of_title = [column for column in queries.title_columns(uow, title.id) if is_full(column)]
    return list(dict.fromkeys([*of_title, *(tag for row in rows for tag in row.words)]))


def _written(ending: str, kinds: tuple[EntryKind, ...], rows: list[BibleRow], title: Title, languages: list[str]) -> bytes:
    if ending == "tbx":
        kept = [row for row in rows if row.kind is EntryKind.TERM]
        return write_tbx(kept, title.source_language, title.name or title.code)
    tables = {kind: table_rows(kind, rows, title.source_language, languages) for kind in kinds}
    if ending == "xlsx":
        return workbook_of({TABS[kind]: table for kind, table in tables.items()})
    return BOM + written(tables[kinds[0]], SIGNS[ending]).encode()
