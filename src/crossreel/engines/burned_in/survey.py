"""Where the captions of a video stand, by what is read in some of its pictures: texts in the middle that change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from crossreel.domain.engines.sound_and_picture import TextSpot
from crossreel.engines.burned_in.line_reader import LEAST_HIGH, Picture, is_text, windows_of
from crossreel.engines.kinds import Reading

ROWS = 200  # of a picture, for finding the one that most captions cross
CENTRED = 0.16  # of the width: how far the middle of a caption may be from that of the picture
SURE = 700
ALWAYS = 0.5  # share of the pictures; a text at one place in more of them is a mark of the maker's
LEAST_TEXTS = 2
EDGE_SHARE = 0.18  # of the best row's captions, that the rows of the band have
ROOM = 0.9  # heights of a line left above and below: a second line, or a taller one
SIDE = 0.04  # of the width, left out on both sides: what stands there is no caption
SEEN_PX = 640


@dataclass(frozen=True, slots=True)
class Sight:
    """A line that was read in one picture, and where."""

    spot: TextSpot
    text: str
    confidence: int

    @property
    def middle(self) -> float:
        """The middle of the line, as a share of the width."""
        return (self.spot.left + self.spot.right) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """The part of a picture in which captions stand, and how high one of their lines is, in shares of its height.

    `texts` is how many different ones were seen in it.
    """

    left: float
    top: float
    right: float
    bottom: float
    line: float
    texts: int


class Sighting:
    """Reads whole pictures, small, and keeps what was read in each.

    Args:
        eye: the engine.
    """

    def __init__(self, eye: Reading) -> None:
        self._eye = eye
        self.sights: list[list[Sight]] = []

    def add(self, picture: Picture) -> None:
        """Read one picture."""
        width, height = picture.width, picture.height
        small = picture.small(max(32, round(SEEN_PX * width / max(width, height))), round(SEEN_PX * height / max(width, height)))
        spots = self._eye.find(small, SEEN_PX)
        seen = []
        for window in windows_of(spots, (0, 0, width, height), height):
            [read] = self._eye.read([picture.colours(window)])
            if read.text.strip():
                left, top, wide, high = window
                spot = TextSpot(
                    left=left / width, top=top / height, right=(left + wide) / width, bottom=(top + high) / height, confidence=1000
                )
                seen.append(Sight(spot, read.text.strip(), read.confidence))
        self.sights.append(seen)


def band_of(pictures: Sequence[Sequence[Sight]]) -> Band | None:
    """Return the band in which the captions of a video stand, None where too few are seen.

    Args:
        pictures: what was read in each of some pictures spread over it; of several episodes the bands agree, so they may be mixed.
    """
    fixed = fixtures_of(pictures)
    captions = [
        sight for seen in pictures for sight in seen
        if sight.confidence >= SURE and sight.spot.height >= LEAST_HIGH and abs(sight.middle - 0.5) <= CENTRED
        and is_text(sight.text) and _place(sight) not in fixed
    ]  # fmt: skip
    texts = _texts_by_row(captions)
    best = max(range(ROWS), key=lambda row: len(texts[row]))
    if len(texts[best]) < LEAST_TEXTS:
        return None
    wanted = max(2.0, EDGE_SHARE * len(texts[best]))
    line = median(each.spot.height for each in captions if int(each.spot.top * ROWS) <= best <= int(each.spot.bottom * ROWS))
    between = max(1, round(line * ROWS))
    top, bottom = (_reach(texts, best, way, wanted, between) for way in (-1, 1))
    room = ROOM * line
    return Band(SIDE, max(0.0, top / ROWS - room), 1 - SIDE, min(1.0, (bottom + 1) / ROWS + room), line, len(texts[best]))


def _reach(texts: Sequence[set[str]], row: int, way: int, wanted: float, between: int) -> int:
    """Return the last row of the band in one direction; between two lines of a caption there is room that none crosses."""
    last = row
    for at in range(row, ROWS if way > 0 else -1, way):
        if len(texts[at]) >= wanted:
            last = at
        elif abs(at - last) > between:
            break
    return last


def fixtures_of(pictures: Sequence[Sequence[Sight]]) -> frozenset[tuple[str, int, int]]:
    """Return what stands unchanged in most pictures, such as the mark of a channel: its text and about where it is."""
    count = Counter(place for seen in pictures for place in {_place(sight) for sight in seen})
    return frozenset(place for place, times in count.items() if len(pictures) >= 4 and times > ALWAYS * len(pictures))


def _place(sight: Sight) -> tuple[str, int, int]:
    return sight.text, round(sight.middle * 20), round((sight.spot.top + sight.spot.bottom) * 20)


def _texts_by_row(captions: Sequence[Sight]) -> list[set[str]]:
    rows: list[set[str]] = [set() for _ in range(ROWS)]
    for each in captions:
        for row in range(max(0, int(each.spot.top * ROWS)), min(ROWS, int(each.spot.bottom * ROWS) + 1)):
            rows[row].add(each.text)
    return rows
