"""What is recorded of buyers and titles: every kind of record is listed, added, changed and removed in one way.

Fields come as they were written, and are read by what the catalog knows inside the transaction that writes them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from crossreel.domain.catalog.artwork import Artwork
from crossreel.domain.catalog.title import Image
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.records.book import RecordBook, same
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kind
from crossreel.services import removing
from crossreel.services.trading.following import follow
from crossreel.services.trading.naming import refuse_named
from crossreel.services.trading.pictures import drop_picture, new_image
from crossreel.services.trading.reading import read_book
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

PICTURE = "image_id"


class Records:
    """The use cases on the records of one catalog.

    Args:
        database: the catalog.
        profiles: gives the names of the delivery profiles by id.
        read_picture: reads a picture file whole; raises `BadInput` where it is none, broken or too large.
    """

    def __init__(
        self, database: Database, *, profiles: Callable[[], Mapping[str, str]], read_picture: Callable[[Path], PictureFile]
    ) -> None:
        self._database = database
        self._profiles = profiles
        self._read_picture = read_picture

    def book(self, title_id: int | None = None) -> RecordBook:
        """Return the records of a title and of the catalog as they stand; without a title the catalog's own.

        Raises:
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            return read_book(uow, title_id, self._profiles())

    def add(self, record_id: str, told: Mapping[str, str], title_id: int | None = None) -> Edit:
        """Add a record.

        Args:
            record_id: the kind of record.
            told: its fields as they were written; what is not told has its default. A picture is the path of its file.
            title_id: whose it is; None for the catalog's own.

        Raises:
            BadInput: a field cannot be read, or the record cannot be, or not beside the others; the fact `field` names where.
            NotFound: there is no such title.
        """
        return self._write(record_id, title_id, told, None, None)

    def change(
        self, record_id: str, row_id: int, told: Mapping[str, str], title_id: int | None = None, *, seen: Any | None = None
    ) -> Edit:
        """Change the fields of a record that are told.

        Args:
            record_id: the kind of record.
            row_id: which one.
            told: fields as they were written; "" empties one.
            title_id: whose it is; None for the catalog's own.
            seen: as the writer saw it; only what differs from that is written.

        Raises:
            BadInput: as `add`, or the record is gone.
            StaleText: somebody else has changed a field to something else.
            NotFound: there is no such title.
        """
        return self._write(record_id, title_id, told, row_id, seen)

    def remove(self, record_id: str, row_ids: Sequence[int], title_id: int | None = None) -> Edit:
        """Remove records.

        Raises:
            BadInput: one is gone.
            Refused: others still speak of it.
            NotFound: there is no such title.
        """
        kind = record_kind(record_id)
        book = self.book(title_id)
        rows = [book.get(kind, row_id) for row_id in row_ids]
        name = book.name_of(kind, rows[0]) if len(rows) == 1 else str(len(rows))
        header = EditHeader(label=kind.removed_label, title_id=_stack(kind, title_id), facts={"name": name})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            now = read_book(uow, title_id, {})
            gone = [now.get(kind, row.id) for row in rows]
            refuse_named(uow, kind, gone)
            removing.remove(uow, *gone)
            for row in rows:
                drop_picture(uow, row)
        return open_edit.edit

    def picture(self, row_id: int) -> Image | None:
        """Return the picture of an artwork, None where it is gone."""
        with self._database.read() as uow:
            found = uow.find(Artwork, row_id)
            return uow.find(Image, found.image_id) if found is not None else None

    def _write(self, record_id: str, title_id: int | None, told: Mapping[str, str], row_id: int | None, seen: Any | None) -> Edit:
        kind, profiles = record_kind(record_id), self._profiles()
        picture = self._picture(kind, told)
        header = EditHeader(label=kind.written_label, title_id=_stack(kind, title_id))
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            book = read_book(uow, title_id, profiles)
            told = dict(told)
            if picture is not None and title_id is not None:
                image = new_image(uow, title_id, picture)
                book = with_picture(book, image)
                told[PICTURE] = str(image.id)
            before = book.get(kind, row_id) if row_id is not None else book.find(kind, {}) if kind.single else None
            after = book.made(kind, told, uow.new_id) if before is None else self._changed(uow, book, kind, before, told, seen)
            uow.put(after)
            follow(uow, book.known, before, after)
            if before is not None and picture is not None:
                drop_picture(uow, before)
            open_edit.describe(cast(int, _stack(kind, title_id)), {"name": book.name_of(kind, after)})
        return open_edit.edit

    def _changed(
        self, uow: UnitOfWork, book: RecordBook, kind: RecordKind, before: Any, told: Mapping[str, str], seen: Any | None
    ) -> Any:
        wanted = book.changed(kind, before if seen is None else seen, told)
        after = wanted if seen is None else uow.merged(wanted, seen, stored=before)
        return before if same(before, after) else book.checked(kind, after)

    def _picture(self, kind: RecordKind, told: Mapping[str, str]) -> PictureFile | None:
        """Return the picture that a field names by the path of its file; None where it is none of a file."""
        written = told.get(PICTURE, "").strip() if kind.entity is Artwork else ""
        return self._read_picture(Path(written).expanduser()) if written and not written.isdecimal() else None


def with_picture(book: RecordBook, image: Image) -> RecordBook:
    """Return a book that knows an image more."""
    pictures = {**book.known.pictures, image.id: (image.width, image.height)}
    return replace(book, known=replace(book.known, pictures=pictures))


def _stack(kind: RecordKind, title_id: int | None) -> int | None:
    """Return whose edit it is, that of a title or (None) of the catalog.

    Raises:
        BadInput: a record of a title without a title.
    """
    if kind.is_of_title and title_id is None:
        raise BadInput("records.no_title", marked=kind.words)
    return title_id if kind.is_of_title else None
