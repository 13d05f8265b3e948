"""What only ASS and SSA understand of a script, counted by name: codes, styles, margins, layers, effects, drawings, sections."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.substation_codes import feature_of
from crossreel.formats.substation_styles import MARGIN_FIELDS, Styles, is_house_look, is_on, key_of, sections_in, styles_of, whole

_BLOCK = re.compile(r"\{([^{}]*)\}")
_CODE = re.compile(r"\\(\d?[A-Za-z]+)")
_SAID = frozenset(["i", "b", "u", "c", "1c", "an", "a", "r"])  # codes that inline markup and placement say too
_ATTACHED = frozenset(["fonts", "graphics"])
_USUAL_SECTIONS = frozenset(["script info", "events", *_ATTACHED])
_DESCRIPTION = re.compile(
    r"[ \t]*(?:Title|Original [A-Za-z ]{1,30}|Script Updated By|Update Details|Synch Point|Author)[ \t]*:[ \t]*(?!Default\b|\Z)\S",
    re.IGNORECASE,
)


def count_kept(document: Document, kind: str) -> Counter[str]:
    """Count what of a document read from a script (`kind` "ass" or "ssa") no other format is given."""
    sections = sections_in(document)
    styles = styles_of(sections, kind)
    found: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for cue in document.cues:
        used[key_of(str(cue.extras.get("style", "Default")))] += 1
        found.update(_features(cue))
    for name, count in used.items():
        for feature in _looks(styles, name):
            found[feature] += 1 if feature == "style" else count
    comments = document.extras.get("comments")
    found["comment"] += len(comments) if isinstance(comments, list) else 0
    for name, lines in sections:
        low = name.lower()
        found["attachment"] += low in _ATTACHED
        found["header"] += low not in _USUAL_SECTIONS and "styles" not in low
        found["metadata"] += sum(_DESCRIPTION.match(line) is not None for line in lines) if low == "script info" else 0
    return +found


def _features(cue: DocumentCue) -> Iterator[str]:
    """Give what a line has beside its text and times, each name once."""
    extras = cue.extras
    if not extras:
        return
    if cue.is_drawing:
        yield "drawing"
        return
    if any(whole(str(extras.get(name, "0"))) for name in MARGIN_FIELDS):
        yield "margin"
    if extras.get("effect"):
        yield "effect"
    if extras.get("layer", "0") not in ("0", "") or str(extras.get("marked", "0")).endswith("1"):
        yield "layer"
    written = extras.get("raw") or (f"{{{extras['lead']}}}" if extras.get("lead") else "")
    yield from features_of(str(written)) if written else ()


@lru_cache(maxsize=64)
def features_of(written: str) -> tuple[str, ...]:
    """Return what the override blocks of an event's text are about beyond inline markup and placement; remarks in braces too."""
    found: dict[str, None] = {}
    for block in _BLOCK.findall(written):
        if "\\" not in block:
            found |= {"note": None} if block.strip() else {}
            continue
        for code in _CODE.findall(block):
            if code not in _SAID and not code.startswith("r"):
                found[feature_of(code)] = None
    return tuple(found)


def _looks(styles: Styles, name: str) -> Iterator[str]:
    """Give what a style says beyond inline markup and placement."""
    fields = styles.fields.get(name) or styles.fields.get("default")
    if fields is None or is_house_look(fields):
        return
    yield "style"
    if is_on(fields.get("strikeout", "")):
        yield "strike"
    if whole(fields.get("angle", "")) or _is_stretched(fields):
        yield "rotation"
    if whole(fields.get("spacing", "")):
        yield "spacing"
    if whole(fields.get("borderstyle", "")) in (3, 4):
        yield "background"
    if re.match(r"&H(?!00)[0-9A-Fa-f]{8}", fields.get("primarycolour", "")):
        yield "opacity"


def _is_stretched(fields: Mapping[str, str]) -> bool:
    return any(whole(fields.get(name, "100") or "100") != 100 for name in ("scalex", "scaley"))
