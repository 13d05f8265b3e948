"""Writing direction: finding it, and marking lines for players that do not."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]
RLM, RLE, PDF = "\u200f", "\u202b", "\u202c"


def base_direction(text: str, fallback: Direction = "ltr") -> Direction:
    """Return the direction of the first strong character (UAX 9, rules P2 and P3); `fallback` where there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return fallback


def mark_lines(text: str, style: str) -> str:
    """Mark every right-to-left line for players that start from left to right.

    Args:
        text: one or more lines in logical order.
        style: "plain" leaves the text, "rlm" puts U+200F at both ends, "embed" wraps in U+202B and U+202C.
    """
    if style == "plain":
        return text
    ends = (RLM, RLM) if style == "rlm" else (RLE, PDF)
    lines = text.split("\n")
    return "\n".join(f"{ends[0]}{line}{ends[1]}" if base_direction(line) == "rtl" else line for line in lines)


def has_reversed_punctuation(line: str) -> bool:
    """Tell whether a right-to-left line was typed with its end mark in front, to please a player without bidi."""
    return base_direction(line) == "rtl" and line.lstrip()[:1] in tuple(".،؛؟!?…") and line.rstrip()[-1:].isalpha()
