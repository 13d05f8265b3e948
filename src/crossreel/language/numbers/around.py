"""What stands right before and behind the words of a number."""

import regex

from crossreel.language.numbers.lexicon import Lexicon

_GAP = regex.compile(r"[\s\-\u00ad\u200b\u2011]*")


def past_gap(text: str, at: int) -> int:
    """Return where what follows begins, behind spaces and hyphens."""
    found = _GAP.match(text, at)
    return found.end() if found else at


def is_marked(lexicon: Lexicon, name: str, text: str, at: int) -> bool:
    """Tell whether a mark of the language follows a place."""
    pattern = lexicon.marks.get(name)
    return pattern is not None and pattern.match(text, past_gap(text, at)) is not None


def is_preceded(lexicon: Lexicon, name: str, text: str, at: int) -> bool:
    """Tell whether a mark of the language stands right before a place."""
    pattern = lexicon.marks.get(name)
    return pattern is not None and pattern.search(text, 0, at) is not None
