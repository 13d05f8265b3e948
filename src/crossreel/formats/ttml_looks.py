"""Looks of TTML beyond the house's markup, kept beside the text for documents that stay TTML.

A cue's extras hold `looks` of its paragraph, `parts` of its text (`[first, last, looks]` in characters of `of`, the text they were
read with) and the `region` of vertical writing; a document's hold what is said of everything (`initial`) and its `metadata`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

Pairs = tuple[tuple[str, str], ...]

SPACES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "backgroundColor", "border", "direction", "fontFamily", "fontSize", "fontVariant", "fontShear", "letterSpacing",
            "lineHeight", "lineShear", "luminanceGain", "opacity", "rubyAlign", "rubyPosition", "rubyReserve", "shear",
            "textCombine", "textEmphasis", "textOrientation", "textOutline", "textShadow", "unicodeBidi", "wrapOption",
        ),
        "tts",
    ),
    **dict.fromkeys(("multiRowAlign", "linePadding"), "ebutts"),
    **dict.fromkeys(("fillLineGap", "forcedDisplay"), "itts"),
    "role": "ttm",
    "lang": "xml",
}  # fmt: skip
"""What is kept, by name, with the prefix it is written with."""

KEPT = frozenset(SPACES)
NAMESPACES = {"ebutts": "urn:ebu:tt:style", "itts": "http://www.w3.org/ns/ttml/profile/imsc1#styling"}
REGIONAL = ("writingMode", "origin", "extent", "displayAlign", "padding")
VERTICAL = frozenset(["tbrl", "tblr", "tb"])
_ABSOLUTE = re.compile(r"[\d.](?:px|c)\b")


def kept_looks(found: Mapping[str, str]) -> dict[str, str]:
    """Return what of an element's attributes is kept: nothing that counts pixels or cells, which another picture has not."""
    return {
        name: value.strip()
        for name, value in found.items()
        if name in KEPT and not is_absolute(value) and _says_something(name, value)
    }


def is_absolute(value: str) -> bool:
    """Tell whether a length counts pixels or cells of the document's own grid."""
    return _ABSOLUTE.search(value) is not None


def _says_something(name: str, value: str) -> bool:
    return not (name == "opacity" and value.strip() in ("1", "1.0", "0", "0.0")) and len(value) <= 200


def lost_looks(found: Mapping[str, str]) -> list[str]:
    """Return the names of looks that an element asks for and that are not kept."""
    return [name for name, value in found.items() if name in KEPT and is_absolute(value)]


def cue_extras(styles: Iterable[Mapping[str, str]], region: Mapping[str, str], placement: str) -> dict[str, object]:
    """Return what a cue keeps of the elements around its text, the outermost first, and of the region it stands in."""
    found: dict[str, object] = {}
    looks: dict[str, str] = {}
    for each in (region, *styles):
        if not KEPT.isdisjoint(each):
            looks |= kept_looks(each)
    looks.pop("lang", None)
    if looks:
        found["looks"] = looks
    if region.get("writingMode", "").strip() in VERTICAL:
        found["region"] = {name: region[name] for name in REGIONAL if name in region and not is_absolute(region[name])}
        found["for"] = placement
    return found


def body_extras(styles: Mapping[str, str]) -> dict[str, object]:
    """Return what a document keeps of its body."""
    looks = kept_looks(styles)
    looks.pop("lang", None)
    return {"body": looks} if looks else {}


def parts_of(runs: Sequence[tuple[str, Pairs]], plain: str) -> list[list[object]] | None:
    """Return where in a text looks stand, from its runs in order; None where the runs are not that text.

    Args:
        runs: texts with their looks.
        plain: the text as it is kept, blanks round it left out.
    """
    whole = "".join([text for text, _ in runs])
    shift = whole.find(plain)
    if shift < 0:
        return None
    parts: list[list[object]] = []
    at = -shift
    for text, looks in runs:
        first, last = max(at, 0), min(at + len(text), len(plain))
        if looks and first < last:
            if parts and parts[-1][1] == first and parts[-1][2] == dict(looks):
                parts[-1][1] = last
            else:
                parts.append([first, last, dict(looks)])
        at += len(text)
    return parts


def looks_in(extras: Mapping[str, object], name: str) -> dict[str, str]:
    """Return looks kept under a name; empty where what is kept is none of ours."""
    found = extras.get(name)
    if not isinstance(found, Mapping):
        return {}
    return {str(key): str(value) for key, value in found.items()}


def parts_in(extras: Mapping[str, object], plain: str) -> list[tuple[int, int, dict[str, str]]]:
    """Return the looks of parts of a text while it is the one they were read with."""
    if extras.get("of") != plain or not isinstance(extras.get("parts"), list):
        return []
    found = []
    for each in cast(list[object], extras["parts"]):
        if isinstance(each, list) and len(each) == 3 and isinstance(each[2], Mapping):
            first, last, looks = each
            found.append((int(first), int(last), {str(key): str(value) for key, value in looks.items()}))
    return found
