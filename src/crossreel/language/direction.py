"""In which direction a text runs: as its first strong letter says (UAX 9, P2 and P3), as captions are drawn too."""

import unicodedata

STRONG = ("L", "R", "AL")


def has_direction(text: str) -> bool:
    """Tell whether a text has any letter that gives it a direction; figures and punctuation give none."""
    return any(unicodedata.bidirectional(each) in STRONG for each in text)


def runs_from_the_right(text: str, right_to_left: bool) -> bool:
    """Tell whether a text runs from the right; without any letter as its language does.

    Args:
        text: plain text, or one paragraph of it.
        right_to_left: whether its language is written from the right.
    """
    first = next((way for way in map(unicodedata.bidirectional, text) if way in STRONG), "")
    return first != "L" if first else right_to_left
