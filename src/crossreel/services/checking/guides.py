"""Style guides, read from `resources/style_guides`: one file is a set, with one table per language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.style_guide import GuideInfo, PictureShape, StyleGuide
from crossreel.domain.text.language import script_of
from crossreel.kernel.paths import resource

VERTICAL, LANDSCAPE = "vertical", "landscape"
_FIELDS = frozenset(field.name for field in fields(StyleGuide)) - {"id", "language"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSet:
    """The style guides of one file, by language; `fallback` is the language whose figures strangers get."""

    id: str
    name: str
    languages: Mapping[str, StyleGuide]
    fallback: str


class StyleGuides:
    """All sets of style guides."""

    def __init__(self, sets: Mapping[str, GuideSet]) -> None:
        self._sets = dict(sets)
        self._found: dict[tuple[str, str], StyleGuide] = {}

    @classmethod
    def read(cls, folder: Path | None = None) -> "StyleGuides":
        """Read every set of a folder; the shipped ones without one.

        Raises:
            BadInput: a file is no TOML or has an unknown field.
        """
        paths = sorted((folder or resource("style_guides")).glob("*.toml"))
        return cls({path.stem: read_set(path) for path in paths})

    def infos(self) -> tuple[GuideInfo, ...]:
        """Return the sets as the interface shows them."""
        return tuple(GuideInfo(id=found.id, name=found.name, languages=tuple(found.languages)) for found in self._sets.values())

    def get(self, set_id: str, language: str) -> StyleGuide:
        """Return the guide of a language: its own, that of a variety of it, or the figures for strangers of its script.

        Raises:
            NotFound: there is no such set.
        """
        key = (set_id, language)
        if key not in self._found:
            if set_id not in self._sets:
                raise NotFound("qc.no_guide", guide=set_id, known=sorted(self._sets))
            self._found[key] = _find(self._sets[set_id], language)
        return self._found[key]

    def check_id(self, set_id: str) -> str:
        """Return the id of a set that exists.

        Raises:
            NotFound: there is no such set.
        """
        if set_id not in self._sets:
            raise NotFound("qc.no_guide", guide=set_id, known=sorted(self._sets))
        return set_id


def set_for(picture: PictureShape) -> str:
    """Return the id of the shipped set for a shape of picture."""
    return VERTICAL if picture.is_vertical else LANDSCAPE


@lru_cache(maxsize=1)
def shipped() -> StyleGuides:
    """Return the sets that come with the program, read once."""
    return StyleGuides.read()


def read_set(path: Path) -> GuideSet:
    """Read one file.

    Raises:
        BadInput: it is no TOML, or has an unknown field.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("qc.bad_guide", path=str(path), reason=str(error)) from error
    tables: Mapping[str, Mapping[str, Any]] = data.get("languages", {})
    for language, table in tables.items():
        unknown = sorted(set(table) - _FIELDS)
        if unknown:
            raise BadInput("qc.bad_guide", path=str(path), reason=f"{language}: {', '.join(unknown)}")
    languages = {language: StyleGuide(id=path.stem, language=language, **table) for language, table in tables.items()}
    fallback = str(data.get("fallback", ""))
    if fallback not in languages:
        raise BadInput("qc.bad_guide", path=str(path), reason="fallback")
    return GuideSet(id=path.stem, name=str(data.get("name", path.stem)), languages=languages, fallback=fallback)


def _find(found: GuideSet, language: str) -> StyleGuide:
    if language in found.languages:
        return found.languages[language]
    for known, guide in found.languages.items():
        if known.split("-")[0] == language.split("-")[0]:
            return replace(guide, language=language)
    stranger = found.languages[found.fallback]
    for known, guide in found.languages.items():
        if script_of(known) == script_of(language) != "Latn":
            stranger = guide
            break
    kept = {name: value for name, value in stranger.conventions.items() if name == "ellipsis"}
    return replace(stranger, language=language, conventions=kept)
