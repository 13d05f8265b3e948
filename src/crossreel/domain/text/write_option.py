"""The options of a subtitle writer as a profile gives them: their names, their kinds, and what makes sense."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from crossreel.domain.text.frame_rates import read_rate
from crossreel.domain.text.timecode import parse_timecode

DISPLAY_STANDARDS = ("teletext-1", "teletext-2", "open")
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


def read_written(name: str, written: str) -> object:
    """Return an option as somebody types it: `yes` and `no`, `crlf` and `lf`, `29.97`; everything else as a profile has it.

    Raises:
        KeyError: there is no such option.
        ValueError: the value is none for it.
    """
    text = written.strip()
    if name in ("width", "height"):
        return read_option(name, int(text))
    if name == "frame_rate":
        rate = read_rate(text)
        return read_option(name, str(rate) if rate is not None else text)
    return read_option(name, _TYPED.get(text.lower(), text) if name in _CHOSEN else text)


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


def _start_timecode(value: object) -> object:
    return _kept(value, isinstance(value, str) and (not value or parse_timecode(value) is not None))


def _kept(value: object, fits: bool) -> object:
    if not fits:
        raise ValueError(value)
    return value


_TYPED: Mapping[str, object] = {"yes": True, "true": True, "no": False, "false": False, "lf": "\n", "crlf": "\r\n"}
_CHOSEN = frozenset({"bom", "plain_text", "drop_frame", "newline"})
_READERS: Mapping[str, Callable[[object], object]] = {
    "encoding": _encoding,
    "bom": lambda value: _kept(value, isinstance(value, bool)),
    "newline": lambda value: _kept(value, value in ("\n", "\r\n")),
    "bidi": lambda value: _kept(value, value in ("plain", "rlm", "embed")),
    "frame_rate": _frame_rate,
    "width": _pixels,
    "height": _pixels,
    "title": lambda value: _kept(value, isinstance(value, str)),
    "plain_text": lambda value: _kept(value, isinstance(value, bool)),
    "drop_frame": lambda value: _kept(value, isinstance(value, bool)),
    "start_timecode": _start_timecode,
    "display_standard": lambda value: _kept(value, value in DISPLAY_STANDARDS),
}
