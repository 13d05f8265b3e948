"""Style guides and safe zones as they lie in `resources`. A file that cannot be read takes no other along. No use case here."""

import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.kernel.paths import resource
from crossreel.language.breaking import BreakWords
from crossreel.qc.guides import StyleGuides, set_for
from crossreel.qc.zones import SafeZones, bad_zone, safe_zone
from crossreel.services.files.guide_files import assembled, guides_of, read_all

T = TypeVar("T")


def shipped_guides() -> StyleGuides:
    """Return the style guides that come with the program, read once."""
    return guides_of()


@lru_cache(maxsize=1)
def shipped_zones() -> SafeZones:
    """Return the safe zones that come with the program, read once."""
    return read_zones(resource("safe_zones"))


def guide_of(guides: StyleGuides, language: str, title: Title, picture: PictureShape) -> StyleGuide:
    """Return the guide of a language: of the set that a title has chosen, or of the one for the shape of its picture.

    Raises:
        NotFound: there is no such set.
    """
    return guides.get(title.style_guide or set_for(picture), language)


@lru_cache(maxsize=1)
def shipped_break_words() -> Mapping[str, BreakWords]:
    """Return by language the words beside which a line breaks badly, as the program brings them, read once."""
    listed = tomllib.loads(resource("line_breaks.toml").read_text(encoding="utf-8"))
    leaning, trailing, bunsetsu = listed["leaning"], listed["trailing"], listed["bunsetsu"]["languages"]
    return {
        language: BreakWords(
            leaning=frozenset(leaning.get(language, "").split()),
            trailing=frozenset(trailing.get(language, "").split()),
            bunsetsu=language in bunsetsu,
        )
        for language in {*leaning, *trailing, *bunsetsu}
    }


def read_guides(folder: Path) -> StyleGuides:
    """Read every set of style guides of a folder, as those that ship are read."""
    return assembled(read_all(shipped=folder))


def read_zones(folder: Path) -> SafeZones:
    """Read every safe zone of a folder."""
    return SafeZones(*_read(folder, safe_zone, bad_zone))


def broken_presets(guides: StyleGuides, zones: SafeZones) -> tuple[Item, ...]:
    """Return the style guides and safe zones whose files cannot be read, each with why; all others are used."""
    broken = (*guides.broken.items(), *zones.broken.items())
    return tuple(Item(name=name, code=error.code, facts=error.facts) for name, error in broken)


def _read(
    folder: Path, made: Callable[[str, Mapping[str, Any], str], T], bad: Callable[[str, str], BadInput]
) -> tuple[dict[str, T], dict[str, BadInput]]:
    found: dict[str, T] = {}
    broken: dict[str, BadInput] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = made(path.stem, tomllib.loads(path.read_text(encoding="utf-8")), str(path))
        except BadInput as error:
            broken[path.stem] = error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
            broken[path.stem] = bad(str(path), str(error))
    return found, broken
