"""Advanced SubStation Alpha and its elder: the parts of a script file, and what an event line says.

Own code rather than pysubs2 (the tests use that as an oracle): it drops sections it does not know, and here nothing may go.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import DRAWING, Document, DocumentCue
from crossreel.formats.bounds import BOUNDS, Meter
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.substation_places import head_for, place_by_margins
from crossreel.formats.substation_renewing import READ_WITH_LOOKS, READING
from crossreel.formats.substation_styles import BaseStyle, Styles, styles_of
from crossreel.formats.substation_text import find_plain, read_text, write_text

EVENT_FIELDS = {
    "ass": ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"),
    "ssa": ("marked", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"),
}
SECTION = re.compile(r"[ \t]*\[([^\]\n]{1,80})\][ \t]*$")
EVENT = re.compile(r"[ \t]*(Dialogue|Comment|Picture|Sound|Movie|Command)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
TIME = re.compile(r"[ \t]*(-?)(\d{1,6}):(-?\d{1,4}):(-?\d{1,4})(?:[.:,](-?\d{1,6}))?[ \t]*")
KEPT_FIELDS = ("layer", "marked", "style", "marginl", "marginr", "marginv", "effect")
KEY_FIELDS = (*KEPT_FIELDS, "name", "actor")
MAX_SEEN = 1000  # kinds of events that are remembered
AFTER_FONTS = frozenset(["script info", "v4 styles", "v4+ styles", "v4++ styles", "events", "graphics", "aegisub extradata"])


@dataclass(slots=True)
class Events:
    """The events of a script while they are read; a comment's place is the number of cues before it."""

    styles: Styles
    meter: Meter
    fields: tuple[str, ...]
    seen: dict[tuple[str, ...], "_Kept"] = field(default_factory=dict)
    cues: list[DocumentCue] = field(default_factory=list)
    comments: list[list[object]] = field(default_factory=list)


def read_script(text: str, hints: ReadHints, notices: Notices, kind: str) -> Document:
    """Read the cues of an ASS (`kind` "ass") or SSA ("ssa") file in file order.

    Raises:
        BadInput: the file has none of the sections of a script.
    """
    sections = _sections(text)
    kept = [(name, _trimmed(lines)) for name, _, lines in sections if name and name.lower() != "events"]
    events = Events(styles=styles_of(kept, kind), meter=hints.meter, fields=EVENT_FIELDS[kind])
    for name, first, lines in sections:
        if name.lower() in ("events", ""):
            for number, line in enumerate(lines, first):
                hints.meter.step()
                if name or EVENT.match(line):
                    _event_line(events, line, number, notices, kind)
    if not kept and not events.cues:
        raise BadInput("format.no_cues", name=hints.name, format=kind.upper())
    extras: dict[str, object] = {"sections": [list(each) for each in kept], READ_WITH_LOOKS: READING}
    if events.comments:
        extras["comments"] = events.comments
    return Document(cues=tuple(events.cues), extras=extras)


def _sections(text: str) -> list[tuple[str, int, list[str]]]:
    """Return each section: its name ("" before the first), the number of its first line, and its lines."""
    found: list[tuple[str, int, list[str]]] = [("", 1, [])]
    for number, line in enumerate(text.split("\n"), 1):
        heading = SECTION.match(line) if "[" in line else None
        if heading and (found[-1][0].lower() != "fonts" or heading.group(1).lower() in AFTER_FONTS):
            found.append((heading.group(1).strip(), number + 1, []))
        else:
            found[-1][2].append(line)
    return found


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _event_line(events: Events, line: str, number: int, notices: Notices, kind: str) -> None:
    if not line.startswith("Dialogue:") and line.lstrip().lower().startswith("format:"):
        BOUNDS.check("columns", line.count(","))
        named = tuple(name.strip().lower() for name in line.partition(":")[2].split(","))
        events.fields = named if {"start", "end"} <= set(named) else EVENT_FIELDS[kind]
        events.seen.clear()
        return
    event = EVENT.match(line)
    if event is None:
        if line.strip() and not line.lstrip().startswith(";"):
            notices.add("ass.stray_line", number, text=line.strip()[:80])
        return
    if event.group(1).lower() != "dialogue":
        events.comments.append([len(events.cues), line.strip()])
        return
    values = dict(zip(events.fields, event.group(2).split(",", len(events.fields) - 1), strict=False))
    start_ms, end_ms = parse_time(values.get("start", "")), parse_time(values.get("end", ""))
    if start_ms is None or end_ms is None or len(values) < len(events.fields) - 1:
        notices.add("ass.bad_event", number, text=line.strip()[:80])
        return
    raw = values.pop(events.fields[-1], "")
    events.meter.cue(len(raw))
    events.cues.append(_cue(events, values, raw, start_ms, end_ms, notices, number))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the fields beside times and text say: most events of a file share it. `bare` is the style without their margins."""

    style: BaseStyle
    bare: BaseStyle
    place: str
    extras: Mapping[str, object]
    speaker: str


def _kept(events: Events, values: Mapping[str, str]) -> _Kept:
    key = tuple([values.get(name, "") for name in KEY_FIELDS])
    kept = events.seen.get(key)
    if kept is None:
        bare = events.styles.of(values.get("style", ""))
        style = bare.with_margins(values)
        extras = {name: values[name].strip() for name in KEPT_FIELDS if values.get(name, "").strip()}
        place = place_by_margins(style.keypad, style.margins, style.picture)
        kept = _Kept(style, bare, place, extras, values.get("name", values.get("actor", "")).strip())
        if len(events.seen) < MAX_SEEN:
            events.seen[key] = kept
    return kept


def _cue(
    events: Events, values: Mapping[str, str], raw: str, start_ms: int, end_ms: int, notices: Notices, line: int
) -> DocumentCue:
    kept = _kept(events, values)
    plain = find_plain(raw, kept.style)
    if plain is not None:
        return DocumentCue(
            start_ms=start_ms, end_ms=end_ms, text=plain, placement=kept.place, speaker=kept.speaker, extras=kept.extras
        )
    said = read_text(raw, kept.style, events.styles)
    notices.drop("position", line, count=int(said.lost))
    extras = dict(kept.extras)
    if said.lead:
        extras["lead"] = said.lead
    head, margins = head_for(said.placement, said.lead, said.anchor, kept.style, kept.bare)
    if margins or "\\pos" in said.lead or "\\move" in said.lead or write_text(said.markup, head, kept.style) != raw:
        extras["raw"] = raw
    if said.drawn:
        extras[DRAWING] = True
    return DocumentCue(
        start_ms=start_ms, end_ms=end_ms, text=said.markup, placement=said.placement, speaker=kept.speaker, extras=extras
    )


def parse_time(written: str) -> int | None:
    """Return `H:MM:SS.cc` in milliseconds, or None. A minus sign anywhere makes the whole negative."""
    match = TIME.fullmatch(written)
    if match is None:
        return None
    sign, hours, minutes, seconds, fraction = match.groups()
    digits = (fraction or "0").lstrip("-")
    whole = (int(hours) * 3600 + abs(int(minutes)) * 60 + abs(int(seconds))) * 1000 + int((digits + "000")[:3])
    return -whole if sign or "-" in written else whole


def sniff_script(head: str, name: str, kind: str) -> float:
    """Rate a file as ASS or SSA by its sections, its script type and its name."""
    low = head.lower()
    headings = {found[1].strip() for line in low.split("\n") if (found := SECTION.match(line))}
    if not any(each in ("script info", "events") or each.endswith("styles") for each in headings):
        return 0.5 * (name.endswith(f".{kind}") and "dialogue:" in low)
    newer = "v4+ styles" in headings or "v4.00+" in low
    older = "v4 styles" in headings or ("v4.00" in low and not newer)
    if kind == "ass":
        return 0.95 if newer else 0.5 if older else 0.8
    return 0.95 if older and not newer else 0.4
