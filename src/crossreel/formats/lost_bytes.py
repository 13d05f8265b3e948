"""Text of two bytes a character that lost a byte: behind the hole every character of the line is read from the wrong byte on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.formats.letters import TWO_BYTES

HOLE = "\ufffd"
GAIN = 1.0  # characters that everybody uses, by which another reading of a line must be better
LONGEST_LINE, MOST_LINES = 400, 200
MOST_DOUBTFUL = 3  # lines of a file: where there are more, its author writes so
_COMMON = {each.name: each.expected() for each in TWO_BYTES}
_HALF_WIDTH = ("shift_jis", "cp932")
_HALF_INSIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff][\uff61-\uff9f](?![\uff61-\uff9f])")
_LETTER_INSIDE = re.compile("[\u4e00-\u9fff\uac00-\ud7af][@-~](?![!-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text with its lines put in order again behind a lost byte; `doubtful` are lines (from 1) that may have lost one."""

    text: str
    doubtful: tuple[tuple[int, str], ...] = ()


def mended(data: bytes, encoding: str) -> Mended:
    """Return a text that was told to be in an encoding of two bytes a character.

    A line in which something cannot be read is read on behind the byte that stands alone, where that makes better sense. One that
    can be read whole is let alone, since nobody knows; where another reading makes better sense it is doubtful.
    """
    text = data.decode(encoding, "replace")
    if encoding not in _COMMON:
        return Mended(text=text)
    lines, texts, doubtful = data.split(b"\n"), text.split("\n"), []
    if len(lines) != len(texts):
        return Mended(text=text)
    wanted = [at for at, line in enumerate(texts) if not line.isascii() and _may_be_shifted(line, encoding)]
    for at in wanted[:MOST_LINES]:
        better = _read_on(lines[at], texts[at], encoding)
        if better is None:
            continue
        if HOLE in texts[at] or _has_half_inside(texts[at], encoding):
            texts[at] = better
        else:
            doubtful.append((at + 1, texts[at].strip()))
    return Mended(text="\n".join(texts), doubtful=tuple(doubtful) if len(doubtful) <= MOST_DOUBTFUL else ())


def _may_be_shifted(line: str, encoding: str) -> bool:
    return HOLE in line or _has_half_inside(line, encoding) or _LETTER_INSIDE.search(line) is not None


def _has_half_inside(line: str, encoding: str) -> bool:
    """Tell whether a letter of half width stands among whole ones, as nobody writes."""
    return encoding in _HALF_WIDTH and _HALF_INSIDE.search(line) is not None


def _read_on(line: bytes, text: str, encoding: str) -> str | None:
    """Return the best reading of a line in which one byte stands alone, None where none is clearly better."""
    if len(line) > LONGEST_LINE:
        return None
    common = _COMMON[encoding]
    best = max(_readings(line, encoding), key=lambda each: _worth(each, common), default=text)
    return best if _worth(best, common) >= _worth(text, common) + GAIN else None


def _readings(line: bytes, encoding: str) -> Iterator[str]:
    """Give the readings of a line with each first byte of a character as one that stands alone."""
    at = 0
    while at < len(line):
        byte = line[at]
        if byte >= 0x80:
            yield line[:at].decode(encoding, "replace") + HOLE + line[at + 1 :].decode(encoding, "replace")
        at += 1 if byte < 0x80 or (encoding in _HALF_WIDTH and 0xA1 <= byte <= 0xDF) else 2


def _worth(text: str, common: frozenset[str]) -> float:
    beyond = [char for char in text if char > "\x7f"]
    odd = sum("\uff61" <= char <= "\uff9f" or "\ue000" <= char <= "\uf8ff" for char in beyond)
    good, holes = sum(char in common for char in beyond), text.count(HOLE)
    return good - 0.5 * (len(beyond) - good - holes) - 0.25 * holes - odd
