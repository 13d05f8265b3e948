"""The conventions that rules read from style guides: of which kind the value of each is, so that a wrong one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crossreel.domain.quality.guide_file import FigureKind

SPACES = ("\u202f", "\u00a0")
DASHES = ("hyphen", "hyphen_space", "dash", "either", "second_only")
NO_STOPS = ("where", "stops", "commas", "stop", "comma")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What a value may be: of a kind, for "choice" one of `choices`, for "table" with the texts `keys`. Empty asks nothing."""

    kind: FigureKind
    choices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


KNOWN: Mapping[str, Convention] = {
    "ellipsis": Convention(kind="text"),
    "speaker_dash": Convention(kind="choice", choices=DASHES),
    "quotes": Convention(kind="pairs"),
    "words_up_to": Convention(kind="whole"),
    "no_italics": Convention(kind="flag"),
    "western_digits": Convention(kind="flag"),
    "inverted_marks": Convention(kind="flag"),
    "arabic_marks": Convention(kind="flag"),
    "no_question_mark": Convention(kind="flag"),
    "thai_spaces": Convention(kind="flag"),
    "no_line_end": Convention(kind="text"),
    "space_before": Convention(kind="text"),
    "narrow_space": Convention(kind="choice", choices=SPACES),
    "no_stops": Convention(kind="table", keys=NO_STOPS),
}


def convention_fault(name: str, value: object) -> str:
    """Return the kind of what is wrong with the value of a convention, "" for nothing; one that nobody knows is nobody's fault."""
    known = KNOWN.get(name)
    if known is None or value is False or value in ("", [], {}):
        return _empty_fault(known, value)
    if known.kind == "flag":
        return "" if value is True else "no_flag"
    if known.kind == "whole":
        return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "no_whole"
    if known.kind == "pairs":
        return "" if isinstance(value, list) and all(isinstance(each, str) and len(each) == 2 for each in value) else "no_pairs"
    if known.kind == "table":
        return "" if _is_table(value, known.keys) else "no_table"
    if not isinstance(value, str):
        return "no_text"
    return "no_choice" if known.choices and value not in known.choices else ""


def _empty_fault(known: Convention | None, value: object) -> str:
    """Nothing is asked by an empty value, but a list is read as one, and a space cannot be none."""
    if known is None or value is False:
        return ""
    if known.kind == "pairs":
        return "" if value == [] else "no_pairs"
    return "no_choice" if known.choices == SPACES else ""


def _is_table(value: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in keys)
