"""Looks of TTML beyond the house's markup, kept beside the text for documents that stay TTML.

A cue's extras hold `looks` of its paragraph, `parts` of its text (`[first, last, looks]` in characters of `of`, the text they were
read with) and the `region` of vertical writing; a document's hold what is said of everything (`initial`) and its `metadata`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import plain_text

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
UNWRITTEN = frozenset(["border", "fontVariant", "fontShear", "letterSpacing", "lineShear", "opacity", "textOrientation"])
"""What IMSC 1.1 Text has no room for (W3C IMSC 1.1, section 8.4), so that it is kept and read but not written."""

HOUSE = frozenset(["fontFamily", "fontSize", "lineHeight", "textOutline", "textShadow"])
"""What the house's caption style says of blocks; what a document says of them was made for its own picture, and is left out."""

USUAL = frozenset(["100%", "1c", "normal", "none", "default", "sansSerif", "proportionalSansSerif"])
"""Values of them that ask for nothing."""

RUBY_TEXT = frozenset(["rubyPosition"])
"""What is said of the reading, not of what it stands over."""

FEATURES: Mapping[str, str] = {
    name: feature
    for feature, names in {
        "alignment": "multiRowAlign wrapOption",
        "background": "backgroundColor fillLineGap",
        "border": "border textOutline textShadow",
        "combined": "textCombine",
        "direction": "direction unicodeBidi",
        "emphasis": "textEmphasis",
        "font": "fontFamily fontVariant",
        "font_size": "fontSize",
        "forced": "forcedDisplay",
        "lang": "lang",
        "opacity": "luminanceGain opacity",
        "role": "role",
        "ruby_place": "rubyAlign rubyPosition rubyReserve",
        "shear": "fontShear lineShear shear",
        "spacing": "letterSpacing lineHeight linePadding",
        "vertical": "textOrientation",
    }.items()
    for name in names.split()
}
"""Words of `i18n/sentences/features.py` for what is kept, by name."""
NAMESPACES = {"ebutts": "urn:ebu:tt:style", "itts": "http://www.w3.org/ns/ttml/profile/imsc1#styling"}
REGIONAL = ("writingMode", "origin", "extent", "displayAlign", "padding")
VERTICAL = frozenset(["tbrl", "tblr", "tb"])
OWN_NAME = re.compile(r"cue\d+")
_NUMBERED = re.compile(r"[^\d]{0,60}(\d{1,9})")
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


def cue_extras(styles: Sequence[Mapping[str, str]], region: Mapping[str, str], placement: str, align: str) -> dict[str, object]:
    """Return what a cue keeps of what is around its text, the outermost first, and of the region it stands in.

    The last of `styles` but one is the paragraph, the last what all of its text has.
    """
    found: dict[str, object] = {}
    looks: dict[str, str] = {}
    name = styles[-2].get("id", "") if len(styles) > 1 else ""
    if name and not OWN_NAME.fullmatch(name):
        found["id"] = name
    for each in (region, *styles):
        if not KEPT.isdisjoint(each):
            looks |= kept_looks(each)
    looks = without_house(looks)
    if looks:
        found["looks"] = looks
    if region.get("writingMode", "").strip() in VERTICAL:
        found["region"] = {name: region[name] for name in REGIONAL if name in region and not is_absolute(region[name])}
        found["for"] = placement
        found["align"] = align
    return found


def body_extras(styles: Mapping[str, str]) -> dict[str, object]:
    """Return what a document keeps of its body."""
    looks = without_house(kept_looks(styles))
    return {"body": looks} if looks else {}


def without_house(looks: Mapping[str, str]) -> dict[str, str]:
    """Return the looks of a block that are kept: the house has its own caption style, and languages have a field."""
    return {name: value for name, value in looks.items() if name not in HOUSE and name != "lang"}


def house_features(styles: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the features of blocks that the house's caption style takes the place of."""
    return {
        FEATURES[name] for each in styles if not HOUSE.isdisjoint(each) for name in HOUSE & each.keys() if each[name] not in USUAL
    }


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


def keeps(document: Document) -> Counter[str]:
    """Count what of a document only TTML understands, by feature: in how many cues, and once for the document itself."""
    found: Counter[str] = Counter()
    for cue in document.cues:
        if not cue.extras:
            continue
        names = set(looks_in(cue.extras, "looks"))
        for _, _, looks in parts_in(cue.extras, plain_text(cue.text)):
            names |= set(looks)
        features = {FEATURES[name] for name in names if name in FEATURES}
        features |= {"vertical"} if looks_in(cue.extras, "region") else set()
        found.update(features)
    found.update({"identifier": _telling_names(document)})
    document_names = set(looks_in(document.extras, "initial")) | set(looks_in(document.extras, "body"))
    found.update({FEATURES[name] for name in document_names if name in FEATURES})
    found.update({"metadata"} if looks_in(document.extras, "metadata") else ())
    return +found


def _telling_names(document: Document) -> int:
    """Return how many cues have names that say something: those that only number them in order do not."""
    names = [(at, str(cue.extras["id"])) for at, cue in enumerate(document.cues) if cue.extras.get("id")]
    numbers = [(at, _NUMBERED.fullmatch(name)) for at, name in names]
    steps = [int(match[1]) - at for at, match in numbers if match is not None]
    if len(steps) < len(names):
        return len(names)
    rising = all(before <= after for before, after in pairwise(steps))
    return 0 if rising and (len(names) > 2 or not steps or steps[0] in (0, 1)) else len(names)


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
