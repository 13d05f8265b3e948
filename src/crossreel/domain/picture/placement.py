"""Where a caption stands on the picture, as one value; its written form is what a cue keeps (see `cue.Cue.placement`)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crossreel.domain.picture.caption import Box

_NUMBER = r"\d{1,3}(?:\.\d{1,6})?"
_BOX = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One of the nine places of a keypad, or a box in percent of the picture.

    `key` is the number on the keypad: 1 to 3 stand at the bottom, 7 to 9 at the top; with a `box` it is the place nearest to the
    middle of the box. The usual place is the bottom centre.
    """

    key: int = 2
    box: Box | None = None

    @property
    def column(self) -> int:
        """Return 0 for left, 1 for centre, 2 for right."""
        return (self.key - 1) % 3

    @property
    def row(self) -> int:
        """Return 0 for bottom, 1 for middle, 2 for top."""
        return (self.key - 1) // 3

    @property
    def is_usual(self) -> bool:
        """Tell whether this is where captions stand anyway."""
        return self.key == USUAL.key and self.box is None

    @property
    def nearest(self) -> "Placement":
        """Return the place on the keypad that is nearest."""
        return self if self.box is None else Placement(key=self.key)

    @property
    def written(self) -> str:
        """Return the one canonical form: "" for the usual place, a keypad number, or a percent box "x,y,w,h"."""
        if self.box is not None:
            return ",".join(percent(value) for value in (self.box.x, self.box.y, self.box.width, self.box.height))
        return "" if self.key == USUAL.key else str(self.key)


USUAL = Placement()


@lru_cache(maxsize=1024)
def find_placement(written: str) -> Placement | None:
    """Return the placement a text means: "" or a keypad number or a percent box "x,y,w,h"; None where it means none.

    Boxes are kept to two decimals and cut at the right and the lower edge of the picture.
    """
    if not written:
        return USUAL
    if len(written) == 1:
        return Placement(key=int(written)) if written in "123456789" else None
    match = _BOX.fullmatch(written)
    return box_at(*map(float, match.groups())) if match else None


def read_placement(written: str) -> Placement:
    """Return the placement a text means; the usual place where it means none."""
    return find_placement(written) or USUAL


def box_at(x: float, y: float, width: float, height: float) -> Placement | None:
    """Return a box in percent of the picture as a placement; None where nothing of it is on the picture."""
    x, y = round(x, 2), round(y, 2)
    width, height = round(min(width, 100 - x), 2), round(min(height, 100 - y), 2)
    if x < 0 or y < 0 or width <= 0 or height <= 0:
        return None
    return Placement(key=key_at(x + width / 2, y + height / 2), box=Box(x=x, y=y, width=width, height=height))


def key_at(x: float, y: float) -> int:
    """Return the keypad number of the ninth of the picture that holds a point in percent."""
    column = 0 if x < 100 / 3 else 1 if x <= 200 / 3 else 2
    row = 6 if y < 100 / 3 else 3 if y < 60 else 0
    return 1 + column + row


def percent(value: float) -> str:
    """Write a number with at most two decimals and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
