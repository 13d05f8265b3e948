"""A screening report as one page of HTML: without outside parts, in both directions, light and dark, and on paper."""

import base64
from collections.abc import Iterable, Iterator
from html import escape

from crossreel.domain.catalog.note import Note
from crossreel.domain.text.language import is_right_to_left
from crossreel.language.direction import runs_from_the_right
from crossreel.services.viewing.screening_report.rows import ReportWords

STILL_PX = 180
STYLE = """
:root{color-scheme:light dark;--ground:#f6f7f9;--panel:#fff;--line:#d5dbe2;--text:#141a22;--soft:#4c5866}
@media(prefers-color-scheme:dark){:root{--ground:#0e1116;--panel:#151a21;--line:#2b3440;--text:#e6eaf0;--soft:#98a4b3}}
body{margin:0;padding:32px;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,"Noto Sans",sans-serif}
main{max-width:1100px;margin:auto}h1{font-size:22px;margin:0}p{margin:4px 0;color:var(--soft)}
h2{font-size:17px;margin:32px 0 8px}h3{font-size:14px;margin:20px 0 8px}
table{width:100%;border-collapse:collapse;background:var(--panel);border:1px solid var(--line)}
th,td{padding:8px 12px;border-top:1px solid var(--line);text-align:start;vertical-align:top}
th{color:var(--soft);font-weight:500;font-size:12px}img{border-radius:6px}
@media print{body{padding:0}h2,h3{break-after:avoid}tr{break-inside:avoid}}
"""

PAPER = """
h1{font-size:16pt}h2{font-size:12pt}h3{font-size:10pt}p{color:#4c5866}
th{color:#4c5866;background:#eef1f4;padding:4px}td{padding:4px;border-top:1px solid #d5dbe2}
"""
"""For paper, in what `QTextDocument` understands."""


def as_page(words: ReportWords, *, style: str = STYLE) -> str:
    """Return the page."""
    tag, report = words.wording.tag, words.report
    direction = _direction(words)
    heading = escape(words.said("heading", title=report.name or report.title))
    made = escape(words.said("made", author=report.author, when=words.wording.when(report.made_ms)))
    return (
        f'<!doctype html><html lang="{escape(tag)}" dir="{direction}"><head><meta charset="utf-8"><title>{heading}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style}</style></head><body><main><h1>{heading}</h1>'
        f"<p>{made}</p>{''.join(_coverage(words))}{''.join(_notes(words))}</main></body></html>\n"
    )


def _coverage(words: ReportWords) -> Iterator[str]:
    yield f"<h2>{escape(words.said('coverage'))}</h2>"
    for column in words.report.columns:
        yield f"<h3>{escape(words.wording.language_name(column))}</h3><p>{escape(words.left(column))}</p>"
        rows = [_row(row, _direction(words)) for row in words.coverage(column)]
        if rows:
            yield _table(words.coverage_heads(), rows)


def _notes(words: ReportWords) -> Iterator[str]:
    yield f"<h2>{escape(words.said('notes'))}</h2>"
    if words.report.notes:
        heads = (words.said("still"), *words.note_heads())
        yield _table(heads, (_note(words, note) for note in words.report.notes))
    else:
        yield f"<p>{escape(words.said('no_notes'))}</p>"


def _note(words: ReportWords, note: Note) -> str:
    still, seen = words.report.stills.get(note.id), ""
    if still is not None:
        high = min(STILL_PX, still.height)
        wide = round(still.width * high / still.height)
        data = base64.b64encode(still.data).decode()
        seen = f'<img width="{wide}" height="{high}" alt="" src="data:{escape(still.media_type)};base64,{data}">'
    return _row(words.note(note), _direction(words), f"<td>{seen}</td>")


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    told = "".join(f"<th>{escape(head)}</th>" for head in heads)
    return f'<table width="100%" cellspacing="0"><thead><tr>{told}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _row(cells: Iterable[str], direction: str, before: str = "") -> str:
    return f"<tr>{before}{''.join(_cell(cell, direction) for cell in cells)}</tr>"


def _cell(words: str, direction: str) -> str:
    """Return a cell in the direction of its words, at the side of the page: paper knows no `bdi`."""
    own = "rtl" if runs_from_the_right(words, direction == "rtl") else "ltr"
    side = "" if own == direction else f' dir="{own}" align="{"right" if direction == "rtl" else "left"}"'
    return f"<td{side}><bdi>{escape(words)}</bdi></td>"


def _direction(words: ReportWords) -> str:
    return "rtl" if is_right_to_left(words.wording.tag) else "ltr"
