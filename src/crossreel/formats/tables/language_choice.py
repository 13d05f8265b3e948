"""One language of a sheet as a document of its own, and what that leaves out."""

from collections.abc import Iterator
from dataclasses import replace

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.mapping import Column, KnownBy
from crossreel.domain.tables.rows import Sheet
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.language import find_kin
from crossreel.formats.notices import Notices
from crossreel.formats.tables.gathering import document_of

TOLD_EPISODES = 40


def column_for(sheet: Sheet, language: str, name: str) -> str:
    """Return the language of a sheet's column that is meant by a tag: the same, the only one of its kind, or one nobody knew.

    Raises:
        BadInput: no column is.
    """
    kin = find_kin(language, sheet.languages)
    if kin is not None:
        return kin
    guessed = [column.language for mapping in sheet.mappings for column in mapping.texts if column.known_by is not KnownBy.USER]
    if "" in guessed or (len(sheet.languages) == 1 and not _named(sheet)):
        return "" if "" in guessed else sheet.languages[0]
    raise BadInput("sheet.no_language", name=name, language=language, languages=[tag for tag in sheet.languages if tag])


def _named(sheet: Sheet) -> bool:
    """Tell whether a header says the language of a text."""
    from crossreel.formats.tables.headers import read_header

    return any(read_header(column.header).language for mapping in sheet.mappings for column in mapping.texts)


def document_in(sheet: Sheet, column: str, language: str, notices: Notices) -> Document:
    """Return the cues of one column, and say which other columns do not go along.

    Args:
        sheet: the sheet.
        column: the language of its column, "" where nobody knows it.
        language: what to call it.
        notices: told of all that is left out.

    Raises:
        BadInput: the sheet says no times.
    """
    rows = tuple(row for row in sheet.rows if column in row.texts)
    others = [each for mapping in sheet.mappings for each in mapping.texts if each.language != column]
    left = list(dict.fromkeys(map(_called, others)))
    notices.add_many("sheet.columns_left_out", len(left), 0, columns=left)
    notes = sum(bool(row.note) for row in rows)
    notices.add_many("sheet.notes_left_out", notes)
    numbers = sorted({row.episode for row in rows if row.episode is not None})
    if len(numbers) > 1:
        notices.add("sheet.episodes_in_one", 0, numbers=numbers[:TOLD_EPISODES])
    document = document_of(replace(sheet, rows=rows, main=column))
    return replace(document, cues=tuple(_alone(document)), language=language)


def _alone(document: Document) -> Iterator[DocumentCue]:
    for cue in document.cues:
        yield replace(cue, texts={}, extras={})


def _called(column: Column) -> str:
    header = " ".join(column.header.split())
    return (
        f"{column.letters} “{header}”" if header else f"{column.letters} ({column.language})" if column.language else column.letters
    )
