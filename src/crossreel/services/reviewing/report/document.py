"""A report on drafts as a Word document, each script in a face of its own and each direction said."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.text.language import is_right_to_left, script_of
from crossreel.services.reviewing.report.words import ReportWords

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LATIN, COMPLEX = "Calibri", "Arial"
EAST_ASIAN = {"Hans": "Microsoft YaHei", "Hant": "Microsoft JhengHei", "Jpan": "Yu Gothic", "Kore": "Malgun Gothic"}
MARGIN_CM, BODY_POINTS = 1.5, 9


def as_document(words: ReportWords) -> bytes:
    """Return the document."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    made = Document()
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(MARGIN_CM))
    made.styles["Normal"].font.size = Pt(BODY_POINTS)
    moment = datetime.fromtimestamp(words.report.made_ms / 1000, UTC).replace(tzinfo=None)
    made.core_properties.author, made.core_properties.title = words.report.author, words.title()
    made.core_properties.created = made.core_properties.modified = moment
    _write(made.add_heading(level=1), words.title(), words.wording.tag)
    _write(made.add_paragraph(), words.made(), words.wording.tag)
    for at, (heading, sums) in enumerate(words.sums()):
        _write(made.add_heading(level=2), heading, words.wording.tag)
        rows = [words.sum_heads(), *(words.sum_row(each, is_language=at == 0) for each in sums)]
        _table(made, words, rows)
    for column in words.report.columns:
        _write(made.add_heading(level=2), words.wording.language_name(column), words.wording.tag)
        _table(made, words, [words.line_heads(), *(words.line_row(line) for line in words.lines_of(column))], column)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _table(made: "Document", words: ReportWords, rows: Sequence[Sequence[str]], column: str = "") -> None:
    from docx.oxml import OxmlElement
    from docx.table import _Cell

    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    if is_right_to_left(words.wording.tag):
        table._tblPr.append(OxmlElement("w:bidiVisual"))
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))  # the heads come again on each page
    for cells, row in zip(table._tbl.tr_lst, rows, strict=True):
        for place, (cell, text) in enumerate(zip(cells.tc_lst, row, strict=True)):
            language = words.spoken(column, place) if column and row is not rows[0] else words.wording.tag
            _write(_Cell(cell, table).paragraphs[0], text, language, bold=row is rows[0])


def _write(paragraph: "Paragraph", text: str, language: str, *, bold: bool = False) -> None:
    """Write a text of a language into an empty paragraph: its direction, its faces, and its language for the spelling."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    from_right = is_right_to_left(language)
    if from_right:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run = paragraph.add_run("".join(char for char in text if char in "\n\t" or char >= " "))
    run.bold = bold or None
    properties = run._r.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    east_asian = EAST_ASIAN.get(script_of(language), EAST_ASIAN["Hans"])
    for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", east_asian), ("cs", COMPLEX)):
        fonts.set(qn(f"w:{name}"), face)
    if from_right:
        properties.append(OxmlElement("w:rtl"))
    spoken = OxmlElement("w:lang")
    kind = "bidi" if from_right else "eastAsia" if script_of(language) in EAST_ASIAN else "val"
    spoken.set(qn(f"w:{kind}"), language)
    properties.append(spoken)
