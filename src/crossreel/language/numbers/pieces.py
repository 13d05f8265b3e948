"""Finding the words and digits that numbers are made of, however a language writes them together."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import regex

from crossreel.language.numbers.digits import written_numbers
from crossreel.language.numbers.lexicon import WORD, Form, Lexicon, Role, folded

_BETWEEN = regex.compile(r"[\s\-\u00ad\u200b\u2010\u2011’']*")
_AFTER_GROUP = regex.compile(r",?[\s\-\u00ad\u200b\u2010\u2011’']*")


class Piece(NamedTuple):
    """A word or a group of digits that is part of a number; more than one of `readings` only in digits."""

    start: int
    end: int
    form: Form
    readings: tuple[Fraction, ...] = ()
    clock: bool = False
    partial: bool = False

    @property
    def is_digits(self) -> bool:
        """Whether it is written in digits."""
        return bool(self.readings)


def pieces(text: str, lexicon: Lexicon) -> list[Piece]:
    """Return the pieces of all numbers of a text, in order; phrases that hold no number must be gone from it."""
    found = [
        Piece(each.start, each.end, Form(Role.ADD, each.values[0]), each.values, each.clock)
        for each in written_numbers(text, lexicon)
    ]
    found += _spelled(text, lexicon)
    return _without_others(text, sorted(found), lexicon)


def _without_others(text: str, found: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """Leave out what only looks like a piece: an m that is no million, a year after a number, the day of 5일."""
    kept: list[Piece] = []
    for at, piece in enumerate(found):
        before = kept[-1] if kept and _BETWEEN.fullmatch(text, kept[-1].end, piece.start) else None
        after = found[at + 1] if at + 1 < len(found) else None
        word = folded(text[piece.start : piece.end], lexicon.unaccented)
        if piece.is_digits or not _is_other(word, piece, before, after, lexicon):
            kept.append(piece)
    return kept


def _is_other(word: str, piece: Piece, before: Piece | None, after: Piece | None, lexicon: Lexicon) -> bool:
    times = piece.form.role is Role.TIMES
    if word in lexicon.after_digits:
        return before is None or not before.is_digits
    if before is None:
        return False
    if word in lexicon.first_only:
        return before.form.role is Role.TIMES
    if word in lexicon.unit_after:
        return before.form.role is not Role.LINK and (after is None or after.form.role is not Role.TIMES)
    return lexicon.spelled == "hangul" and before.is_digits and before.end == piece.start and not times


def is_number_word(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a folded word is made of words of numbers that say more than one."""
    return any(lexicon.forms[(piece,)].value > 1 for piece in _parts(word, lexicon))


def runs(text: str, found: list[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces that stand together, with nothing but spaces and hyphens between them."""
    run: list[Piece] = []
    for piece in found:
        if run and not _stand_together(text, run[-1], piece):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _stand_together(text: str, one: Piece, other: Piece) -> bool:
    if one.partial:
        return False
    grouped = one.form.role is Role.TIMES and one.form.value >= 1000 and not other.is_digits
    return (_AFTER_GROUP if grouped else _BETWEEN).fullmatch(text, one.end, other.start) is not None


def _spelled(text: str, lexicon: Lexicon) -> Iterator[Piece]:
    if lexicon.letters is not None:
        for match in lexicon.letters.finditer(text):
            yield Piece(match.start(), match.end(), lexicon.forms[(match.group(),)])
        return
    words = [(match.start(), match.end(), folded(match.group(), lexicon.unaccented)) for match in WORD.finditer(text)]
    at = 0
    while at < len(words):
        taken, made = _at(text, words, at, lexicon)
        yield from made
        at += taken


Words = list[tuple[int, int, str]]


def _at(text: str, words: Words, at: int, lexicon: Lexicon) -> tuple[int, list[Piece]]:
    """Return how many words from here are a piece, and the pieces they are."""
    for length in range(min(lexicon.longest, len(words) - at), 0, -1):
        listed = words[at : at + length]
        form = lexicon.forms.get(tuple(word for _, _, word in listed))
        if form is not None and all(_BETWEEN.fullmatch(text, one[1], other[0]) for one, other in pairwise(listed)):
            return length, [Piece(listed[0][0], listed[-1][1], form)]
    start, end, word = words[at]
    if lexicon.spelled in ("joined", "hangul"):
        return 1, _inside(word, start, end, lexicon)
    if "prefix_link" in lexicon.flags and len(word) > 2 and (word[:1],) in lexicon.forms:
        rest = [*words[:at], (start + 1, end, word[1:]), *words[at + 1 :]]
        taken, made = _at(text, rest, at, lexicon)
        if made:
            return taken, [Piece(start, start + 1, lexicon.forms[(word[:1],)]), *made]
    for prefix in lexicon.prefixes:
        form = lexicon.forms.get((word[len(prefix) :],)) if word.startswith(prefix) and len(word) > len(prefix) + 2 else None
        if form is not None and form.role is not Role.LINK:
            return 1, [Piece(start + len(prefix), end, form)]
    return 1, []


def _inside(word: str, start: int, end: int, lexicon: Lexicon) -> list[Piece]:
    """Return the pieces that one word is made of: all of it, or its beginning before a tail that numbers may have."""
    parts = _parts(word, lexicon)
    made, at = [], start
    for part in parts:
        made.append(Piece(at, at + len(part), lexicon.forms[(part,)]))
        at += len(part)
    if made:
        rest = word[at - start :]
        made[-1] = made[-1]._replace(end=at if rest or lexicon.spelled == "hangul" else end, partial=bool(rest))
    return made


def _parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    if word not in lexicon.splits:
        if len(lexicon.splits) > 20_000:
            lexicon.splits.clear()
        lexicon.splits[word] = _split(word, lexicon)
    return lexicon.splits[word]


def _split(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the longest beginning that is made of words of numbers, where what is left is nothing or a tail."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for at in range(len(word)):
        if at not in best:
            continue
        for end in range(at + 1, len(word) + 1):
            if (word[at:end],) in lexicon.forms and (end not in best or len(best[end]) > len(best[at]) + 1):
                best[end] = (*best[at], word[at:end])
    for end in sorted(best, reverse=True):
        parts = best[end]
        linked = parts and lexicon.forms[(parts[-1],)].role in (Role.LINK, Role.POINT)
        if not parts or linked:
            continue
        if end == len(word) or (lexicon.tails and lexicon.tails.match(word, end)):
            return parts
    return ()
