"""Numbers, dates and language names as the interface language writes them. Babel's parts are loaded by who needs them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from crossreel.domain.text.column_name import FULL, split_column
from crossreel.i18n import interface_language
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from datetime import datetime

# What people in the trade write over a column; CLDR's own names are longer than a column is wide.
SHORT_NATIVE_NAMES = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "es-419": "Español (LatAm)",
    "es-ES": "Español (España)",
    "pt-BR": "Português (BR)",
    "pt-PT": "Português (PT)",
    "en": "English",
    "en-GB": "English (UK)",
    "fr-CA": "Français (CA)",
    "id": "Indonesia",
}

ROLE_NAMES = {"full": N_("Full"), "sdh": N_("SDH"), "forced": N_("Forced"), "signs": N_("Signs")}
"""What the role of a column is called."""


def number(value: float) -> str:
    """Write a number, for example "1,700" or "14.2"."""
    return _decimal(value, interface_language.active().locale)


@lru_cache(maxsize=2048, typed=True)  # the same few are written again at every letter typed
def _decimal(value: float, locale: Locale) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=locale))


def percent(share: float) -> str:
    """Write a share from 0 to 1 as whole percent."""
    from babel.numbers import format_percent

    return format_percent(share, format="#,##0%", locale=interface_language.active().locale)


def _local(at_ms: int) -> "datetime":
    from datetime import datetime

    return datetime.fromtimestamp(at_ms / 1000)


def when(at_ms: int) -> str:
    """Write a date and time (milliseconds since 1970) in local time."""
    from babel.dates import format_datetime

    return format_datetime(_local(at_ms), "medium", locale=interface_language.active().locale)


def day(at_ms: int) -> str:
    """Write the day of a moment (milliseconds since 1970) in local time."""
    from babel.dates import format_date

    return format_date(_local(at_ms), "medium", locale=interface_language.active().locale)


def size(byte_count: int) -> str:
    """Return a size as people read it: kB below a million bytes, else MB."""
    from babel.units import format_unit

    unit, of_one = ("kilobyte", 1000) if byte_count < 1_000_000 else ("megabyte", 1_000_000)
    return format_unit(max(1, round(byte_count / of_one)), f"digital-{unit}", "short", locale=interface_language.active().locale)


def time_of_day(at_ms: int) -> str:
    """Write the time of a moment (milliseconds since 1970) as `HH:MM:SS`, in local time."""
    from babel.dates import format_time

    return format_time(_local(at_ms), "HH:mm:ss", locale=interface_language.active().locale)


def duration(length_ms: int) -> str:
    """Write a running time in hours and minutes, or minutes and seconds below an hour."""
    from babel.units import format_unit

    seconds = round(length_ms / 1000)
    locale = interface_language.active().locale
    larger, smaller = (("hour", seconds // 3600), ("minute", seconds % 3600 // 60))
    if seconds < 3600:
        larger, smaller = (("minute", seconds // 60), ("second", seconds % 60))
    parts = [format_unit(count, f"duration-{unit}", length="short", locale=locale) for unit, count in (larger, smaller) if count]
    return " ".join(parts) or format_unit(0, "duration-second", length="short", locale=locale)


def seconds(length_ms: int) -> str:
    """Write a short time in seconds with a tenth, for example "1.8 sec"; from a minute on as `duration` does."""
    from babel.units import format_unit

    if length_ms >= 60_000:
        return duration(length_ms)
    return format_unit(round(length_ms / 1000, 1), "duration-second", length="short", locale=interface_language.active().locale)


def runs(values: Sequence[int]) -> list[str]:
    """Return whole numbers as people tell them, three and more in a row as one: 1, 2, "6–80"."""
    told: list[str] = []
    start = 0
    for at, value in enumerate(values):
        if at + 1 < len(values) and values[at + 1] == value + 1:
            continue
        row = values[start : at + 1]
        told += [f"{row[0]}–{row[-1]}"] if len(row) > 2 else [str(each) for each in row]
        start = at + 1
    return told


def listing(words: Sequence[str]) -> str:
    """Join words as the language joins them, for example "en, th and ar"."""
    from babel.lists import format_list

    return format_list(list(words), locale=interface_language.active().locale) if words else ""


def language_name(tag: str) -> str:
    """Return the name of a language in the interface language; the tag itself when nobody knows it.

    The name of a column has its role beside it: `en-x-sdh` is "English · SDH".
    """
    spoken, role = split_column(tag)
    name = _display_name(spoken, interface_language.active().locale)
    return name if role == FULL else f"{name} · {role_name(role)}"


def script_name(code: str) -> str:
    """Return the name of a script in the interface language by its ISO 15924 code; what is written where nobody knows it."""
    locale = interface_language.active().locale
    return str(locale.scripts.get({"Kana": "Jpan", "Hans": "Hani", "Hant": "Hani"}.get(code, code), code))


def native_language_name(tag: str) -> str:
    """Return the name a language gives itself, short enough for a column; the role of one stands in the interface language."""
    spoken, role = split_column(tag)
    name = SHORT_NATIVE_NAMES.get(spoken) or _display_name(spoken, None)
    return name if role == FULL else f"{name} · {role_name(role)}"


def role_name(role: str) -> str:
    """Return what the interface language calls the role of a column: "full", "sdh", "forced" or "signs"."""
    return interface_language.active().translations.gettext(ROLE_NAMES.get(role, role))


@lru_cache(maxsize=512)
def _display_name(tag: str, locale: Locale | None) -> str:
    try:
        named = Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return tag
    name = named.get_display_name(locale) or tag
    return name[:1].upper() + name[1:]
