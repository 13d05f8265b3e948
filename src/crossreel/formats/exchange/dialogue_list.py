"""A dialogue list: who says what when, to be read and handed round, as a workbook and as pages in landscape."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crossreel.domain.cues.foreign import UNKNOWN
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.cell_looks import BY_ITSELF, LEFT_TO_RIGHT, RIGHT_TO_LEFT, CellLooks
from crossreel.formats.markup import CONTROLS
from crossreel.kernel.workbook_file import dated

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADS = ("number", "episode", "in", "out", "duration", "speaker")
WIDTHS = {"number": 8, "episode": 9, "in": 13, "out": 13, "duration": 10, "speaker": 18, "spoken_in": 14}
TEXT_WIDTH, ID_WIDTH = 46, 20
PAGE_MM = (297, 210)
MARGIN_MM = 15
TWIPS_MM = 1440 / 25.4
SHARES = {"number": 5, "in": 9, "out": 9, "speaker": 12, "spoken_in": 9}
"""Of the width of a page, in percent; texts share the rest."""
GROUND = "E8ECF1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueList:
    """The lines of some episodes (see `script_document`) in the source and some columns, with the name of their title."""

    name: str
    document: Document
    columns: tuple[str, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The columns that are shown, the source first."""
        return tuple(dict.fromkeys((self.document.language, *self.columns)))

    @property
    def is_foreign(self) -> bool:
        """Whether any line is spoken in another language: then the list has a column for that."""
        return any("spoken_in" in cue.extras for cue in self.document.cues)

    @property
    def shares(self) -> Mapping[str, int]:
        """The columns of a page before the texts, with their shares of its width."""
        return {name: share for name, share in SHARES.items() if name != "spoken_in" or self.is_foreign}

    def texts(self, cue: DocumentCue) -> list[str]:
        """Return what a line says in each column, without markup."""
        said = [cue.text if tag == self.document.language else cue.texts.get(tag, "") for tag in self.tags]
        return [CONTROLS.sub("", plain_text(each)) for each in said]


def xlsx(listed: DialogueList, wording: Wording) -> bytes:
    """Return the list as a workbook: a tab, its header frozen and filtered; the ids of cues in a hidden column bring it back."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = wording.sentence("dialogue.sheet", {})
    sheet.sheet_view.rightToLeft = is_right_to_left(wording.tag)
    named = [*HEADS, *(["spoken_in"] if listed.is_foreign else [])]
    heads = [*(wording.sentence(f"dialogue.{name}", {}) for name in named), *_languages(listed, wording), "cue_id"]
    first = len(named)
    rows = [heads, *_rows(listed, wording)]
    directions = {first + at: is_right_to_left(language_of(tag)) for at, tag in enumerate(listed.tags)}
    looks = CellLooks(sheet)
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row):
            order = BY_ITSELF if number == 1 or at not in directions else RIGHT_TO_LEFT if directions[at] else LEFT_TO_RIGHT
            looks.put(number, at + 1, text, bold=number == 1, order=order)
    widths = [*(WIDTHS[name] for name in named), *([TEXT_WIDTH] * len(listed.tags)), ID_WIDTH]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.column_dimensions[get_column_letter(len(widths))].hidden = True
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows = "landscape", 0, "1:1"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    whole = BytesIO()
    book.save(whole)
    return dated(whole.getvalue())


def docx(listed: DialogueList, wording: Wording) -> bytes:
    """Return the list as a document in landscape: a table an episode, its header repeated on each page."""
    import docx as word
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = word.Document()
    document.styles["Normal"].font.size = Pt(9)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    backwards = is_right_to_left(wording.tag)
    _set_direction(document.add_heading(listed.name, 1), backwards)
    document.core_properties.title, document.core_properties.author = listed.name, "Crossreel"
    numbers = iter(range(1, len(listed.document.cues) + 1))
    for episode, cues in groupby(listed.document.cues, key=lambda cue: cue.extras.get("episode")):
        _set_direction(document.add_heading(wording.sentence("dialogue.of_episode", {"episode": str(episode)}), 2), backwards)
        document.element.body.insert(len(document.element.body) - 1, _table(listed, list(cues), numbers, wording))
    document.add_paragraph()  # Word wants one below a table
    whole = BytesIO()
    document.save(whole)
    return dated(whole.getvalue())


def _languages(listed: DialogueList, wording: Wording) -> list[str]:
    return [f"{wording.language_name(tag)} ({tag})" for tag in listed.tags]


def _rows(listed: DialogueList, wording: Wording) -> Iterator[list[str]]:
    for number, cue in enumerate(listed.document.cues, 1):
        length = f"{(cue.end_ms - cue.start_ms) / 1000:.3f}"
        told = [str(number), str(cue.extras.get("episode", "")), clock(cue.start_ms), clock(cue.end_ms), length]
        yield [*told, _who(cue, wording), *_spoken_in(cue, listed, wording), *listed.texts(cue), str(cue.cue_id or "")]


def _who(cue: DocumentCue, wording: Wording) -> str:
    """Return who speaks, or that nobody does: what stands on the picture is in the list among what is said."""
    return wording.sentence("dialogue.on_picture", {}) if "signs" in cue.extras else CONTROLS.sub("", cue.speaker)


def _spoken_in(cue: DocumentCue, listed: DialogueList, wording: Wording) -> list[str]:
    """Return the cell that says in which language a line is spoken, none where the list has no such column."""
    tag = str(cue.extras.get("spoken_in", ""))
    unknown = wording.sentence("dialogue.foreign", {})
    return [unknown if tag == UNKNOWN else wording.language_name(tag) if tag else ""] if listed.is_foreign else []


def _set_direction(paragraph: Any, backwards: bool) -> None:
    if backwards:
        from docx.oxml import OxmlElement

        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _table(listed: DialogueList, cues: Sequence[DocumentCue], numbers: Iterator[int], wording: Wording) -> "_Element":
    """Return the table of an episode, made of its elements: cell by cell through the library takes minutes for a title."""
    from lxml import etree

    table = etree.Element(f"{{{WORD}}}tbl", nsmap={"w": WORD})
    looks = _put(table, "tblPr")
    if is_right_to_left(wording.tag):
        _put(looks, "bidiVisual")
    _put(looks, "tblW", type="pct", w="5000")
    borders = _put(looks, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _put(borders, side, val="single", sz="4", space="0", color="B8C0CA")
    _put(looks, "tblLayout", type="fixed")
    grid = _put(table, "tblGrid")
    widths = _widths(listed)
    for width in widths:
        _put(grid, "gridCol", w=str(width))
    tags: list[str] = [wording.tag] * len(listed.shares) + [language_of(tag) for tag in listed.tags]
    heads = [*(wording.sentence(f"dialogue.{name}", {}) for name in listed.shares), *_languages(listed, wording)]
    _row(table, heads, widths, [wording.tag] * len(tags), head=True)
    for cue in cues:
        times = (clock(cue.start_ms, hours=False), clock(cue.end_ms, hours=False))
        told = [str(next(numbers)), *times, _who(cue, wording), *_spoken_in(cue, listed, wording)]
        _row(table, [*told, *listed.texts(cue)], widths, tags)
    return table


def _widths(listed: DialogueList) -> list[int]:
    whole = (PAGE_MM[0] - 2 * MARGIN_MM) * TWIPS_MM
    rest = (100 - sum(listed.shares.values())) / len(listed.tags)
    return [round(whole * share / 100) for share in (*listed.shares.values(), *([rest] * len(listed.tags)))]


def _row(table: "_Element", texts: Sequence[str], widths: Sequence[int], tags: Sequence[str], *, head: bool = False) -> None:
    row = _put(table, "tr")
    looks = _put(row, "trPr")
    _put(looks, "cantSplit")
    if head:
        _put(looks, "tblHeader")
    for text, width, tag in zip(texts, widths, tags, strict=True):
        cell = _put(row, "tc")
        own = _put(cell, "tcPr")
        _put(own, "tcW", type="dxa", w=str(width))
        if head:
            _put(own, "shd", val="clear", color="auto", fill=GROUND)
        paragraph = _put(cell, "p")
        backwards = is_right_to_left(tag)
        if backwards:
            _put(_put(paragraph, "pPr"), "bidi")
        run = _put(paragraph, "r")
        _run_looks(_put(run, "rPr"), tag, bold=head, backwards=backwards)
        for at, line in enumerate(text.split("\n")):
            if at:
                _put(run, "br")
            written = _put(run, "t")
            written.text = line
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _run_looks(looks: "_Element", tag: str, *, bold: bool, backwards: bool) -> None:
    if bold:
        _put(looks, "b")
        _put(looks, "bCs")
    _put(looks, "sz", val="18")
    _put(looks, "szCs", val="18")
    if backwards:
        _put(looks, "rtl")
    _put(looks, "lang", val=tag, eastAsia=tag, bidi=tag)


def _put(parent: "_Element", name: str, **attributes: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(parent, f"{{{WORD}}}{name}", {f"{{{WORD}}}{key}": value for key, value in attributes.items()})


WRITERS: Mapping[str, Any] = {"xlsx": xlsx, "docx": docx}
