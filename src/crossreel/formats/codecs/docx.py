"""DOCX tables (.docx): scripts of translators and dubbing studios in the tables of a text document. They are read only."""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Look, Merge, Table
from crossreel.formats.archives import SIGNATURE, blamed_on, look_inside, names_in
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.gathering import gathered, reader_of

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tc
    from docx.table import Table as WordTable
    from lxml.etree import _Element

NO_DOCUMENT = "sheet.no_document"
CONTENTS = ("word/document", "word/comments", "word/footnotes", "word/header", "word/footer")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SWITCHES = {"b": "b", "i": "i", "strike": "strike", "dstrike": "strike"}
_HEX = re.compile("[0-9a-f]{6}").fullmatch
_LEFT_OUT = frozenset([f"{WORD}del", f"{WORD}moveFrom", f"{WORD}tbl", f"{WORD}instrText"])


def sniff_bytes(head: bytes, name: str) -> float:
    """Rate by the signature of a ZIP file and the names inside it."""
    if not head.startswith(SIGNATURE):
        return 0.0
    return 0.95 if name.endswith(".docx") or any(part.startswith("word/") for part in names_in(head)) else 0.0


def read_tables(data: bytes, hints: ReadHints, notices: Notices) -> tuple[Table, ...]:
    """Return every table of the document that is no part of another; text beside the tables is not read.

    Raises:
        BadInput: it is no document, unpacks to far too much, or has no table.
    """
    look_inside(data, hints.name, hints.meter.bounds, CONTENTS, NO_DOCUMENT)
    import docx

    with warnings.catch_warnings(), blamed_on(hints.name, NO_DOCUMENT):
        warnings.simplefilter("ignore")
        tables = docx.Document(BytesIO(data)).tables
    if not tables:
        raise BadInput("sheet.no_table", name=hints.name)
    return tuple(_table(each, at, hints, len(tables)) for at, each in enumerate(tables, 1))


def _table(table: "WordTable", at: int, hints: ReadHints, count: int) -> Table:
    grid: list[list[str]] = []
    merges: list[Merge] = []
    open_at: dict[int, Merge] = {}
    looks: dict[tuple[int, int], Look] = {}
    with blamed_on(hints.name, NO_DOCUMENT):
        for number, row in enumerate(table._tbl.tr_lst, 1):
            cells: list[str] = [""] * int(row.grid_before)
            for cell in row.tc_lst:
                left, right = len(cells), len(cells) + int(cell.grid_span) - 1
                goes_on = cell.vMerge == "continue"
                if goes_on and left in open_at:
                    open_at[left] = Merge(open_at[left].top, left, number, right)
                elif cell.vMerge == "restart":
                    _close(open_at, left, merges)
                    open_at[left] = Merge(number, left, number, right)
                else:
                    _close(open_at, left, merges)
                    if right > left:
                        merges.append(Merge(number, left, number, right))
                runs = () if goes_on else _look(cell)
                if any(features for _, features in runs):
                    looks[number, left] = runs
                cells += ["".join(text for text, _ in runs), *[""] * (right - left)]
            grid.append(cells)
    merges += [merge for merge in open_at.values() if merge.bottom > merge.top]
    return Table(name=str(at) if count > 1 else "", rows=gathered(grid, hints), merges=tuple(merges), looks=looks)


def _close(open_at: dict[int, Merge], left: int, merges: list[Merge]) -> None:
    merge = open_at.pop(left, None)
    if merge is not None and merge.bottom > merge.top:
        merges.append(merge)


def _look(cell: "CT_Tc") -> Look:
    """Return the runs of a cell as it stands once every change is accepted: what was struck out is gone, what came in is there."""
    runs: list[tuple[str, frozenset[str]]] = []
    for at, paragraph in enumerate(each for each in cell if each.tag == f"{WORD}p"):
        runs += [*([("\n", frozenset())] if at else []), *_pieces(paragraph, frozenset())]
    return tuple(runs)


def _pieces(element: "_Element", features: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for child in element:
        if child.tag == f"{WORD}t":
            yield child.text or "", features
        elif child.tag in (f"{WORD}br", f"{WORD}cr"):
            yield "\n", features
        elif child.tag == f"{WORD}tab":
            yield "\t", features
        elif child.tag == f"{WORD}noBreakHyphen":
            yield "\u2011", features
        elif child.tag not in _LEFT_OUT:
            yield from _pieces(child, _features(child) if child.tag == f"{WORD}r" else features)


def _features(run: "_Element") -> frozenset[str]:
    """Return what is special of the letters of a run."""
    looks = run.find(f"{WORD}rPr")
    if looks is None:
        return frozenset()
    found = {name for tag, name in _SWITCHES.items() if _is_on(looks.find(f"{WORD}{tag}"))}
    underline, colour = looks.find(f"{WORD}u"), looks.find(f"{WORD}color")
    if underline is not None and underline.get(f"{WORD}val", "single") != "none":
        found.add("u")
    value = (colour.get(f"{WORD}val") or "").lower() if colour is not None else ""
    if _HEX(value) and value not in ("000000", "ffffff"):
        found.add(f"c=#{value}")
    return frozenset(found)


def _is_on(switch: "_Element | None") -> bool:
    return switch is not None and switch.get(f"{WORD}val", "1") not in ("0", "false", "off")


TITLE = "DOCX table"
FORMAT = Format(
    id="docx",
    title=TITLE,
    extensions=("docx",),
    sniff_bytes=sniff_bytes,
    read_bytes=reader_of(read_tables, TITLE),
    read_tables_bytes=read_tables,
    script=True,
)
