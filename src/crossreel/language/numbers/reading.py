"""All numbers of a text: `read_numbers`.

Words and digits become values (`composing`), and the words around them say what they are (`context`).
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

import regex

from crossreel.language.numbers.around import is_marked, is_preceded, past_gap
from crossreel.language.numbers.composing import groups, worth
from crossreel.language.numbers.context import in_context, joined_shares
from crossreel.language.numbers.digits import hours
from crossreel.language.numbers.lexicon import WORD, Lexicon, Role, find_lexicon, folded
from crossreel.language.numbers.number import Kind, Number
from crossreel.language.numbers.pieces import Piece, is_number_word, pieces, runs

LARGE = 100_000_000  # 一亿 is nothing else, 一万 is many
_BLANK = "\ue000"
_LETTERED = regex.compile(r"\A[A-Za-z]\p{Nd}|\p{Nd}(?![KM][^A-Za-z])[A-Z](?![A-Za-z.])")
_NEXT = regex.compile(r"[\p{L}\p{M}]")


@lru_cache(maxsize=32_768)
def read_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of a plain text in order; none in a language whose numbers are not known.

    Args:
        text: NFC, without markup.
        language: a tag; varieties of a language share its numbers where they have none of their own.
    """
    lexicon = find_lexicon(language)
    if lexicon is None:
        return ()
    if lexicon.idioms is not None:
        text = lexicon.idioms.sub(lambda match: match.group() if _goes_on(match, lexicon) else _BLANK * len(match.group()), text)
    found: list[Number] = []
    for run in runs(text, pieces(text, lexicon)):
        found += _numbers(run, text, lexicon)
    return tuple(in_context(joined_shares(found, text, lexicon), text, lexicon))


def _goes_on(match: "regex.Match[str]", lexicon: Lexicon) -> bool:
    """Tell whether a phrase is the rest of a number: "mil veces" of "tres mil veces"."""
    if lexicon.letters is not None:
        return False
    before = WORD.findall(match.string[max(0, match.start() - 24) : match.start()])
    first = WORD.findall(match.group())
    if not before or not first or match.string[: match.start()].rstrip()[-1:] in ".,;:!?":
        return False
    one, two = (lexicon.forms.get((folded(word, lexicon.unaccented),)) for word in (before[-1], first[0]))
    return one is not None and two is not None and one.role is Role.ADD and one.value > 1 and two.value > one.value


@lru_cache(maxsize=65_536)
def may_count(text: str, language: str) -> bool:
    """Tell quickly whether a text may have numbers that `read_numbers` is sure of, so that most texts need no reading."""
    lexicon = find_lexicon(language)
    if lexicon is None:
        return False
    if any(map(str.isdecimal, text)):
        return True
    if lexicon.letters is not None:
        return lexicon.telling is not None and lexicon.telling.search(text) is not None
    words = [folded(word, lexicon.unaccented) for word in WORD.findall(text)]
    if not lexicon.tellers.isdisjoint(words):
        return True
    return lexicon.spelled != "spaced" and any(is_number_word(word, lexicon) for word in words)


def has_word_of(value: Fraction, text: str, language: str) -> bool:
    """Tell whether a text has a word that begins like one for a value and is no number itself: "trío", трёхлетний, "Vierling"."""
    lexicon = find_lexicon(language)
    words = lexicon.words_of.get(value, ()) if lexicon else ()
    if lexicon is None or lexicon.letters is not None or not words:
        return False
    taken = [(number.start, number.end) for number in read_numbers(text, language)]
    for match in WORD.finditer(text):
        if not any(start <= match.start() < end for start, end in taken) and folded(match.group(), lexicon.unaccented).startswith(
            words
        ):
            return True
    return False


@lru_cache(maxsize=32_768)
def read_weekdays(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return the days of the week that a text names, 1 for Monday, each as it stands there."""
    lexicon = find_lexicon(language)
    if lexicon is None or lexicon.weekdays is None:
        return ()
    return tuple((match.lastindex, match.group()) for match in lexicon.weekdays.finditer(text) if match.lastindex)


def names_unit(unit: str, text: str, language: str) -> bool:
    """Tell whether a text names a unit of what is counted, with a number or without."""
    lexicon = find_lexicon(language)
    return lexicon is not None and any(name == unit and pattern.search(text) for name, pattern in lexicon.units)


def knows_numbers(language: str) -> bool:
    """Tell whether the numbers of a language are known."""
    return find_lexicon(language) is not None


def _numbers(run: list[Piece], text: str, lexicon: Lexicon) -> list[Number]:
    """Return the numbers of one run; where two stand side by side they may be hours and minutes, a year, or an approximation."""
    parts = groups(run, lexicon)
    if len(parts) == 2 and len(parts[0][0]) == 1 and _is_article(parts[0][0][0]) and parts[1][1] >= 10:
        parts = parts[1:]
    made = [_number(atoms, value, text, lexicon) for atoms, value in parts]
    if len(parts) < 2 or any(piece.form.role in (Role.LINK, Role.POINT) for piece in run):
        return made
    spelled = [number for number in made if not number.digits]
    if "pairs" in lexicon.flags and len(made) == 2 and len(spelled) == 2 and (pair := _pair(*made)):
        return [pair]
    return [number if number.digits else _unsure(number) for number in made]


def _is_article(piece: Piece) -> bool:
    """Tell whether a word of numbers may as well be an article: "a ten-million deal"."""
    return piece.form.unsure and piece.form.value == 1 and not piece.form.ordinal


def _pair(one: Number, other: Number) -> Number | None:
    """ "Nineteen ninety-eight", "three thirty", "two ninety-nine": two numbers said as one."""
    first, second = one.value, other.value
    if not (10 <= second < 100 and 0 < first < 100 and first.denominator == 1):
        return None
    values = [first * 100 + second, first, second, first + second / 100]
    if first <= 24 and second < 60:
        values += hours(int(first), int(second))
    likely = first >= 10 and one.sure and other.sure and first % 100 != second
    return Number(start=one.start, end=other.end, values=tuple(values), sure=likely)


def _number(atoms: list[Piece], value: Fraction, text: str, lexicon: Lexicon) -> Number:
    first, last = atoms[0], atoms[-1]
    digits = any(piece.is_digits for piece in atoms)
    values = first.readings if len(atoms) == 1 and digits else (value, *_scaled(atoms, value), *_as_clock(atoms, lexicon))
    clock = first.clock or (len(values) > 1 and is_marked(lexicon, "clock_after", text, last.end))
    return Number(
        start=first.start, end=last.end, values=values or (value,), digits=digits,
        kind=Kind.TIME if clock else Kind.ORDINAL if last.form.ordinal else Kind.COUNT,
        sure=_is_sure(atoms, digits, text, lexicon),
    )  # fmt: skip


def _as_clock(atoms: list[Piece], lexicon: Lexicon) -> Sequence[Fraction]:
    """三点零五 is five past three as well."""
    points = [at for at, piece in enumerate(atoms) if piece.form.role is Role.POINT]
    if not points or "hour_point" not in lexicon.flags:
        return ()
    hour, minutes = worth(atoms[: points[0]], lexicon), atoms[points[0] + 1 :]
    minute = int("".join(str(piece.form.value) for piece in minutes))
    return hours(int(hour), minute) if hour is not None and hour <= 24 and minute < 60 else ()


def _scaled(atoms: list[Piece], value: Fraction) -> list[Fraction]:
    """Other readings of digits before a multiplier: "1.500 millones" may have groups or decimals."""
    readings = atoms[0].readings
    return [value / readings[0] * other for other in readings[1:]] if len(readings) > 1 and readings[0] else []


def _is_sure(atoms: list[Piece], digits: bool, text: str, lexicon: Lexicon) -> bool:
    if digits:
        return text[atoms[0].start : atoms[-1].end] not in lexicon.unsure and not (
            atoms[0].is_digits and _LETTERED.search(text, atoms[0].start - 1 if atoms[0].start else 0, atoms[-1].end + 2)
        )
    first, last = atoms[0].start, atoms[-1].end
    if is_preceded(lexicon, "vague_before", text, first):
        return False
    if (title := lexicon.marks.get("title")) is not None and title.match(text, last):
        return False
    bounded = lexicon.spelled in ("spaced", "joined")
    if len(atoms) == 1 and atoms[0].form.role is Role.TIMES and (bounded or atoms[0].form.value > 10):
        return atoms[0].form.value >= 1000 and is_marked(lexicon, "money_after", text, last)
    if len(atoms) == 1 and atoms[0].form.unsure:
        return lexicon.measures is not None and atoms[0].form.value != 1 and _is_counted(atoms, text, lexicon)
    return bounded or _is_counted(atoms, text, lexicon)


def _is_counted(atoms: list[Piece], text: str, lexicon: Lexicon) -> bool:
    """Where nothing parts words, a number alone is none: it counts something, is told as an ordinal, or is long."""
    first, last = atoms[0].start, atoms[-1].end
    if lexicon.measures is not None and lexicon.measures.match(text, past_gap(text, last)):
        return lexicon.spelled != "hangul" or len(atoms) > 1 or past_gap(text, last) > last
    if is_preceded(lexicon, "counted_before", text, first):
        return True
    if len(atoms) < 2 or lexicon.spelled == "hangul":
        return len(atoms) > 2
    large = atoms[-1].form.role is Role.TIMES and atoms[-1].form.value >= LARGE
    return len(atoms) > 2 or large or not _NEXT.match(text, last)


def _unsure(number: Number) -> Number:
    return replace(number, sure=False)
