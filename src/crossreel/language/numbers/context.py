"""What numbers are by the words around them: hours of the day, shares, months, spans of time, money."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.language.numbers.around import is_marked, is_preceded, past_gap
from crossreel.language.numbers.digits import hours
from crossreel.language.numbers.lexicon import Lexicon, Role
from crossreel.language.numbers.number import Kind, Number

NIGHT_ENDS, REACH = 6, 14  # hours, letters behind a time in which it may be told of which half of the day it is
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def joined_shares(found: Sequence[Number], text: str, lexicon: Lexicon) -> list[Number]:
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


def in_context(found: Sequence[Number], text: str, lexicon: Lexicon) -> list[Number]:
    """Return numbers as what they are told to be, with the months and the like that are said without one."""
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
    if is_marked(lexicon, "percent_after", text, number.end) or is_preceded(lexicon, "percent_before", text, number.start):
        return replace(number, values=(*number.values, *(value / 100 for value in number.values)), kind=Kind.SHARE)
    if is_marked(lexicon, "tenths", text, number.end):
        value = number.value
        return replace(number, values=(value * 10, value / 10, value, 100 - value * 10, 100 - value), kind=Kind.SHARE)
    return number


def _as_time(number: Number, following: Number | None, text: str, lexicon: Lexicon) -> tuple[Number, bool] | None:
    """Return a number as the time it tells, with whether the number after it was its minutes; None where it tells none."""
    whole = number.value
    hour = lexicon.marks.get("hour")
    match = hour.match(text, past_gap(text, number.end)) if hour is not None else None
    end = match.end() if match else number.end
    before = is_preceded(lexicon, "hour_before", text, number.start)
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
    extra = [whole + 6, whole + 18] if late is not None and late.match(text, past_gap(text, number.end)) else []
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
        if is_preceded(lexicon, f"{name}_before", text, number.start) or (
            after is not None and after.search(text, number.start, number.end + REACH)
        ):
            return half
    return ""


def _shift(number: Number, end: int, text: str, lexicon: Lexicon) -> tuple[Fraction, int]:
    """Return what "and a half", "half past" and their like add to a number, and where that ends."""
    unit = _unit(number, text, lexicon)
    for name, shift in (("and_half", HALF), ("and_quarter", QUARTER), ("less_quarter", -QUARTER)):
        for at in dict.fromkeys((end, number.end, unit[1] if unit else end)):
            if (pattern := lexicon.marks.get(name)) is not None and (match := pattern.match(text, past_gap(text, at))):
                return shift, match.end()
    for name, shift in (
        ("half_past", HALF),
        ("half_to", -HALF),
        ("quarter_past", QUARTER),
        ("quarter_to", -QUARTER),
        ("quarter_into", QUARTER - 1),
    ):
        if is_preceded(lexicon, f"{name}_before", text, number.start):
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
    return _unit_at(text, past_gap(text, number.end), lexicon)


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
