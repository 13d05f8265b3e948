"""Papers as files: a page for a browser, pages of paper, and a workbook; each right in both directions."""

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.paper import Paper, PaperSection, PaperTable, Tone, Words
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.wording import Wording
from crossreel.kernel.workbook_file import dated
from crossreel.language.direction import runs_from_the_right
from crossreel.qc.report import PAPER_STYLE, STYLE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = ("html", "pdf", "xlsx")
TONES = {Tone.GOOD: "good", Tone.WARNING: "warning", Tone.BAD: "error", Tone.SOFT: "soft", Tone.PLAIN: ""}
PAGE_TONES = (
    ":root{--good:#1c7a3d}@media(prefers-color-scheme:dark){:root{--good:#4cc27a}}"
    ".good{color:var(--good)}.soft{color:var(--soft)}td.what{width:34%}"
)
PAPER_TONES = "h2{margin-top:16px}.good{color:#1c7a3d}.soft{color:#4c5866}td.what{width:34%}"
ISOLATED, CODE, END = "\u2068", "\u2066", "\u2069"  # within a line of the other direction words keep their own
TINTS = {Tone.GOOD: "D9F0E0", Tone.WARNING: "FFF3CD", Tone.BAD: "F8D7DA"}
NAME_LENGTH, WIDEST = 31, 60


def paper_bytes(paper: Paper, wording: Wording, kind: str) -> bytes:
    """Return a paper as a file.

    Args:
        paper: what it says.
        wording: the language it says it in.
        kind: one of `FORMATS`.

    Raises:
        BadInput: there is no such format.
    """
    if kind == "html":
        return _page(paper, STYLE + PAGE_TONES, on_paper=False).encode()
    if kind == "pdf":
        from crossreel.rendering import paper as pages

        page = _page(paper, PAPER_STYLE + PAPER_TONES, on_paper=True)
        return pages.pdf(page, language=paper.language, title=paper.title, number=wording.number)
    if kind == "xlsx":
        return _workbook(paper)
    raise BadInput("paper.no_format", format=kind, known=list(FORMATS))


def _page(paper: Paper, style: str, *, on_paper: bool) -> str:
    direction = "rtl" if is_right_to_left(paper.language) else "ltr"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(paper.title)}</title>'
    parts = [f"<h1><bdi>{escape(paper.title)}</bdi></h1>", *(f"<p>{_words(each, paper, on_paper)}</p>" for each in paper.lines)]
    for section in paper.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        parts += [f'<p class="{TONES[each.tone]}">{_words(each, paper, on_paper)}</p>' for each in section.paragraphs]
        parts += [_table(section.table, paper, on_paper)] if section.table is not None else []
    return (
        f'<!doctype html><html lang="{escape(paper.language)}" dir="{direction}"><head>{head}<style>{style}</style></head>'
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _table(table: PaperTable, paper: Paper, on_paper: bool) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.heads)
    rows = []
    for row in table.rows:
        looks = [_attributes(cell, paper, on_paper, is_first=not at and not table.heads) for at, cell in enumerate(row)]
        cells = [f"<td{look}>{_words(cell, paper, on_paper)}</td>" for look, cell in zip(looks, row, strict=True)]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    top = f"<thead><tr>{heads}</tr></thead>" if table.heads else ""
    return f'<table width="100%">{top}<tbody>{"".join(rows)}</tbody></table>'


def _attributes(words: Words, paper: Paper, on_paper: bool, *, is_first: bool) -> str:
    """Return the looks of a cell: its tone, its language where it is another, and on paper the faces of that and its side."""
    names = " ".join(filter(None, ("what" if is_first else "", TONES[words.tone])))
    made = f' class="{names}"' if names else ""
    language = words.language or paper.language
    made += f' lang="{escape(words.language)}"' if words.language else ""
    if on_paper:
        from crossreel.rendering import paper as pages

        made += f' dir="{"rtl" if is_right_to_left(paper.language) else "ltr"}"'
        made += f' style="font-family:{escape(pages.families_of(language))}"'
    return made


def _runs_backwards(words: Words, language: str) -> bool:
    if words.language:
        return is_right_to_left(words.language)
    return runs_from_the_right(words.text, is_right_to_left(language))


def _words(words: Words, paper: Paper, on_paper: bool) -> str:
    if not on_paper:
        said = escape(words.text).replace("\n", "<br>")
        return f'<bdi dir="ltr">{said}</bdi>' if words.is_code else f"<bdi>{said}</bdi>"
    if not is_right_to_left(paper.language) and not is_right_to_left(words.language or paper.language):
        return escape(words.text).replace("\n", "<br>")
    start = CODE if words.is_code else ISOLATED
    return "<br>".join(f"{start}{escape(line)}{END}" for line in words.text.split("\n"))


def _workbook(paper: Paper) -> bytes:
    """Return a workbook with a tab for each section; cells are words: numbers keep their digits and nothing is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for at, section in enumerate(paper.sections):
        name = "".join(" " if letter in "[]:*?/\\" else letter for letter in section.heading).strip()[:NAME_LENGTH] or str(at + 1)
        name = name if name.casefold() not in taken else f"{name[: NAME_LENGTH - 3]} {at + 1}"
        taken.add(name.casefold())
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = is_right_to_left(paper.language)
        _fill(sheet, paper, section, with_title=not at)
    if not book.worksheets:
        _fill(book.create_sheet(paper.title[:NAME_LENGTH] or "1"), paper, PaperSection(heading=""), with_title=True)
    whole = BytesIO()
    book.save(whole)
    return dated(whole.getvalue())


def _fill(sheet: "Worksheet", paper: Paper, section: PaperSection, *, with_title: bool) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    rows: list[tuple[tuple[Words, ...], bool]] = []
    if with_title:
        rows += [((Words(text=paper.title),), True), *(((each,), False) for each in paper.lines), ((), False)]
    rows += [((each,), False) for each in section.paragraphs]
    if section.table is not None:
        rows += [(tuple(Words(text=head) for head in section.table.heads), True)] if section.table.heads else []
        rows += [(row, False) for row in section.table.rows]
    widths: dict[int, int] = {}
    for number, (row, strong) in enumerate(rows, 1):
        for at, words in enumerate(row, 1):
            cell = sheet.cell(number, at)
            cell.value, cell.data_type, cell.number_format = ILLEGAL_CHARACTERS_RE.sub("", words.text), "s", "@"
            cell.font = Font(bold=strong)
            order = 2 if _runs_backwards(words, words.language or paper.language) else 1
            cell.alignment = Alignment(wrap_text=len(row) > 1, vertical="top", readingOrder=1 if words.is_code else order)
            if words.tone in TINTS:
                cell.fill = PatternFill("solid", start_color=TINTS[words.tone])
            if len(row) > 1:
                widths[at] = max(widths.get(at, 0), *(len(line) for line in words.text.split("\n")))
    for at, width in widths.items():
        sheet.column_dimensions[get_column_letter(at)].width = min(width + 3, WIDEST)
