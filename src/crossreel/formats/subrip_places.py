"""Where SubRip cues stand: coordinates behind the times (`X1:100 X2:600 Y1:050 Y2:100`), or settings borrowed from WebVTT.

Coordinates are pixels of a picture that the file does not name: the smallest usual one that holds them all is taken.
"""

import re
from collections.abc import Iterable

from crossreel.domain.picture.placement import Placement, key_at
from crossreel.domain.text.document import DocumentCue
from crossreel.formats.vtt_settings import placement_of

PICTURES = ((720, 576), (1280, 720), (1080, 1920), (1920, 1080), (2160, 3840), (3840, 2160))
_COORDINATES = re.compile(r"(?:[XxYy][12] ?: ?-?\d{1,6}[ \t,]*){2,4}")
_PAIR = re.compile(r"([XxYy])([12]) ?: ?(-?\d{1,6})")
_SETTINGS = re.compile(r"(?:(?:align|line|position|size|vertical|region|A|D|L|S|T):[\w.,%-]{1,40}[ \t]*)+")


def is_about_places(written: str) -> bool:
    """Tell whether what stands behind the times says where the cue is shown."""
    text = written.strip()
    return bool(text) and (_COORDINATES.fullmatch(text) is not None or _SETTINGS.fullmatch(text) is not None)


def coordinates_of(rests: Iterable[str]) -> tuple[int, int]:
    """Return width and height of the picture that the coordinates of a file are of."""
    right, low = 0, 0
    for rest in rests:
        for axis, _, value in _PAIR.findall(rest) if _COORDINATES.fullmatch(rest.strip()) else ():
            right, low = (max(right, int(value)), low) if axis in "Xx" else (right, max(low, int(value)))
    return next(((width, height) for width, height in PICTURES if right <= width and low <= height), (max(right, 1), max(low, 1)))


def place_of(start_ms: int, end_ms: int, markup: str, placement: str, written: str, picture: tuple[int, int]) -> DocumentCue:
    """Return a cue with the place that is written behind its times; a place among its tags goes before."""
    if _COORDINATES.fullmatch(written) is None:
        return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement or placement_of(written))
    own = _ninth(written, picture)
    place = placement or own
    extras = {"coordinates": written, "place": place} | ({"tagged": True} if placement and placement != own else {})
    return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=place, extras=extras)


def _ninth(written: str, picture: tuple[int, int]) -> str:
    """Return the ninth of the picture that holds the middle of a rectangle."""
    values = {f"{axis.lower()}{end}": int(value) for axis, end, value in _PAIR.findall(written)}
    if values.get("x1") == values.get("x2", -1) and values.get("y1") == values.get("y2", -1):
        return ""
    x = (values.get("x1", 0) + values.get("x2", values.get("x1", picture[0]))) / 2
    y = (values.get("y1", 0) + values.get("y2", values.get("y1", picture[1]))) / 2
    if not (0 <= x <= picture[0] and 0 <= y <= picture[1]):
        return ""
    return Placement(key=key_at(100 * x / picture[0], 100 * y / picture[1])).written


def kept_coordinates(cue: DocumentCue) -> tuple[str, bool]:
    """Return the coordinates to write, "" where the cue was placed anew, and whether they alone say where it stands."""
    written = str(cue.extras.get("coordinates") or "")
    if not written or cue.extras.get("place", cue.placement) != cue.placement:
        return "", False
    return written, not cue.extras.get("tagged")
