"""Scripts that other programs opened and saved: what these do to a workbook's XML leaves every text where it belongs."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, make_drama

DAY_MS = 86_400_000


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=4, languages=("en", "ar"))
    yield made
    made.database.close()


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def times_as_numbers(data: bytes) -> bytes:
    """Make numbers of the times, as programs do that read the cells anew, shown as clock times or as they are."""
    book = load_workbook(io.BytesIO(data))
    (sheet,) = book.worksheets
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for name in ("in", "out"):
            cell = row[head.index(name)]
            hours, minutes, seconds = str(cell.value).split(":")
            cell.value = ((int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)) / DAY_MS
            cell.number_format = "[HH]:MM:SS.000" if name == "in" else "General"
        duration = row[head.index("duration")]
        duration.value, duration.number_format = float(str(duration.value)), "0.0"
        episode = row[head.index("episode")]
        episode.value, episode.number_format = int(str(episode.value)), "General"
    return saved(book)


def padded(data: bytes) -> bytes:
    """Drop widths and styles, and pad with empty rows and columns."""
    book = load_workbook(io.BytesIO(data))
    (sheet,) = book.worksheets
    plain = Workbook()
    assert plain.active is not None
    plain.active.title = "script"
    for row in sheet.iter_rows(values_only=True):
        plain.active.append([*row, *[None] * 12])
    plain.active.cell(row=900, column=26).value = " "
    return saved(plain)


INLINE = re.compile(rb'(<c r="[A-Z]+\d+")[^>]* t="inlineStr"[^>]*><is><t[^>]*>([^<]*)</t></is></c>')


def rewritten(data: bytes, cell: Callable[[re.Match[bytes]], bytes], more: Callable[[], dict[str, bytes]]) -> bytes:
    """Write the cells with text anew, and parts of the workbook beside them."""
    source = zipfile.ZipFile(io.BytesIO(data))
    sheet, count = INLINE.subn(cell, re.sub(rb"<dimension[^>]*/>", b"", source.read("xl/worksheets/sheet1.xml")))
    assert count > 60
    parts = {name: source.read(name) for name in source.namelist()} | {"xl/worksheets/sheet1.xml": sheet} | more()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return target.getvalue()


def shared_strings(data: bytes) -> bytes:
    """Keep all texts in one list, in pieces of different size and with readings beside them."""
    data = padded(data)
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match.group(2))
        return match.group(1) + b' t="s"><v>' + str(len(texts) - 1).encode() + b"</v></c>"

    def parts() -> dict[str, bytes]:
        source = zipfile.ZipFile(io.BytesIO(data))
        runs = b"".join(
            b'<si><r><rPr><sz val="14"/></rPr><t xml:space="preserve">' + text[:1] + b"</t></r><r><t>" + text[1:] + b"</t></r></si>"
            if text.isascii() and b"&" not in text
            else b"<si><t>" + text + b'</t><rPh sb="0" eb="1"><t>yomi</t></rPh></si>'
            for text in texts
        )
        types = source.read("[Content_Types].xml").replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.sharedStrings+xml"/></Types>',
        )
        space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        return {"xl/sharedStrings.xml": b"<sst " + space + b">" + runs + b"</sst>", "[Content_Types].xml": types}

    return rewritten(data, shared, parts)


def texts_within_cells(data: bytes) -> bytes:
    """Write every text within its cell, in pieces, and leave out what the sheet says of its size."""

    def inline(match: re.Match[bytes]) -> bytes:
        text = match.group(2)
        return match.group(1) + b' t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">' + text + b"</t></r></is></c>"

    return rewritten(padded(data), inline, dict)


def formulas(data: bytes) -> bytes:
    """Leave formulas with their last value where somebody put cells together."""

    def formula(match: re.Match[bytes]) -> bytes:
        if not match.group(2).startswith(b"New "):
            return match.group()
        return match.group(1) + b' t="str"><f>CONCATENATE("New ",A1)</f><v>' + match.group(2) + b"</v></c>"

    return rewritten(padded(data), formula, dict)


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "numbers": times_as_numbers,
    "shared": shared_strings,
    "inline": texts_within_cells,
    "formulas": formulas,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_script_comes_back_from_another_program(drama: Drama, tmp_path: Path, way: str) -> None:
    path = tmp_path / "script.xlsx"
    Exporting(drama.database).export_script(drama.title_id, ("en", "id"), "xlsx", path)
    book = load_workbook(path)
    (sheet,) = book.worksheets
    head = [cell.value for cell in sheet[1]]
    for number, row in enumerate(sheet.iter_rows(min_row=2)):
        row[head.index("en")].value = f"New {number}"
        row[head.index("Indonesian (id)")].value = f"Baru {number}"
    path.write_bytes(WAYS[way](saved(book)))
    plan = Scripting(drama.database).plan(path, drama.title_id)
    assert {line.kind for line in plan.lines} == {ReturnKind.CHANGE, ReturnKind.FILL}
    assert Scripting(drama.database).import_script(path, drama.title_id).failed == ()
    for language, word in (("en", "New"), ("id", "Baru")):
        texts = [cue.text for number in (1, 2) for cue in drama.cues(number, language)]
        assert texts == [f"{word} {number}" for number in range(8)]
