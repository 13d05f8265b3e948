"""Looks of words in the cells of workbooks and documents: as markup where our text can hold them, told where it cannot."""

import io
from collections.abc import Sequence

import docx
import pytest
from docx.shared import RGBColor
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from tests.unit.formats.tables.sheets import book, lines, read, saved

HEAD = ("Start", "End", "English")
Run = tuple[str, dict[str, object]]


def workbook(*cells: object, fonts: Sequence[Font | None] = ()) -> bytes:
    """Return a workbook with a row for each text; its head is bold, as heads are."""
    made = book({"a": [HEAD, *((f"0:{2 * at:02d}", f"0:{2 * at + 1:02d}", "") for at in range(len(cells)))]})
    for cell in made["a"][1]:
        cell.font = Font(bold=True, color="FF0000FF")
    for at, value in enumerate(cells):
        made["a"].cell(at + 2, 3).value = value  # type: ignore[assignment]
        font = fonts[at] if at < len(fonts) else None
        if font is not None:
            made["a"].cell(at + 2, 3).font = font
    return saved(made)


def document(*cells: Sequence[Run]) -> bytes:
    """Return a document whose table has a row for each text, made of runs."""
    made = docx.Document()
    table = made.add_table(rows=len(cells) + 1, cols=3)
    for at, name in enumerate(HEAD):
        table.cell(0, at).paragraphs[0].add_run(name).bold = True
    for at, runs in enumerate(cells):
        table.cell(at + 1, 0).text, table.cell(at + 1, 1).text = f"0:{2 * at:02d}", f"0:{2 * at + 1:02d}"
        for text, looks in runs:
            run = table.cell(at + 1, 2).paragraphs[0].add_run(text)
            run.italic, run.bold, run.underline = looks.get("i"), looks.get("b"), looks.get("u")  # type: ignore[assignment]
            run.font.strike = looks.get("strike")  # type: ignore[assignment]
            if "colour" in looks:
                run.font.color.rgb = RGBColor.from_string(str(looks["colour"]))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def rich(*runs: Run) -> CellRichText:
    """Return a cell of runs, those without looks plain."""
    called = {"colour": "color"}
    fonts = [
        (text, {called.get(name, name): "single" if name == "u" else value for name, value in looks.items()})
        for text, looks in runs
    ]
    return CellRichText(*(TextBlock(InlineFont(**looks), text) if looks else text for text, looks in fonts))  # type: ignore[arg-type]


RUNS: dict[str, tuple[Run, ...]] = {
    "I <i>love</i> you": (("I ", {}), ("love", {"i": True}), (" you", {})),
    "<b>Never</b> again": (("Never", {"b": True}), (" again", {})),
    "<i>Go </i><i><u>now</u></i>": (("Go ", {"i": True}), ("now", {"i": True, "u": True})),
    "Say <c=#ff0000>red</c>": (("Say ", {}), ("red", {"colour": "FF0000"})),
    "2 &lt; 3 and <i>4 &lt; 5</i>": (("2 < 3 and ", {}), ("4 < 5", {"i": True})),
    "Black is plain": (("Black", {"colour": "000000"}), (" is plain", {})),
    "你<i>终于</i>来了": (("你", {}), ("终于", {"i": True}), ("来了", {})),
}


@pytest.mark.parametrize("markup", RUNS)
def test_looks_of_words_come_in(markup: str) -> None:
    plain = (("No look here", {}),)
    for data, name in ((workbook(rich(*RUNS[markup]), "No look here"), "x.xlsx"), (document(RUNS[markup], plain), "x.docx")):
        sheet, notices = read(data, name)
        assert [text for _, _, text in lines(sheet)] == [markup, "No look here"], name
        assert "read.dropped" not in notices


def test_what_our_text_has_no_word_for_is_told() -> None:
    struck = (("Keep ", {}), ("this", {"strike": True}))
    for data, name in ((workbook(rich(*struck)), "x.xlsx"), (document(struck), "x.docx")):
        sheet, notices = read(data, name)
        assert [text for _, _, text in lines(sheet)] == ["Keep this"]
        assert notices["read.dropped"]["feature"] == "strike"


def test_a_line_in_italics_is_in_italics_and_a_column_in_italics_is_not() -> None:
    one = workbook("He thinks.", "He says.", "She says.", fonts=[Font(italic=True)])
    assert [text for _, _, text in lines(read(one, "x.xlsx")[0])] == ["<i>He thinks.</i>", "He says.", "She says."]
    every = workbook("He thinks.", "He says.", "She says.", fonts=[Font(italic=True)] * 3)
    assert [text for _, _, text in lines(read(every, "x.xlsx")[0])] == ["He thinks.", "He says.", "She says."]
    runs = document((("He thinks.", {"i": True}),), (("He says.", {}),))
    assert [text for _, _, text in lines(read(runs, "x.docx")[0])] == ["<i>He thinks.</i>", "He says."]


def test_whole_cells_in_bold_or_colour_are_marks_of_the_sheet_and_told() -> None:
    sheet, notices = read(workbook("Check this", "Fine", fonts=[Font(bold=True, color="FFFF0000")]), "x.xlsx")
    assert [text for _, _, text in lines(sheet)] == ["Check this", "Fine"]
    told = notices["sheet.cell_looks"]
    assert (told["looks"], told["cells"], told["count"]) == (["bold", "colour"], ["C2"], 1)


def test_a_run_without_a_font_has_that_of_its_cell() -> None:
    data = workbook(rich(("Both ", {}), ("slanted", {"i": True, "b": True})), "Plain", "Plain too", fonts=[Font(italic=True)])
    (_, _, text), *_ = lines(read(data, "x.xlsx")[0])
    assert text == "<i>Both </i><i><b>slanted</b></i>"


def test_colours_of_the_theme_are_resolved() -> None:
    accent = rich(("Say ", {}), ("red", {"color": Color(theme=5)}))
    (_, _, text), *_ = lines(read(workbook(accent), "x.xlsx")[0])
    assert text == "Say <c=#c0504d>red</c>"
