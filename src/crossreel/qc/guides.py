"""Style guides: one file of `resources/style_guides` is a set, with one table per language."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import xxhash

from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.style_guide import GuideInfo, PictureShape, StyleGuide
from crossreel.domain.text.language import are_kin, script_of
from crossreel.language.counting import STRATEGIES

VERTICAL, LANDSCAPE = "vertical", "landscape"
_DEFAULTS = {field.name: field.default for field in fields(StyleGuide)}
_FIELDS = frozenset(field.name for field in fields(StyleGuide)) - {"id", "language"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSet:
    """The style guides of one file, by language; `fallback` is the language whose figures strangers get."""

    id: str
    name: str
    languages: Mapping[str, StyleGuide]
    fallback: str


class StyleGuides:
    """All sets of style guides.

    Args:
        sets: by id.
        broken: what is wrong with those that could not be read, by id. Every other is there all the same.
    """

    def __init__(self, sets: Mapping[str, GuideSet], broken: Mapping[str, BadInput] | None = None) -> None:
        self._sets = dict(sets)
        self.broken = dict(broken or {})
        self._found: dict[tuple[str, str], StyleGuide] = {}

    def digest(self, *set_ids: str) -> str:
        """Return a digest of the figures of some sets, or of all; the same figures have the same one."""
        chosen = [self._sets[each] for each in sorted(set_ids or self._sets) if each in self._sets]
        said = [(each.id, each.fallback, sorted(each.languages.items())) for each in chosen]
        return xxhash.xxh3_64_hexdigest(repr(said).encode())

    def infos(self) -> tuple[GuideInfo, ...]:
        """Return the sets as the interface shows them."""
        return tuple(GuideInfo(id=found.id, name=found.name, languages=tuple(found.languages)) for found in self._sets.values())

    def get(self, set_id: str, language: str) -> StyleGuide:
        """Return the guide of a language: its own, that of a variety of it, or the figures for strangers of its script.

        Raises:
            NotFound: there is no such set.
            BadInput: its file cannot be read.
        """
        key = (set_id, language)
        if key not in self._found:
            self._found[key] = _find(self._sets[self.check_id(set_id)], language)
        return self._found[key]

    def check_id(self, set_id: str) -> str:
        """Return the id of a set that exists.

        Raises:
            NotFound: there is no such set.
            BadInput: its file cannot be read.
        """
        if set_id in self.broken:
            raise self.broken[set_id]
        if set_id not in self._sets:
            raise NotFound("qc.no_guide", guide=set_id, known=sorted(self._sets))
        return set_id


def set_for(picture: PictureShape) -> str:
    """Return the id of the shipped set for a shape of picture."""
    return VERTICAL if picture.is_vertical else LANDSCAPE


def guide_set(id: str, data: Mapping[str, Any], path: str) -> GuideSet:
    """Return a set of style guides of a table as `resources/style_guides` has them; `path` is where it lies, for the error.

    Raises:
        BadInput: a field is unknown or of another kind, or no language has the figures for strangers.
    """
    tables = data.get("languages", {})
    if not isinstance(tables, Mapping) or not all(isinstance(table, Mapping) for table in tables.values()):
        raise bad_guide(path, "languages")
    languages = {}
    for language, table in tables.items():
        wrong = sorted(name for name, value in table.items() if not _is_right(name, value))
        if wrong:
            raise bad_guide(path, f"{language}: {', '.join(wrong)}")
        languages[language] = StyleGuide(id=id, language=language, **table)
    fallback = str(data.get("fallback", ""))
    if fallback not in languages:
        raise bad_guide(path, "fallback")
    return GuideSet(id=id, name=str(data.get("name", id)), languages=languages, fallback=fallback)


def bad_guide(path: str, reason: str) -> BadInput:
    """Return the error of a style guide that cannot be read."""
    return BadInput("qc.bad_guide", path=path, reason=reason)


def _is_right(name: str, value: object) -> bool:
    if name not in _FIELDS or isinstance(value, bool):
        return False
    known = _DEFAULTS[name]
    kinds = (int, float) if isinstance(known, float) else Mapping if name == "conventions" else type(known)
    return isinstance(value, kinds) and (name != "counting" or value in STRATEGIES)


def _find(found: GuideSet, language: str) -> StyleGuide:
    if language in found.languages:
        return found.languages[language]
    for known, guide in found.languages.items():
        if are_kin(known, language):
            return replace(guide, language=language)
    stranger = found.languages[found.fallback]
    for known, guide in found.languages.items():
        if script_of(known) == script_of(language) != "Latn":
            stranger = guide
            break
    kept = {name: value for name, value in stranger.conventions.items() if name == "ellipsis"}
    return replace(stranger, language=language, conventions=kept)
