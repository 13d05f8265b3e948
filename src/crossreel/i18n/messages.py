"""Words: gettext for the interface's own texts, one sentence for every code from below."""

import importlib
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import bidirectional

from crossreel.domain.errors import Fact, Facts, Told
from crossreel.domain.text.timecode import clock
from crossreel.i18n import interface_language, numbers, sentences
from crossreel.kernel.plugins import module_names

PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
ACCENTED = str.maketrans("aceginorstuyzACEGINORSTUYZ", "áçéğíñóřšţúýžÁÇÉĞÍÑÓŘŠŢÚÝŽ")
STRICT = "PYTEST_VERSION" in os.environ
"""Whether an unknown code is an AssertionError: a test must never pass without its sentence."""


def set_locale(tag: str) -> None:
    """Choose the interface language: a shipped tag, "qps" for the pseudo-locale, "" for the system's."""
    interface_language.set_locale(tag)


def locale_tag() -> str:
    """Return the tag of the interface language in force."""
    return interface_language.active().tag


def is_right_to_left() -> bool:
    """Tell whether the interface language mirrors the window."""
    return interface_language.active().is_right_to_left


def _(message: str) -> str:
    """Translate a text of the interface."""
    chosen = interface_language.active()
    return pseudo(message) if chosen.is_pseudo else chosen.translations.gettext(message)


def _n(one: str, many: str, count: int) -> str:
    """Translate a text with a number in it; the caller fills the placeholder."""
    chosen = interface_language.active()
    return pseudo(one if count == 1 else many) if chosen.is_pseudo else chosen.translations.ngettext(one, many, count)


def pseudo(message: str) -> str:
    """Accent and lengthen a message by about 40 %, placeholders untouched, between marks that show where it is cut."""
    parts = PLACEHOLDER.split(message)
    words = "".join(part if index % 2 else part.translate(ACCENTED) for index, part in enumerate(parts))
    return f"⟦{words}{'·' * (len(message) * 2 // 5 + 1)}⟧"


@lru_cache(maxsize=1)
def all_sentences() -> Mapping[str, str]:
    """Return every code with its English sentence, from all modules of `i18n/sentences`.

    Raises:
        AssertionError: two modules claim one code; in tests only.
    """
    found: dict[str, str] = {}
    for name in module_names(sentences):
        for code, text in importlib.import_module(name).SENTENCES.items():
            assert found.setdefault(code, text) == text or not STRICT, f"two sentences for {code}"
    return found


def has_sentence(code: str) -> bool:
    """Tell whether a code has a sentence."""
    return code in all_sentences()


def sentence(code: str, facts: Facts | None = None) -> str:
    """Return the sentence of a code in the interface language, with its facts filled in.

    Facts are shown as people read them: `language` and `script` by name, lists joined, `numbers` in a row as one ("6–80"), a
    sentence within as its words, `marked` words translated, `x_when` (Unix time in ms) as date and time; for every `x_ms` there
    is also `{x_clock}`, for `frames` `{frames_words}` ("1 frame"), for `cells` `{cells_words}`, and for a share in percent
    `{percent_words}` as the language writes it ("38%").

    Raises:
        AssertionError: in tests only, for a code or fact without a sentence.
    """
    text = all_sentences().get(code)
    if text is None:
        assert not STRICT, f"no sentence for {code}"
        return _unknown(code, facts or {})
    try:
        return _(text).format_map(_readable(facts or {}))
    except (KeyError, ValueError, IndexError) as error:
        assert not STRICT, f"sentence of {code} wants {error}, facts are {facts}"
        return _unknown(code, facts or {})


def _unknown(code: str, facts: Facts) -> str:
    details = numbers.listing([f"{name}: {value}" for name, value in facts.items()])
    return _("Something happened that has no words yet: {code} ({details}).").format(code=code, details=details)


def _readable(facts: Facts) -> dict[str, object]:
    shown: dict[str, object] = {name: _shown(name, value) for name, value in facts.items()}
    for name, value in facts.items():
        if name.endswith("_ms") and isinstance(value, int):
            shown.setdefault(f"{name[:-3]}_clock", clock(value, hours=False))
        elif name == "cells" and isinstance(value, int):
            shown["cells_words"] = _n("{count} cell", "{count} cells", value).format(count=numbers.number(value))
        elif name == "frames" and isinstance(value, int):
            shown["frames_words"] = _n("{count} frame", "{count} frames", value).format(count=numbers.number(value))
        elif name.endswith("percent") and isinstance(value, int):
            shown[f"{name}_words"] = numbers.percent(value / 100)
    return shown


def _shown(name: str, value: Fact) -> object:
    if isinstance(value, Told):
        return sentence(value.code, value.facts)
    if isinstance(value, int) and name.endswith("_when"):
        return numbers.when(value)
    if isinstance(value, list) and name == "numbers":
        return numbers.listing(numbers.runs([each for each in value if isinstance(each, int)]))
    if name == "known" and value == []:
        return _("none")
    if isinstance(value, list):
        named = name in ("languages", "missing_languages")
        return numbers.listing([numbers.language_name(str(each)) if named else str(each) for each in value])
    if isinstance(value, str) and (name == "language" or name.endswith("_language")):
        return numbers.language_name(value)
    if name == "marked" and isinstance(value, str):
        return _(value)
    if name == "script" and isinstance(value, str):
        return numbers.script_name(value)
    if name == "role" and value in numbers.ROLE_NAMES:
        return numbers.role_name(str(value))
    kind = "state" if name.endswith("_state") else name
    if kind in ("state", "feature", "fact", "field", "licence") and isinstance(value, str) and has_sentence(f"{kind}.{value}"):
        return sentence(f"{kind}.{value}")
    return isolated(value) if isinstance(value, str) else "" if value is None else value


def isolated(text: str) -> str:
    """Return a name, path or line so that it stands as itself among words that are written from the other side."""
    return f"\u2068{text}\u2069" if text and (is_right_to_left() or _is_written_from_the_right(text)) else text


def _is_written_from_the_right(text: str) -> bool:
    return any(bidirectional(sign) in ("R", "AL") for sign in text)
