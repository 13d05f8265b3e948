"""What a column looks like by its cells, whatever its header says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossreel.domain.tables.table import Row, Table, text_of
from crossreel.formats.tables.times import looks_like_span, looks_like_time, number_of, plain

SAMPLE_ROWS = 400
_NUMBERED = re.compile(r"[#№]?\s*\d{1,7}\s*[.):、]?")
_EPISODE = re.compile(
    r"(?:s\s*\d{1,3}\s*)?(?:episode|episodio|episódio|épisode|episod|episodyo|ep|eps|e|folge|folg|puntata|capítulo|capitulo|cap|"
    r"tập|bölüm|odcinek|odc|aflevering|afl|серия|эпизод|ตอนที่|ตอน|الحلقة|एपिसोड|第|chapter|ch)\s*[.:#_\- ]*\s*(\d{1,5})\s*"
    r"(?:集|话|話|回|화|회)?|(\d{1,5})\s*(?:集|话|話|回|화|회|серия)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Counts over the cells of a column: filled ones, and how many of these are what; a cell may count twice.

    It `counts_up` when its cells are whole numbers and nothing else, none smaller than the one before but where they begin anew.
    """

    filled: int = 0
    times: int = 0
    spans: int = 0
    numbers: int = 0
    whole: int = 0
    numbered: int = 0
    episodes: int = 0
    lettered: int = 0
    distinct: int = 0
    characters: int = 0
    largest: int = 0
    counts_up: bool = False
    sample: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return self.filled == 0

    def mostly(self, count: int, share: float = 0.6) -> bool:
        """Tell whether a count is most of what is filled."""
        return self.filled > 0 and count >= share * self.filled


def content_of(rows: Sequence[Row], column: int) -> Content:
    """Return what a column looks like in some rows."""
    cells = [row.at(column) for row in rows[:SAMPLE_ROWS]]
    cells = [cell for cell in cells if cell is not None and text_of(cell).strip()]
    texts = [text_of(cell).strip() for cell in cells]
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    whole = [int(number) for number in numbers if number.denominator == 1]
    lettered = [text for text in texts if any(char.isalpha() for char in text)]
    return Content(
        filled=len(cells),
        times=sum(looks_like_time(cell) for cell in cells),
        spans=sum(looks_like_span(cell) for cell in cells),
        numbers=len(numbers),
        whole=len(whole),
        numbered=sum(bool(_NUMBERED.fullmatch(plain(text))) for text in texts),
        episodes=sum(episode_in(text) is not None for text in texts),
        lettered=len(lettered),
        distinct=len(set(texts)),
        characters=sum(map(len, texts)),
        largest=max(whole, default=0),
        counts_up=_count_up([_counted(text) for text in texts]),
        sample="\n".join(lettered)[:20_000],
    )


def _counted(written: str) -> int | None:
    """Return the whole number that a cell holds and nothing else, for example of `7`, `7.0`, `#7` or `7.`."""
    number = number_of(written)
    if number is not None:
        return int(number) if number.denominator == 1 else None
    text = plain(written)
    return int("".join(filter(str.isdecimal, text))) if _NUMBERED.fullmatch(text) else None


def _count_up(numbers: Sequence[int | None]) -> bool:
    if None in numbers:
        return False
    whole = [number for number in numbers if number is not None]
    steps = list(pairwise(whole))
    return bool(whole) and all(one <= other or other <= 1 for one, other in steps) and (not steps or len(set(whole)) > 1)


def contents_of(table: Table, header_row: int) -> list[Content]:
    """Return what every column looks like below the header."""
    rows = [row for row in table.rows if row.number > header_row]
    return [content_of(rows, column) for column in range(table.width)]


def episode_in(written: str) -> int | None:
    """Return the number of the episode that a cell names and nothing else, for example of `EP01`, `第3集` or `7`."""
    match = _EPISODE.fullmatch(plain(written))
    if match is None:
        return None
    number = int(match.group(1) or match.group(2))
    return number if 0 < number < 100_000 else None
