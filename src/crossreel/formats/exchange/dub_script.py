"""A dub script as a workbook: a tab for each speaker, each line with its time, and what comes back in columns of its own."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.speech.dub_line import DubStatus
from crossreel.domain.speech.dub_script import DubRow, DubScript
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.cell_looks import BY_ITSELF, RIGHT_TO_LEFT, CellLooks
from crossreel.formats.markup import CONTROLS, to_cell
from crossreel.formats.tables.headers import SOURCE_MARK, header_for
from crossreel.kernel.workbook_file import dated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    "cue_id": 20, "episode": 9, "in": 13, "out": 13, "duration": 10, "speaker": 16, "dub_units": 11, "dub_room": 11,
    "dub_time": 20, "dub_status": 14, "dub_voice": 18, "dub_remark": 28, "base": 12,
}  # fmt: skip
TEXT_WIDTH = 40
NAME_LENGTH = 31  # the longest name of a tab
TOO_LONG = "F8D7DA"
TOLD_MS = 50  # less is no tenth of a second


def workbook(script: DubScript, wording: Wording) -> bytes:
    """Return the script: a tab of sums, then one for each speaker; cells are text, so that ids keep their digits.

    Args:
        script: the lines.
        wording: in which language people are told of them.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for speaker, rows in script.by_speaker.items():
        sheet = book.create_sheet(_tab(speaker or wording.sentence("dub.nobody", {}), taken))
        _fill(sheet, [heads(script), *(_cells(row, script, wording) for row in rows)], [None, *rows], script)
    _sums(book, script, wording, taken)
    whole = BytesIO()
    book.save(whole)
    return dated(whole.getvalue())


def heads(script: DubScript) -> list[str]:
    """Return the headers of a tab: those of a script, and those of dubbing."""
    texts = [f"{script.source}{SOURCE_MARK}", *([header_for(script.column)] if script.column != script.source else [])]
    timing = ["dub_units", "dub_room", "dub_time"]
    return [
        "cue_id", "episode", "in", "out", "duration", "speaker", *texts, *timing, "dub_status", "dub_voice", "dub_remark", "base",
    ]  # fmt: skip


def _cells(row: DubRow, script: DubScript, wording: Wording) -> list[str]:
    over = row.over_ms if row.over_ms >= TOLD_MS else 0
    told = wording.sentence("dub.too_long", {"seconds": wording.number(round(over / 1000, 1))}) if over else ""
    return [
        str(row.cue_id), str(row.episode), clock(row.start_ms), clock(row.end_ms), f"{row.has_ms / 1000:.3f}", row.speaker,
        *map(to_cell, (row.text,) if script.column == script.source else (row.source, row.text)),
        f"{row.units:g}" if row.units is not None else "",
        str(row.room) if row.room is not None else "", told, row.status.value, row.voice, row.remark,
        " ".join(f"{tag}:{digest}" for tag, digest in row.base.items()),
    ]  # fmt: skip


def _fill(sheet: "Worksheet", table: Sequence[Sequence[str]], rows: Sequence[DubRow | None], script: DubScript) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    names = list(table[0])
    tags = {names.index("speaker") + 1: script.source, names.index("dub_units") - 1: language_of(script.column)}
    late = names.index("dub_time")
    looks = CellLooks(sheet)
    for number, cells in enumerate(table, 1):
        row = rows[number - 1]
        for at, text in enumerate(cells):
            order = RIGHT_TO_LEFT if number > 1 and is_right_to_left(tags.get(at, "en")) else BY_ITSELF
            tint = TOO_LONG if at == late and row is not None and row.over_ms >= TOLD_MS else ""
            looks.put(number, at + 1, CONTROLS.sub("", text), bold=number == 1, order=order, tint=tint)
    for at, name in enumerate(names, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(name, TEXT_WIDTH)
        sheet.column_dimensions[get_column_letter(at)].hidden = name == "base"
    sheet.freeze_panes = "A2"
    choice = DataValidation(type="list", formula1=f'"{",".join(DubStatus)}"', allow_blank=True)
    sheet.add_data_validation(choice)
    letter = get_column_letter(names.index("dub_status") + 1)
    choice.add(f"{letter}2:{letter}{max(2, len(table))}")
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _sums(book: "Workbook", script: DubScript, wording: Wording, taken: set[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(_tab(wording.sentence("dub.sums", {}), taken))
    sheet.sheet_view.rightToLeft = is_right_to_left(wording.tag)
    for number, cells in enumerate(_sum_rows(script, wording), 1):
        for at, value in enumerate(cells, 1):
            cell = sheet.cell(number, at)
            cell.value = CONTROLS.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment, cell.font = Alignment(vertical="top"), Font(bold=number in (1, 4))
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 22


def _sum_rows(script: DubScript, wording: Wording) -> Iterator[Sequence[str | int]]:
    def said(name: str) -> str:
        return wording.sentence(f"dub.{name}", {})

    yield (f"{script.name or script.title} · {wording.language_name(script.column)}",)
    unit = said(f"unit_{script.unit}") if script.unit else ""
    rate = {"rate": wording.number(script.per_second or 0), "unit": unit, "source": script.rate_source}
    yield (wording.sentence("dub.rate", rate) if script.unit else said("no_rate"),)
    yield ()
    yield tuple(said(name) for name in ("who", "voices", "count", "spoken", "running", "too_long_count"))
    for speaker, rows in script.by_speaker.items():
        voices = ", ".join(dict.fromkeys(row.voice for row in rows if row.voice))
        spoken = sum(row.status.is_spoken for row in rows)
        long = sum(row.over_ms >= TOLD_MS for row in rows)
        length = clock(sum(row.has_ms for row in rows))
        yield (speaker or said("nobody"), voices, len(rows), spoken, length, long)


def _tab(name: str, taken: set[str]) -> str:
    """Return the name of a new tab: what a workbook allows, and no other's."""
    plain = " ".join("".join(" " if letter in "[]:*?/\\" else letter for letter in CONTROLS.sub("", name)).split()).strip("'")
    plain = plain[:NAME_LENGTH] or "–"
    found, count = plain, 1
    while found.casefold() in taken:
        count += 1
        found = f"{plain[: NAME_LENGTH - len(str(count)) - 1]} {count}"
    taken.add(found.casefold())
    return found
