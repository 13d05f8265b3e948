"""How values of fields are written as text, and read from it: one pair of functions a shape.

What is written is data, the same in every interface language; reading it gives the same value back.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from crossreel.domain.errors import BadInput
from crossreel.domain.records import references
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.text.column_name import VARIANTS, column_name, split_column
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.listed import words_of
from crossreel.domain.trade.right import WORLD, territory_code

YES = frozenset({"yes", "true", "1", "x", "y"})
NO = frozenset({"no", "false", "0", "n", ""})
MOST_WHOLE = 100_000
LONGEST_PRICE = 12  # digits before the point, which is more than any currency needs
_PRICE = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # a terminal would obey them
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")


@dataclass(frozen=True, slots=True)
class _Pair:
    read: Callable[[RecordField, str, Known], Any]
    write: Callable[[RecordField, Any, Known], str]


def read_field(field: RecordField, written: str, known: Known) -> Any:
    """Return the value of a field as it was written, blanks around it aside.

    Raises:
        BadInput: it is none, or nothing was written where something is needed; the fact `field` names the field.
    """
    text = written.strip()
    if not text and field.needed:
        raise BadInput("records.needed", field=field.name, marked=field.words)
    if field.most and len(text) > field.most:
        raise BadInput("records.too_long", field=field.name, count=len(text), limit=field.most)
    return _PAIRS[field.shape].read(field, text, known)


def written_field(field: RecordField, value: Any, known: Known) -> str:
    """Return the value of a field as text."""
    return _PAIRS[field.shape].write(field, value, known)


def _refusal(code: str, field: RecordField, written: str, **facts: Any) -> BadInput:
    return BadInput(code, field=field.name, written=written, **facts)


def _text(field: RecordField, text: str, known: Known) -> str:
    seen = _UNSEEN.sub("", text)
    return seen if field.shape is Shape.LINES else " ".join(seen.split())


def _code(field: RecordField, text: str, known: Known) -> str:
    code = text.upper()
    if code and field.pattern and not re.fullmatch(field.pattern, code):
        raise _refusal("records.bad_code", field, text)
    return code


def _profile(field: RecordField, text: str, known: Known) -> str:
    if text and known.profiles and text not in known.profiles:
        raise _refusal("records.no_profile", field, text, known=[*known.profiles])
    return text


def _whole(field: RecordField, text: str, known: Known) -> int:
    if not text.isdecimal() or not 0 < int(text[:9]) <= MOST_WHOLE:
        raise _refusal("records.bad_number", field, text)
    return int(text)


def _position(field: RecordField, text: str, known: Known) -> int:
    return _whole(field, text, known) if text else 0


def _price(field: RecordField, text: str, known: Known) -> str:
    try:
        value = Decimal(text.replace(",", ".")) if text else Decimal(0)
    except InvalidOperation:
        raise _refusal("records.bad_price", field, text) from None
    written = f"{value:f}" if value.is_finite() and abs(value.adjusted()) < LONGEST_PRICE else ""
    if not _PRICE.fullmatch(written):
        raise _refusal("records.bad_price", field, text)
    return written if text else ""


def _day(field: RecordField, text: str, known: Known) -> str:
    if not text or text.casefold() == "open":
        return ""
    found = _DAY.match(text)
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else date.fromisoformat(text).isoformat()
    except (ValueError, TypeError):
        raise _refusal("records.bad_day", field, text) from None


def _moment(field: RecordField, text: str, known: Known) -> int:
    day = _day(field, text or known.today, known)
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000) if day else 0


def _moment_text(field: RecordField, value: int, known: Known) -> str:
    return datetime.fromtimestamp(value / 1000, UTC).date().isoformat() if value else ""


def _flag(field: RecordField, text: str, known: Known) -> bool:
    if text.casefold() not in YES | NO:
        raise _refusal("records.bad_flag", field, text)
    return text.casefold() in YES


def _choice(field: RecordField, text: str, known: Known) -> StrEnum:
    wanted = text.casefold().replace("-", "_").replace(" ", "_")
    for member, words in field.choices.items():
        if wanted in (member.value, words.casefold().replace("-", "_").replace(" ", "_")):
            return member
    if not text and field.choices:
        return next(iter(field.choices))
    raise _refusal("records.bad_choice", field, text, known=[each.value for each in field.choices])


def _names(field: RecordField, text: str, known: Known) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]", text))):
        tag, sign, name = (each.strip() for each in part.partition("="))
        language = normalize_tag(tag)
        if not sign or language is None:
            raise _refusal("records.bad_names", field, part)
        if name:
            found[language] = name
    return found


def _names_text(field: RecordField, value: Mapping[str, str], known: Known) -> str:
    return "; ".join(f"{tag}={name}" for tag, name in value.items())


def _language(field: RecordField, text: str, known: Known) -> str:
    if not text:
        return ""
    tag = normalize_tag(text)
    if tag is None:
        raise _refusal("records.bad_language", field, text)
    return tag


def _column(field: RecordField, text: str, known: Known) -> str:
    language, role = split_column(text)
    if text and role not in VARIANTS:
        raise _refusal("records.bad_language", field, text)
    return column_name(_language(field, language, known), role) if text else ""


def _languages(field: RecordField, text: str, known: Known) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_language(field, each, known) for each in words_of(text.replace("\n", ","))))


def _territory(field: RecordField, text: str, known: Known) -> str:
    worldwide = field.shape is Shape.TERRITORIES
    code = territory_code(text)
    if code == WORLD and worldwide:
        return WORLD
    if code and code not in known.territories:
        raise _refusal("records.bad_territory" if worldwide else "records.bad_country", field, text)
    return code


def _territories(field: RecordField, text: str, known: Known) -> tuple[str, ...]:
    parts = [part for word in words_of(text) for part in word.split()]
    return tuple(dict.fromkeys(_territory(field, part, known) for part in parts))


def _as_it_is(field: RecordField, value: Any, known: Known) -> str:
    return str(value)


def _listed(field: RecordField, value: tuple[str, ...], known: Known) -> str:
    return ", ".join(value)


_PAIRS: Mapping[Shape, _Pair] = {
    Shape.TEXT: _Pair(_text, _as_it_is),
    Shape.LINES: _Pair(_text, _as_it_is),
    Shape.CODE: _Pair(_code, _as_it_is),
    Shape.PROFILE: _Pair(_profile, _as_it_is),
    Shape.WHOLE: _Pair(_whole, _as_it_is),
    Shape.POSITION: _Pair(_position, lambda field, value, known: str(value or "")),
    Shape.PRICE: _Pair(_price, _as_it_is),
    Shape.DAY: _Pair(_day, _as_it_is),
    Shape.MOMENT: _Pair(_moment, _moment_text),
    Shape.FLAG: _Pair(_flag, lambda field, value, known: "yes" if value else "no"),
    Shape.CHOICE: _Pair(_choice, lambda field, value, known: str(value.value)),
    Shape.WORDS: _Pair(lambda field, text, known: words_of(text.replace("\n", ",")), _listed),
    Shape.NAMES: _Pair(_names, _names_text),
    Shape.LANGUAGE: _Pair(_language, _as_it_is),
    Shape.LANGUAGES: _Pair(_languages, _listed),
    Shape.COLUMN: _Pair(_column, _as_it_is),
    Shape.TERRITORY: _Pair(_territory, _as_it_is),
    Shape.TERRITORIES: _Pair(_territories, _listed),
    Shape.PICTURE: _Pair(references.read_picture, references.picture_text),
    **{shape: _Pair(*pair) for shape, pair in references.PAIRS.items()},
}
