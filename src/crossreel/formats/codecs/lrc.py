"""LRC (.lrc), the lyrics of players: each line stands from its time until the next. Read, not written."""

import re
from collections.abc import Iterator

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import settle_plain
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS

STAMP = re.compile(r"[ \t]*\[(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:([.,:])(\d{1,3}))?\]")
WORD = re.compile(r"[ \t]?<(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,:]\d{1,3})?>[ \t]?")
TAG = re.compile(r"[ \t]*\[([A-Za-z#][A-Za-z_]{0,15})[ \t]*:([^\]]*)\][ \t]*")
TAGS = frozenset(
    ["ti", "ar", "al", "by", "au", "re", "ve", "offset", "length", "id", "la", "lr", "tool", "hash", "sign", "total", "key", "#"]
)


def sniff(head: str, name: str) -> float:
    """Rate by lines that begin with a time in brackets, or with a tag of lyrics."""
    lines = [line for line in head.lstrip("\ufeff").split("\n") if line.strip()][:20]
    timed = [stamp for line in lines if (stamp := STAMP.match(line))]
    tagged = any((tag := TAG.fullmatch(line)) and tag[1].lower() in TAGS for line in lines)
    if not timed:
        return 0.5 * (tagged and name.endswith(".lrc"))
    fractions = all(stamp[5] and len(stamp[5]) < 4 and not stamp[1] for stamp in timed)
    return 0.95 if name.endswith(".lrc") else 0.9 if tagged else 0.5 if fractions else 0.35


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the lines in the order of their times; one with several times is sung as often.

    Raises:
        BadInput: no line begins with a time.
    """
    offset_ms, length_ms = 0, 0
    found: list[tuple[int, str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        hints.meter.step()
        tag = TAG.fullmatch(line)
        if tag is not None:
            name, value = tag[1].lower(), tag[2].strip()
            if name == "offset":
                offset_ms = _whole(value)
            elif name == "length":
                length_ms = _length(value)
            elif value and name != "#":
                notices.drop("metadata", number)
            continue
        found += _line(line, number, hints, notices)
    if not found:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    found.sort(key=lambda each: each[0])
    return Document(cues=tuple(_cues(found, offset_ms, length_ms, notices)))


def _line(line: str, number: int, hints: ReadHints, notices: Notices) -> Iterator[tuple[int, str, int]]:
    """Give each time of a line with the text behind them all."""
    at, times = 0, []
    while stamp := STAMP.match(line, at):
        times.append(_ms(stamp))
        at = stamp.end()
    if not times:
        if line.strip():
            notices.add("lrc.stray_line", number, text=line.strip()[:80])
        return
    raw = line[at:]
    words, count = WORD.subn(lambda match: " " if match[0][0] in " \t" or match[0][-1] in " \t" else "", raw)
    notices.drop("karaoke", number, count=int(count > 0))
    for at_ms in times:
        hints.meter.cue(len(raw))
        yield at_ms, settle_plain(escape(words.strip())), number


def _ms(stamp: re.Match[str]) -> int:
    """Return `mm:ss.xx` in milliseconds; `mm:ss:xx` counts hundredths too."""
    hours, minutes, seconds, mark, fraction = stamp.groups()
    if hours and not mark:  # mm:ss:xx
        hours, minutes, seconds, fraction = None, hours, minutes, seconds
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _whole(written: str) -> int:
    match = re.fullmatch(r"([+-]?)\s*(\d{1,8})(?:\.\d*)?", written)
    return int(match[1] + match[2]) if match else 0


def _length(written: str) -> int:
    match = STAMP.fullmatch(f"[{written.strip()}]")
    return _ms(match) if match else 0


def _cues(found: list[tuple[int, str, int]], offset_ms: int, length_ms: int, notices: Notices) -> Iterator[DocumentCue]:
    """Give the cues: a line without words only ends the one before, and a positive offset makes all come sooner."""
    ends: list[int] = []
    next_ms, later_ms = 0, 0
    for at_ms, _, _ in reversed(found):
        if at_ms != next_ms:
            later_ms, next_ms = next_ms, at_ms
        ends.append(later_ms)
    for (at_ms, words, number), known_ms in zip(found, reversed(ends), strict=True):
        if not words:
            continue
        end_ms = known_ms or length_ms
        if end_ms <= at_ms:
            notices.add("time.no_end", number)
            end_ms = at_ms + OPEN_END_MS
        yield DocumentCue(start_ms=at_ms - offset_ms, end_ms=end_ms - offset_ms, text=words)


FORMAT = Format(id="lrc", title="LRC", extensions=("lrc",), sniff=sniff, read=read)
