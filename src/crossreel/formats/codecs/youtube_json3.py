"""YouTube's json3: events of segments with times, as its own player and downloaders get them. Read, not written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import Span
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.youtube_lines import SEGMENT, Event, Pen, cues_of, features_of, place

T = TypeVar("T")
JsonObject = Mapping[str, object]
NO_PEN = Pen()


def sniff(head: str, name: str) -> float:
    """Rate by the names of its fields."""
    start = head.lstrip("\ufeff \t\n")
    if not start.startswith("{"):
        return 0.0
    return 0.95 if '"wireMagic"' in head or ('"tStartMs"' in head and '"segs"' in head) else 0.9 * name.endswith(".json3")


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the events in the order of their times; the rolling window of automatic captions gives each line once.

    Raises:
        BadInput: it is no JSON, or has no events.
    """
    hints.meter.bounds.check("marks", text.count("{") + text.count("["))
    try:
        root = json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        raise hints.meter.bounds.refuse("depth") from None
    except ValueError as error:  # a number of 5,000 digits too
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise BadInput("format.bad_json", name=hints.name, line=line) from None
    if not isinstance(root, Mapping) or not isinstance(root.get("events"), list):
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    pens = [_pen(each) for each in _objects(root.get("pens"))]
    for feature in (feature for each in _objects(root.get("pens")) for feature in features_of(each)):
        notices.drop(feature)
    places = [_place(each) for each in _objects(root.get("wpWinPositions"))]
    windows: dict[str, str] = {}
    events: list[Event] = []
    for each in _objects(root["events"]):
        event = _event(each, pens, places, hints, notices)
        if each.get("id") is not None and not event.spans:
            windows[str(each["id"])] = event.placement
        else:
            events.append(event)
    placed = [replace(event, placement=event.placement or windows.get(event.window, "")) for event in events]
    return Document(cues=cues_of(placed, notices))


def _event(each: JsonObject, pens: Sequence[Pen], places: Sequence[str], hints: ReadHints, notices: Notices) -> Event:
    pen = _at(pens, each.get("pPenId"), NO_PEN)
    spans: list[Span] = []
    moved = 0
    for segment in _objects(each.get("segs")):
        words = segment.get("utf8")
        if isinstance(words, str):
            spans.append(_at(pens, segment.get("pPenId"), pen).span(words))
            moved += _number(segment.get("tOffsetMs")) > 0
    if spans:
        hints.meter.cue(sum(SEGMENT + len(span.text) for span in spans))
    notices.drop("karaoke", count=int(moved > 0))
    length = each.get("dDurationMs")
    return Event(
        start_ms=_number(each.get("tStartMs")), length_ms=_number(length) if length is not None else None, spans=spans,
        window=str(each.get("wWinId", "")), adds=bool(each.get("aAppend")),
        placement=_at(places, each.get("wpWinPosId"), ""),
    )  # fmt: skip


def _objects(things: object) -> list[JsonObject]:
    return [each for each in things if isinstance(each, Mapping)] if isinstance(things, list) else []


def _number(value: object, fallback: int = 0) -> int:
    return int(value) if isinstance(value, int | float) and abs(value) < 10**12 else fallback


def _at(things: Sequence[T], index: object, fallback: T) -> T:
    return things[index] if isinstance(index, int) and 0 <= index < len(things) else fallback


def _pen(each: JsonObject) -> Pen:
    colour = each.get("fcForeColor")
    written = f"#{colour & 0xFFFFFF:06x}" if isinstance(colour, int) and "fcForeColor" in each else ""
    return Pen(bool(each.get("iAttr")), bool(each.get("bAttr")), bool(each.get("uAttr")), written)


def _place(each: JsonObject) -> str:
    if not {"apPoint", "ahHorPos", "avVerPos"} & set(each):
        return ""
    return place(_number(each.get("apPoint"), 7), _number(each.get("ahHorPos"), 50), _number(each.get("avVerPos"), 100))


FORMAT = Format(id="youtube-json3", title="YouTube json3", extensions=("json3",), sniff=sniff, read=read)
