"""The lines of a script without times: those of a plain text, or of a sheet's column. No use case of its own."""

from collections.abc import Collection
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.rows import spoken_in
from crossreel.formats.notices import Notices
from crossreel.formats.text import decode
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import open_sheet, rows_of
from crossreel.services.files.subtitles import read_file

PLAIN = frozenset({".txt", ".md", ".text", ""})
COLONS = (":", "：")
MOST_LINES = 5_000


def read_script(path: Path, language: str, episode: int, speakers: Collection[str], memory: SheetMemory | None = None) -> list[str]:
    """Return the lines of a script in their order.

    Args:
        path: a plain text with a line for each cue, or a sheet.
        language: of the column that is taken of a sheet; else its first one.
        episode: of a sheet with several episodes, the rows of this one are taken.
        speakers: names with which a line of a text may begin, before a colon; they are left out.
        memory: what was said of the columns of other sheets.

    Raises:
        BadInput: it cannot be read, or holds no line.
    """
    lines = _of_text(path, speakers) if path.suffix.lower() in PLAIN else _of_sheet(path, language, episode, memory)
    if not lines:
        raise BadInput("laying.no_lines", name=path.name)
    if len(lines) > MOST_LINES:
        raise BadInput("laying.too_many", name=path.name, count=len(lines), limit=MOST_LINES)
    return lines


def _of_text(path: Path, speakers: Collection[str]) -> list[str]:
    text, _encoding = decode(read_file(path), Notices())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [said for line in lines if line and (said := _without_speaker(line, speakers))]


def _without_speaker(line: str, speakers: Collection[str]) -> str:
    for colon in COLONS:
        name, found, said = line.partition(colon)
        if found and name.strip().casefold() in {each.casefold() for each in speakers}:
            return said.strip()
    return line


def _of_sheet(path: Path, language: str, episode: int, memory: SheetMemory | None) -> list[str]:
    opened = open_sheet(path, memory=memory)
    if opened is None:
        raise BadInput("laying.no_script", name=path.name)
    sheet, _notices = rows_of(opened)
    rows = [row for row in sheet.rows if not row.is_signs]
    if episode in sheet.episodes:
        rows = [row for row in rows if row.episode == episode]
    tag = spoken_in(rows, language) or sheet.main
    return [said for row in rows if (said := " ".join(row.texts.get(tag, "").split()))]
