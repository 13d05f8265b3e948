"""What is wrong with a package."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a package: a code and the path in it, fit to be shown; `other` is a second one (the new name)."""

    code: str
    path: str
    other: str = ""


def shown(path: str, most: int = 200) -> str:
    """Return a path as it can be shown whatever is in it: what cannot be seen is escaped, and what is too long is cut."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else f"\\u{ord(sign):04x}" for sign in path[: most + 1])
    return seen if len(path) <= most else f"{seen[:most]}…"
