"""Which episode a tab of a workbook is of, by its name."""

from collections.abc import Sequence
from itertools import pairwise

from crossreel.domain.tables.table import Table
from crossreel.formats.tables.contents import episode_in
from crossreel.formats.tables.words import key_of, names_of_new_tabs


def episodes_of_tabs(tables: Sequence[Table]) -> list[int | None]:
    """Return the episode each tab is named by. A number in a name that a program gave counts only where every tab has one."""
    found = [episode_of_tab(table.name) for table in tables]
    if len(tables) > 1 and not any(found):
        defaults = [_number_of_new_tab(table.name) for table in tables]
        return defaults if all(defaults) and len(set(defaults)) == len(defaults) else found
    return found


def episode_of_tab(name: str) -> int | None:
    """Return the episode a tab is named by, alone or as the first or last word: `EP01`, `第3集`, `12`, `Heir_E07`."""
    whole = episode_in(name)
    if whole is not None or not name:
        return whole
    if _number_of_new_tab(name) is not None:
        return None
    words = [word for word in name.replace("_", " ").replace("-", " ").split() if word]
    marked = [number for word in words if not word.isdecimal() and (number := episode_in(word)) is not None]
    pairs = [number for one, two in pairwise(words) if (number := episode_in(f"{one} {two}")) is not None]
    return next(iter((*marked, *pairs)), None)


def _number_of_new_tab(name: str) -> int | None:
    key = key_of(name)
    stem = key.rstrip("0123456789")
    rest = key[len(stem) :]
    return int(rest) if rest and len(rest) < 6 and stem.strip() in names_of_new_tabs() else None
