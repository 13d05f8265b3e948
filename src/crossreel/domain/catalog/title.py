"""A title and what is said about it in each language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CODE_PATTERN = re.compile(r"[A-Z0-9]{2,16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """One drama. `code` is the internal id that file names carry, `[A-Z0-9]{2,16}`.

    `promised_episodes` is how many it must have, None while nobody said.
    """

    id: int
    code: str
    name: str
    original_name: str = ""
    source_language: str = "zh-Hans"
    year: int | None = None
    rating: str = ""
    country: str = ""
    copyright_line: str = ""
    genres: tuple[str, ...] = ()
    tropes: tuple[str, ...] = ()
    style_guide: str = ""
    safe_zone: str = ""
    cover_id: int | None = None
    created_ms: int = 0
    promised_episodes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleText:
    """Name and synopses of a title in one language."""

    id: int
    title_id: int
    language: str
    name: str = ""
    logline: str = ""
    synopsis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLanguage:
    """A column of the title matrix: a language the title is, or is to be, localized into, in one role ("full", "sdh"…)."""

    id: int
    title_id: int
    language: str
    position: int = 0
    role: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A cover picture kept in the catalog. Never changed: a new cover is a new image."""

    id: int
    title_id: int
    media_type: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A person of the drama with the name each language uses (BCP 47 tag to name)."""

    id: int
    title_id: int
    name: str
    gender: str = ""
    age: str = ""
    description: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A source expression and the one rendering each language must use."""

    id: int
    title_id: int
    source: str
    renderings: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def renderings(
    source_language: str, terms: Iterable[Term], characters: Iterable[Character], language: str
) -> list[tuple[str, str]]:
    """Return what a language renders in one way: (expression or name of the source, its rendering), each once."""
    pairs = [(term.source, term.renderings.get(language, "")) for term in terms]
    pairs += [(person.names.get(source_language) or person.name, person.names.get(language, "")) for person in characters]
    return [(source, by) for source, by in dict.fromkeys(pairs) if source and by]
