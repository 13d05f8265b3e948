"""The options of a subtitle writer as a profile gives them: their names, their kinds, and what makes sense."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

FASTEST = 1000
WIDEST_PX = 16384
_RATE = re.compile(r"([0-9]{1,6})(?:/([0-9]{1,6}))?")


def read_option(name: str, value: object) -> object:
    """Return an option of `WriteOptions` in its own type.

    Args:
        name: the field's name.
        value: what was written: a text, a number or a truth value; a frame rate as a whole number or as "30000/1001".

    Raises:
        KeyError: there is no such option.
        ValueError: the value is none for it.
    """
    return _READERS[name](value)


def _encoding(value: object) -> object:
    try:
        "text".encode(str(value))
    except LookupError as error:
        raise ValueError(value) from error
    return _kept(value, isinstance(value, str))


def _frame_rate(value: object) -> object:
    found = _RATE.fullmatch(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if found is None or int(found[2] or 1) == 0:
        raise ValueError(value)
    rate = Fraction(int(found[1]), int(found[2] or 1))
    return _kept(rate, 1 <= rate <= FASTEST)


def _pixels(value: object) -> object:
    return _kept(value, isinstance(value, int) and not isinstance(value, bool) and 0 < value <= WIDEST_PX)


def _kept(value: object, fits: bool) -> object:
    if not fits:
        raise ValueError(value)
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "encoding": _encoding,
    "bom": lambda value: _kept(value, isinstance(value, bool)),
    "newline": lambda value: _kept(value, value in ("\n", "\r\n")),
    "bidi": lambda value: _kept(value, value in ("plain", "rlm", "embed")),
    "frame_rate": _frame_rate,
    "width": _pixels,
    "height": _pixels,
}
