"""The interface language in force, and its gettext catalog."""

import gettext
import io
import locale as system_locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from crossreel.kernel.paths import translations_folder

DOMAIN = "crossreel"
PSEUDO = "qps"
ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceLanguage:
    """An interface language: its tag, what Babel formats with, and its messages."""

    tag: str
    locale: Locale
    translations: gettext.NullTranslations

    @property
    def is_pseudo(self) -> bool:
        """Whether every message is lengthened and accented, to prove that nothing is left untranslated or cut."""
        return self.tag == PSEUDO

    @property
    def is_right_to_left(self) -> bool:
        """Whether the window is mirrored."""
        return self.locale.text_direction == "rtl"


@lru_cache(maxsize=1)  # none comes while the program runs
def available() -> tuple[str, ...]:
    """Return the tags of the interface languages that ship, English first, for example `("en", "ar", "zh-Hans")`."""
    folder = translations_folder()
    found = sorted(path.name.replace("_", "-") for path in folder.iterdir() if _file(path.name)) if folder.is_dir() else []
    return (ENGLISH, *(tag for tag in found if tag != ENGLISH))


def system_tag() -> str:
    """Return the interface language that suits the system best; English when none does."""
    written = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or system_locale.getlocale()[0]
    return best_of((written or "").split(".")[0])


def best_of(wanted: str) -> str:
    """Return the shipped tag nearest to `wanted`: the same, the same with its script, or the same language."""
    if wanted == PSEUDO:
        return PSEUDO
    try:
        asked = Locale.parse(wanted.replace("-", "_"), sep="_")
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    script = asked.script or ("Hant" if asked.territory in ("TW", "HK", "MO") else "Hans")
    for tag in (wanted.replace("_", "-"), f"{asked.language}-{script}", asked.language):
        if tag in available():
            return tag
    return ENGLISH


@lru_cache(maxsize=8)
def load(tag: str) -> InterfaceLanguage:
    """Return the language of a shipped tag, read from its `.mo` or, in a source tree, from its `.po`."""
    if tag == PSEUDO:
        return InterfaceLanguage(tag=PSEUDO, locale=Locale.parse("en"), translations=gettext.NullTranslations())
    file = _file(tag.replace("-", "_"))
    translations = _read(file) if file is not None else gettext.NullTranslations()
    return InterfaceLanguage(tag=tag, locale=Locale.parse(tag.replace("-", "_")), translations=translations)


def _file(folder_name: str) -> Path | None:
    folder = translations_folder() / folder_name / "LC_MESSAGES"
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.is_file() and not (source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime):
        return compiled
    return source if source.is_file() else None


def _read(path: Path) -> gettext.GNUTranslations:
    data = io.BytesIO(path.read_bytes())
    if path.suffix == ".mo":
        return gettext.GNUTranslations(data)
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    write_mo(compiled, read_po(data))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class _Active:
    chosen: InterfaceLanguage | None = None


_SPOKEN: ContextVar[InterfaceLanguage | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Let this thread speak another shipped language for a while: papers are written in the buyer's, not in the sender's."""
    token = _SPOKEN.set(load(tag))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def active() -> InterfaceLanguage:
    """Return the language in force; English until `set_locale` chose another."""
    spoken = _SPOKEN.get()
    if spoken is not None:
        return spoken
    if _Active.chosen is None:
        _Active.chosen = load(ENGLISH)
    return _Active.chosen


def set_locale(tag: str) -> InterfaceLanguage:
    """Choose the interface language for this process; empty follows the system, unknown tags fall back to English."""
    _Active.chosen = load(best_of(tag) if tag else system_tag())
    return _Active.chosen
