"""Finding Hunspell dictionaries on this machine, and the one that serves a language."""

import os
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from crossreel.domain.text.spelling import SpellingDictionary
from crossreel.kernel.paths import resource

PLATFORMS = ("darwin", "win32")


def usual_folders() -> tuple[Path, ...]:
    """Return the folders in which this system's programs keep dictionaries, and those named by DICPATH before them."""
    named = [Path(each) for each in os.environ.get("DICPATH", "").split(os.pathsep) if each]
    system = sys.platform if sys.platform in PLATFORMS else "linux"
    found = [folder for written in _data()["folders"][system] for folder in _matching(os.path.expandvars(written))]
    return (*named, *found)


def carried_folders() -> tuple[Path, ...]:
    """Return the folder of the dictionaries that the engine itself brings, if it does."""
    import hunspell

    folder = Path(hunspell.__file__).parent / "dictionaries"
    return (folder,) if folder.is_dir() else ()


def find_dictionaries(folders: Iterable[Path]) -> tuple[SpellingDictionary, ...]:
    """Return the dictionaries of some folders, one of each name: the first folder that has it."""
    found: dict[str, SpellingDictionary] = {}
    for folder in folders:
        for path in _listed(folder):
            if path.suffix == ".dic" and path.with_suffix(".aff").is_file():
                found.setdefault(path.stem, SpellingDictionary(name=path.stem, folder=str(folder)))
    return tuple(found.values())


def best_dictionary(dictionaries: Sequence[SpellingDictionary], language: str) -> SpellingDictionary | None:
    """Return the dictionary that serves a language best, None where none does."""
    by_name = {each.name.replace("-", "_").casefold(): each for each in dictionaries}
    preferred = _data()["languages"].get(language)
    if preferred is not None:
        return next((by_name[name] for each in preferred if (name := each.replace("-", "_").casefold()) in by_name), None)
    own = language.replace("-", "_").casefold()
    base = own.split("_")[0]
    alike = sorted(name for name in by_name if name == base or name.startswith(f"{base}_"))
    return by_name.get(own) or by_name.get(base) or next((by_name[name] for name in alike), None)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _matching(written: str) -> list[Path]:
    path = Path(written).expanduser()
    if "*" not in written:
        return [path]
    first = next(at for at, part in enumerate(path.parts) if "*" in part)
    try:
        return sorted(Path(*path.parts[:first]).glob("/".join(path.parts[first:])))
    except OSError:
        return []


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads(resource("spelling.toml").read_text("utf-8"))
