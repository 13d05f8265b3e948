"""All numbers of a text: `read_numbers`.

Words and digits become values (`composing`), and the words around them say what they are: hours, shares, months, spans of time.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

import regex

from crossreel.language.numbers.composing import groups, worth
from crossreel.language.numbers.digits import hours
from crossreel.language.numbers.lexicon import WORD, Lexicon, Role, find_lexicon, folded
from crossreel.language.numbers.number import Kind, Number
from crossreel.language.numbers.pieces import Piece, is_number_word, pieces, runs

NIGHT_ENDS, REACH = 6, 14  # hours, letters behind a time in which it may be told of which half of the day it is
LARGE = 100_000_000  # 一亿 is nothing else, 一万 is many
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
_BLANK = "\ue000"
_GAP = regex.compile(r"[\s\-\u00ad\u200b\u2011]*")
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
    return tuple(_in_context(_joined_shares(found, text, lexicon), text, lexicon))


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
    clock = first.clock or (len(values) > 1 and _marked(lexicon, "clock_after", text, last.end))
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
    if _precedes(lexicon, "vague_before", text, first):
        return False
    if (title := lexicon.marks.get("title")) is not None and title.match(text, last):
        return False
    bounded = lexicon.spelled in ("spaced", "joined")
    if len(atoms) == 1 and atoms[0].form.role is Role.TIMES and (bounded or atoms[0].form.value > 10):
        return atoms[0].form.value >= 1000 and _marked(lexicon, "money_after", text, last)
    if len(atoms) == 1 and atoms[0].form.unsure:
        return lexicon.measures is not None and atoms[0].form.value != 1 and _is_counted(atoms, text, lexicon)
    return bounded or _is_counted(atoms, text, lexicon)


def _is_counted(atoms: list[Piece], text: str, lexicon: Lexicon) -> bool:
    """Where nothing parts words, a number alone is none: it counts something, is told as an ordinal, or is long."""
    first, last = atoms[0].start, atoms[-1].end
    if lexicon.measures is not None and lexicon.measures.match(text, _after(text, last)):
        return lexicon.spelled != "hangul" or len(atoms) > 1 or _after(text, last) > last
    if _precedes(lexicon, "counted_before", text, first):
        return True
    if len(atoms) < 2 or lexicon.spelled == "hangul":
        return len(atoms) > 2
    large = atoms[-1].form.role is Role.TIMES and atoms[-1].form.value >= LARGE
    return len(atoms) > 2 or large or not _NEXT.match(text, last)


def _unsure(number: Number) -> Number:
    return replace(number, sure=False)


def _after(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _joined_shares(found: Sequence[Number], text: str, lexicon: Lexicon) -> list[Number]:
    """Make one number of a fraction that is said as two: 三分之一, "two thirds", "3 phần 4"."""
    made: list[Number] = []
    for number in found:
        last = made[-1] if made else None
        if last is not None and (share := _share(last, number, text, lexicon)):
            made[-1] = share
        else:
            made.append(number)
    return made


def _share(one: Number, other: Number, text: str, lexicon: Lexicon) -> Number | None:
    between = text[one.end : other.start].strip() or " "
    over, under = lexicon.marks.get("over"), lexicon.marks.get("under")
    values: tuple[Fraction, ...] = ()
    if over is not None and over.fullmatch(between) and one.value > 0:
        values = (other.value, other.value / 100) if one.value == 100 else (other.value / one.value,)
    elif under is not None and under.fullmatch(between) and other.value > one.value > 0:
        values = (one.value / other.value,)
    elif other.kind is Kind.ORDINAL and not between.strip() and "ordinal_shares" in lexicon.flags and other.value > one.value > 0:
        values = (one.value / other.value, one.value, other.value)
    if not values:
        return None
    return Number(
        start=one.start, end=other.end, values=values, kind=Kind.SHARE, digits=one.digits or other.digits,
        sure=one.sure or other.sure or one.value > 1,
    )  # fmt: skip


def _in_context(found: Sequence[Number], text: str, lexicon: Lexicon) -> list[Number]:
    made: list[Number] = []
    skipped = False
    for at, number in enumerate(found):
        if skipped or (made and number.start < made[-1].end):
            skipped = False
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        number = _as_share(number, text, lexicon)
        clock = _as_time(number, following, text, lexicon)
        if clock is not None:
            number, skipped = clock
        if number.kind is Kind.TIME:
            number = replace(number, half_day=_half_day(number, text, lexicon))
        made.append(_counted(number, text, lexicon))
    return [*made, *(name for name in _named(text, lexicon) if not any(_says(each, name) for each in made))]


def _says(number: Number, name: Number) -> bool:
    """Tell whether a number stands where a name of one does, and is no other."""
    return number.start <= name.start < number.end and (number.sure or name.value in number.values)


def _as_share(number: Number, text: str, lexicon: Lexicon) -> Number:
    """Percentages, tenths and discounts also have the value they stand for."""
    if _marked(lexicon, "percent_after", text, number.end) or _precedes(lexicon, "percent_before", text, number.start):
        return replace(number, values=(*number.values, *(value / 100 for value in number.values)), kind=Kind.SHARE)
    if _marked(lexicon, "tenths", text, number.end):
        value = number.value
        return replace(number, values=(value * 10, value / 10, value, 100 - value * 10, 100 - value), kind=Kind.SHARE)
    return number


def _as_time(number: Number, following: Number | None, text: str, lexicon: Lexicon) -> tuple[Number, bool] | None:
    """Return a number as the time it tells, with whether the number after it was its minutes; None where it tells none."""
    whole = number.value
    hour = lexicon.marks.get("hour")
    match = hour.match(text, _after(text, number.end)) if hour is not None else None
    end = match.end() if match else number.end
    before = _precedes(lexicon, "hour_before", text, number.start)
    shift, end = _shift(number, end, text, lexicon)
    if shift:
        values = [value + shift for value in number.values]
        if whole <= 24 and whole.denominator == 1:
            values += [value + 12 for value in values if value < 12] + [value - 12 for value in values if value > 12]
        kind = Kind.TIME if match or before else number.kind
        return replace(number, values=tuple(values), kind=kind, end=end), False
    if not (match or before) or whole.denominator > 1 or not 0 <= whole <= 24:
        return None
    minutes = _minutes(following, end, text, lexicon) if following is not None and match else None
    if minutes is not None and following is not None:
        values = [*hours(int(whole), minutes), *([whole + minutes / Fraction(10)] if minutes < 10 else [])]
        return replace(number, values=tuple(values), kind=Kind.TIME, end=following.end), True
    late = lexicon.marks.get("evening")
    extra = [whole + 6, whole + 18] if late is not None and late.match(text, _after(text, number.end)) else []
    return replace(number, values=(*extra, *hours(int(whole), 0), *number.values[1:]), kind=Kind.TIME, end=end), False


def _half_day(number: Number, text: str, lexicon: Lexicon) -> str:
    """Return whether a time says that it is before noon or after; "" where it does not, and at noon and midnight."""
    hour = min(number.values) if min(number.values) >= 0 else number.value
    if hour % 12 < 1:
        return ""
    if number.value >= 13:
        return "pm"
    for name, half in (("morning", "am"), ("evening", "pm"), ("night", "am" if hour < NIGHT_ENDS else "pm")):
        after = lexicon.marks.get(f"{name}_after")
        if _precedes(lexicon, f"{name}_before", text, number.start) or (
            after is not None and after.search(text, number.start, number.end + REACH)
        ):
            return half
    return ""


def _shift(number: Number, end: int, text: str, lexicon: Lexicon) -> tuple[Fraction, int]:
    """Return what "and a half", "half past" and their like add to a number, and where that ends."""
    unit = _unit(number, text, lexicon)
    for name, shift in (("and_half", HALF), ("and_quarter", QUARTER), ("less_quarter", -QUARTER)):
        for at in dict.fromkeys((end, number.end, unit[1] if unit else end)):
            if (pattern := lexicon.marks.get(name)) is not None and (match := pattern.match(text, _after(text, at))):
                return shift, match.end()
    for name, shift in (
        ("half_past", HALF),
        ("half_to", -HALF),
        ("quarter_past", QUARTER),
        ("quarter_to", -QUARTER),
        ("quarter_into", QUARTER - 1),
    ):
        if _precedes(lexicon, f"{name}_before", text, number.start):
            return shift, end
    return Fraction(0), end


def _minutes(following: Number, end: int, text: str, lexicon: Lexicon) -> int | None:
    link = lexicon.marks.get("hour_link")
    between = text[end : following.start].strip()
    if following.start < end or following.value.denominator > 1 or not 0 < following.value < 60:
        return None
    return int(following.value) if not between or (link is not None and link.fullmatch(between)) else None


def _counted(number: Number, text: str, lexicon: Lexicon) -> Number:
    unit = _unit(number, text, lexicon)
    if unit is None:
        return number
    if unit[0] == "month_of_year" and number.value <= 12 and number.kind is Kind.COUNT:
        return replace(number, kind=Kind.MONTH)
    values = number.values
    if unit[0] == "year" and 10 <= number.value < 100:
        values = (*values, 1900 + number.value, 2000 + number.value)
    if unit[0] == "money" and (change := _change(unit[1], text, lexicon)):
        number, values = replace(number, end=change[1]), (values[0] + change[0], *values)
    return replace(number, values=values, unit=unit[0])


def _change(at: int, text: str, lexicon: Lexicon) -> tuple[Fraction, int] | None:
    """三块五 is three and a half, 九块九毛九 nine ninety-nine. Returns it with where it ends."""
    tenths = _figure(at, text, lexicon)
    if not tenths:
        return None
    mark = lexicon.marks.get("tenth_of_money")
    parted = mark.match(text, at + 1) if mark is not None else None
    if parted is None:
        return Fraction(tenths, 10), at + 1
    hundredths = _figure(parted.end(), text, lexicon)
    return Fraction(10 * tenths + hundredths, 100), parted.end() + bool(hundredths)


def _figure(at: int, text: str, lexicon: Lexicon) -> int:
    """Return the single figure at a place, that counts nothing else; 0 for none."""
    if text[at : at + 1].isdecimal():
        return int(text[at])
    form = lexicon.forms.get((text[at : at + 1],))
    return int(form.value) if form and form.role is Role.ADD and not _unit_at(text, at + 1, lexicon) else 0


def _unit(number: Number, text: str, lexicon: Lexicon) -> tuple[str, int] | None:
    return _unit_at(text, _after(text, number.end), lexicon)


def _unit_at(text: str, at: int, lexicon: Lexicon) -> tuple[str, int] | None:
    for name, pattern in lexicon.units:
        if match := pattern.match(text, at):
            return name, match.end()
    return None


def _named(text: str, lexicon: Lexicon) -> list[Number]:
    """Months and the middle of day and night, which other languages count: sure of nothing, but they answer a number."""
    if lexicon.names is None:
        return []
    return [
        Number(start=match.start(), end=match.end(), values=(lexicon.named[match.lastindex - 1],), kind=Kind.MONTH, sure=False)
        for match in lexicon.names.finditer(text)
        if match.lastindex
    ]


def _marked(lexicon: Lexicon, name: str, text: str, at: int) -> bool:
    pattern = lexicon.marks.get(name)
    return pattern is not None and pattern.match(text, _after(text, at)) is not None


def _precedes(lexicon: Lexicon, name: str, text: str, at: int) -> bool:
    pattern = lexicon.marks.get(name)
    return pattern is not None and pattern.search(text, 0, at) is not None
