"""Records as files: workbooks with a tab a kind, or one kind as text in columns; out and in again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crossreel.domain.catalog.artwork import Artwork
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.plan import RecordPlan, RecordRow, RecordSheet, plan_records, told_of
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kind, record_kinds
from crossreel.domain.report import Report
from crossreel.formats.exchange.record_tables import NOTHING_MEANT, sheet_of, table_rows
from crossreel.formats.exchange.workbook import workbook_of
from crossreel.formats.reading import read_tables
from crossreel.formats.tables.delimited import written
from crossreel.services.files.subtitles import items, read_file, save
from crossreel.services.trading.following import follow
from crossreel.services.trading.pictures import drop_picture, new_image
from crossreel.services.trading.reading import read_book
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

TABLES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "tsv", ".txt": "tsv"}
SIGNS = {"csv": ",", "tsv": "\t"}
WRITTEN = ("xlsx", "csv", "tsv")
BOM = b"\xef\xbb\xbf"  # without it Excel takes a CSV for another encoding
MOST_NAMED = 50
PICTURE = "image_id"


class RecordFiles:
    """The use cases on files of records of one catalog; arguments as of `Records`."""

    def __init__(
        self, database: Database, *, profiles: Callable[[], Mapping[str, str]], read_picture: Callable[[Path], PictureFile]
    ) -> None:
        self._database = database
        self._profiles = profiles
        self._read_picture = read_picture

    def plan(
        self, path: Path, title_id: int | None = None, *, only: Sequence[str] = (), meant: Mapping[str, str] = NOTHING_MEANT
    ) -> RecordPlan:  # fmt: skip
        """Return what a file would change, without writing anything.

        Args:
            path: the file.
            title_id: the title whose records it holds; None takes the catalog's own alone.
            only: ids of the kinds that are taken, () for all.
            meant: the headings of fields by what the file calls them, where it has words of its own.

        Raises:
            BadInput: it cannot be read, or holds no records, or no field has a heading that is meant.
            NotFound: there is no such title.
        """
        sheet = self._read(path, title_id, only, meant)
        with self._database.read() as uow:
            book = read_book(uow, title_id, self._profiles())
        pictures = _Pictures(path.parent, self._read_picture, self._database.new_id)
        return plan_records(path.name, sheet, pictures.opened(book, sheet), self._database.new_id, pictures.resolve)

    def take(
        self, path: Path, title_id: int | None = None, *, only: Sequence[str] = (), meant: Mapping[str, str] = NOTHING_MEANT
    ) -> Report:  # fmt: skip
        """Add and change what a file says, as one edit: by id, else by what tells a record apart. An empty cell leaves a field as
        it is, "-" empties it; no record is removed. Rows that cannot be taken are reported as failed; the others count.

        Raises:
            BadInput: as `plan`.
            NotFound: there is no such title.
        """
        sheet = self._read(path, title_id, only, meant)
        pictures = _Pictures(path.parent, self._read_picture, self._database.new_id)
        profiles = self._profiles()
        header = EditHeader(label="edit.import_records", title_id=title_id, facts={"name": path.name})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            book = read_book(uow, title_id, profiles)
            plan = plan_records(path.name, sheet, pictures.opened(book, sheet), uow.new_id, pictures.resolve)
            pictures.put(uow, title_id, [change.after for change in plan.changes])
            uow.put_all(change.after for change in plan.changes)
            for change in plan.changes:
                follow(uow, book.known, change.before, change.after)
                if change.before is not None:
                    drop_picture(uow, change.before)
        added = sum(change.before is None for change in plan.changes)
        counts = (("records.added", added), ("records.changed", len(plan.changes) - added), ("records.same", plan.same))
        done = tuple(Item(name=path.name, code=code, facts={"count": count}) for code, count in counts if count)
        edit = open_edit.edit if plan.changes else None
        return Report(done=done, failed=failures(plan), notices=items(path.name, sheet.notices), edit=edit)

    def export(self, path: Path, title_id: int | None = None, *, only: Sequence[str] = ()) -> Report:
        """Write records, by the ending of the file: XLSX with a tab a kind, CSV or TSV with one kind.

        Args:
            path: the file; it appears whole or not at all.
            title_id: the title whose records are written with those of the catalog; None writes these alone.
            only: ids of the kinds that are written, () for all.

        Raises:
            BadInput: nothing is written with that ending, or several kinds are to go into a file of one table.
            NotFound: there is no such title.
        """
        ending = path.suffix.lower().lstrip(".")
        if ending not in WRITTEN:
            raise BadInput("records.cannot_write", name=path.name, known=list(WRITTEN))
        kinds = _kinds(title_id, only)
        if ending != "xlsx" and len(kinds) > 1:
            raise BadInput("records.one_table", name=path.name)
        with self._database.read() as uow:
            book = read_book(uow, title_id, self._profiles())
        tables = {kind.id: list(table_rows(kind, _told(book, kind))) for kind in kinds}
        save(path, workbook_of(tables) if ending == "xlsx" else BOM + written(iter(tables[kinds[0].id]), SIGNS[ending]).encode())
        count = sum(len(book.of(kind)) for kind in kinds)
        return Report(done=(Item(name=path.name, code="records.written", facts={"count": count, "path": str(path)}),))

    def _read(self, path: Path, title_id: int | None, only: Sequence[str], meant: Mapping[str, str]) -> RecordSheet:
        data = read_file(path)
        format_id = TABLES.get(path.suffix.lower())
        tables = read_tables(data, path.name, from_format=format_id) if format_id is not None else None
        if tables is None:
            raise BadInput("records.no_table", name=path.name, known=[each.id for each in _kinds(title_id, only)])
        return sheet_of(tables, path.name, _kinds(title_id, only), meant)


class _Pictures:
    """The pictures that rows name by the paths of their files, from the folder of the sheet."""

    def __init__(self, folder: Path, read_picture: Callable[[Path], PictureFile], new_id: Callable[[], int]) -> None:
        self._folder, self._read_picture, self._new_id = folder, read_picture, new_id
        self._read: dict[str, tuple[int, PictureFile]] = {}
        self._errors: dict[str, BadInput] = {}

    def opened(self, book: RecordBook, sheet: RecordSheet) -> RecordBook:
        """Return the book with the pictures of a sheet known; those that cannot be read are told by `resolve`."""
        for named in dict.fromkeys(filter(None, map(_picture_of, sheet.rows))):
            try:
                self._read[named] = (self._new_id(), self._read_picture(self._folder / Path(named).expanduser()))
            except BadInput as error:
                self._errors[named] = error
        sizes = {row_id: (picture.width, picture.height) for row_id, picture in self._read.values()}
        return replace(book, known=replace(book.known, pictures={**book.known.pictures, **sizes}))

    def resolve(self, row: RecordRow) -> RecordRow:
        """Return a row with the id of its picture in the place of the path.

        Raises:
            BadInput: the picture cannot be read.
        """
        named = _picture_of(row)
        if not named:
            return row
        if named in self._errors:
            raise self._errors[named]
        return replace(row, told={**row.told, PICTURE: str(self._read[named][0])})

    def put(self, uow: UnitOfWork, title_id: int | None, rows: Sequence[Any]) -> None:
        """Put the pictures into the catalog that rows show."""
        shown = {row.image_id for row in rows if isinstance(row, Artwork)}
        for image_id, each in self._read.values():
            if image_id in shown and title_id is not None:
                new_image(uow, title_id, each, image_id)


def _picture_of(row: RecordRow) -> str:
    return row.told.get(PICTURE, "").strip() if row.kind.entity is Artwork else ""


def failures(plan: RecordPlan) -> tuple[Item, ...]:
    """Return the rows that cannot be taken as items of a report."""
    return tuple(
        Item(
            name=each.row.where, code="records.not_taken",
            facts={"where": each.row.where, "reason": told_of(each.row.kind, each.error)},
        )
        for each in plan.failed[:MOST_NAMED]
    )  # fmt: skip


def _kinds(title_id: int | None, only: Sequence[str]) -> list[RecordKind]:
    known = [each for each in record_kinds() if title_id is not None or not each.is_of_title]
    unknown = [each for each in only if each not in {kind.id for kind in known}]
    if unknown:
        of_title = {kind.id for kind in record_kinds()}
        if unknown[0] in of_title:
            raise BadInput("records.no_title", marked=record_kind(unknown[0]).words)
        raise BadInput("records.no_such_kind", written=unknown[0], known=sorted(of_title))
    return [each for each in known if not only or each.id in only]


def _told(book: RecordBook, kind: RecordKind) -> list[tuple[int, dict[str, str]]]:
    return [(each.id, book.written(kind, each)) for each in book.of(kind)]
