"""Style guides: one file of `resources/style_guides` is a set, with one table per language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import xxhash

from crossreel.domain.errors import BadInput, NotFound, Told
from crossreel.domain.quality.style_guide import GuideInfo, PictureShape, StyleGuide
from crossreel.domain.text.language import are_kin, script_of
from crossreel.qc.guide_faults import TABLES, faults_of

VERTICAL, LANDSCAPE = "vertical", "landscape"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSet:
    """The style guides of one file, by language; `fallback` is the language whose figures strangers get."""

    id: str
    name: str
    languages: Mapping[str, StyleGuide]
    fallback: str
    buyer: str = ""


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
        said = [(each.fallback, sorted((tag, _bare(guide)) for tag, guide in each.languages.items())) for each in chosen]
        return xxhash.xxh3_64_hexdigest(repr(said).encode())

    def infos(self) -> tuple[GuideInfo, ...]:
        """Return the sets as the interface shows them."""
        return tuple(
            GuideInfo(id=found.id, name=found.name, languages=tuple(found.languages), buyer=found.buyer)
            for found in self._sets.values()
        )

    def renew(self, other: "StyleGuides") -> None:
        """Be as another one is: a file was written, and whoever holds this one goes by what stands in it now."""
        self._sets, self.broken, self._found = dict(other._sets), dict(other.broken), {}

    def of_buyer(self, buyer: str) -> str:
        """Return the id of the set that is for a buyer, "" where none is."""
        return next((found.id for found in self._sets.values() if buyer and found.buyer == buyer), "")

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


def merged(data: Mapping[str, Any], base: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the table of a set with what it takes from the one it is based on: figure by figure, convention by convention."""
    if base is None:
        return dict(data)
    own = data.get("languages", {})
    theirs = base.get("languages", {})
    languages = {
        tag: _merged_language(own.get(tag, {}), theirs.get(tag, {})) for tag in (*theirs, *(t for t in own if t not in theirs))
    }
    return {**base, **data, "languages": languages}


def _merged_language(own: Mapping[str, Any], theirs: Mapping[str, Any]) -> Mapping[str, Any]:
    if not own or not isinstance(own, Mapping):
        return own or theirs
    tables = {name: {**theirs.get(name, {}), **own.get(name, {})} for name in TABLES if name in own or name in theirs}
    return {**theirs, **own, **tables}


def guide_set(id: str, data: Mapping[str, Any], path: str, base: Mapping[str, Any] | None = None) -> GuideSet:
    """Return a set of style guides of a table as `resources/style_guides` has them.

    Args:
        id: the set's.
        data: its own table.
        path: where it lies, for the error.
        base: the table of the set it is based on, with what that one is based on; None for none.

    Raises:
        BadInput: something in it is wrong; says the first.
    """
    whole = merged(data, base)
    wrong = next(faults_of(data, whole, [data["based_on"]] if base is not None else []), None)
    if wrong is not None:
        raise bad_guide(path, Told(wrong.code, wrong.told))
    languages = {tag: StyleGuide(id=id, language=tag, **table) for tag, table in whole["languages"].items()}
    name = str(data.get("name", id))
    return GuideSet(id=id, name=name, languages=languages, fallback=whole["fallback"], buyer=str(data.get("buyer", "")))


def bad_guide(path: str, reason: str | Told) -> BadInput:
    """Return the error of a style guide that cannot be read."""
    return BadInput("qc.bad_guide", path=path, reason=reason)


def _bare(guide: StyleGuide) -> str:
    return repr(replace(guide, id="", source="", sources={}))


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
