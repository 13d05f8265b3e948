"""The classes of a SAMI file: each is a language, with a timeline of its own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.text.language import SCRIPTS, base_of, normalize_tag
from crossreel.domain.text.language_names import language_of
from crossreel.language.guess import guess_language

MOST = 24  # classes whose language is looked for; files have two or three
_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")
_SAID = re.compile(r"(?<![\w-])(lang|name)\s*:\s*[\"']?([^;\"'{}]{1,60})", re.IGNORECASE)
_NAMED = re.compile(r"([a-z]{2})(?:[a-z]{2})?cc")
_MARKS = re.compile(r"<[^<>]*>|&\w{1,8};?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a class shows from a time on; nothing but blanks clears its screen, or without a class all.

    `place` is where its sync point stands in the file.
    """

    name: str
    start_ms: int
    raw: str
    place: int

    @property
    def words(self) -> str:
        """Its text without tags and entities."""
        return _MARKS.sub(" ", self.raw).strip()


def with_classes(shown: Sequence[Shown]) -> list[Shown]:
    """Return what is shown, words without a class in the first that is met."""
    first = next((each.name for each in shown if each.name), "")
    return [each if each.name or not each.words else replace(each, name=first) for each in shown]


def languages_of(head: str, shown: Iterable[Shown]) -> Mapping[str, str]:
    """Return the language of each class that says something: as its style says, its own name, or else its words.

    Args:
        head: what stands before the first sync point.
        shown: what the classes show.

    Returns:
        BCP 47 tags by class in the order they are met; "" where it is not known.
    """
    styles = {rule.group(1).lower(): dict(_said(rule.group(2))) for rule in _RULE.finditer(head)}
    words: dict[str, list[str]] = {}
    for each in shown:
        if each.words:
            words.setdefault(each.name, []).append(each.words)
    asked = list(words)[:MOST]
    return dict.fromkeys(words, "") | {name: _language(name, styles.get(name, {}), words[name]) for name in asked}


def _said(rule: str) -> Iterable[tuple[str, str]]:
    return ((found.group(1).lower(), found.group(2).strip()) for found in _SAID.finditer(rule))


def _language(name: str, style: Mapping[str, str], texts: Sequence[str]) -> str:
    tag = normalize_tag(style.get("lang", ""))
    if tag and tag != "und":
        return _without_home(tag)
    code = _NAMED.fullmatch(name)
    named = language_of(style.get("name", "")) or (language_of(code.group(1)) if code else None)
    return named or guess_language("\n".join(texts)) or ""


def _without_home(tag: str) -> str:
    """Return the catalog's tag for one with the region that its language is at home in: `ko` for `ko-KR`."""
    import langcodes

    base = base_of(tag)
    return base if base in SCRIPTS and langcodes.get(base).maximize().to_tag().endswith(tag[len(base) :]) else tag
