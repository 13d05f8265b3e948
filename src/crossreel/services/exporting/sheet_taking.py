"""What of an open sheet goes into another file: one language, or all of it."""

from dataclasses import replace
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import ReadResult
from crossreel.formats.format import Format
from crossreel.formats.notices import Notices
from crossreel.formats.tables.gathering import document_of
from crossreel.formats.tables.language_choice import column_for, document_in
from crossreel.formats.timing import check_times
from crossreel.services.files.sheets import OpenSheet, rows_of


def whole(opened: OpenSheet, rate: Fraction | None = None) -> ReadResult:
    """Return a sheet with all its languages as one document."""
    sheet, notices = rows_of(opened, rate)
    document = replace(document_of(sheet), format_id=opened.file.format_id)
    return ReadResult(document=document, format_id=opened.file.format_id, encoding=opened.file.encoding, notices=notices)


def taken(opened: OpenSheet, chosen: Format, language: str | None, rate: Fraction | None, episode: int | None) -> ReadResult:
    """Return what of a sheet goes into a file: all of it into another sheet, one language into all other formats."""
    sheet, said = rows_of(opened, rate)
    if episode is not None:
        known = [number for number in sheet.episodes if number is not None]
        if episode not in known:
            raise BadInput("sheet.no_such_episode", name=opened.name, number=episode, numbers=known)
        sheet = replace(sheet, rows=tuple(row for row in sheet.rows if row.episode == episode))
    notices = Notices()
    if chosen.script:
        document = document_of(sheet)
        document = replace(document, language=document.language or language or "", format_id=opened.file.format_id)
    else:
        if not sheet.is_timed:
            raise BadInput("sheet.no_times", name=opened.name)
        column = column_for(sheet, language, opened.name) if language else sheet.main
        document = document_in(sheet, column, column or language or "", notices)
    document = replace(document, cues=check_times(document.cues, notices))
    every = (*said, *notices.all())
    return ReadResult(document=document, format_id=opened.file.format_id, encoding=opened.file.encoding, notices=every)


def columns_of(opened: OpenSheet) -> list[str]:
    """Return what the columns of each table hold, as `--map` takes it."""
    return [f"{each.table}!{each.written()}" if each.table else each.written() for each in opened.mappings]
