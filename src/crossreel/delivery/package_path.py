"""Which paths the files of a package may have: none that leads out of it, and only names that every system can write."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_PATH_BYTES = 200  # of the 259 characters Windows programs can open, some belong to the folder a package is put in
RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
MOST_REMEMBERED = 1 << 13  # the folders of a package return for each of its files, and its names with every plan
DRIVE = re.compile(r"[A-Za-z]:")
FORBIDDEN = frozenset('<>:"\\|?*')
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, direction marks, halves of pairs, separators of lines


@dataclass(frozen=True, slots=True, kw_only=True)
class PathFault:
    """Why a path may not be: `kind` is "leaves", "reserved", "characters", "ends" or "long", `part` the part that is to blame."""

    kind: str
    part: str


def path_fault(path: str) -> PathFault | None:
    """Return what is wrong with a path of a package (parts joined by "/"), or None."""
    if leaves(path):
        return PathFault(kind="leaves", part=path)
    for part in path.split("/"):
        kind = _part_fault(part)
        if kind:
            return PathFault(kind=kind, part=part)
    return PathFault(kind="long", part=path) if len(path.encode()) > LONGEST_PATH_BYTES else None


def leaves(path: str) -> bool:
    """Tell whether a path could name a place that is not below the folder it is joined to, on any system."""
    parts = path.replace("\\", "/").split("/")
    return DRIVE.match(path) is not None or any(part.strip(" ") in ("", ".", "..") for part in parts)


@lru_cache(maxsize=MOST_REMEMBERED)
def same_place(path: str) -> str:
    """Return what two paths share that are one file where case, or the way a letter is composed, makes no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


@lru_cache(maxsize=MOST_REMEMBERED)
def _part_fault(part: str) -> str:
    if any(sign in FORBIDDEN or unicodedata.category(sign) in UNSEEN for sign in part):
        return "characters"
    if part != part.strip(" ") or part.endswith("."):
        return "ends"
    return "reserved" if RESERVED.match(part) else ""
