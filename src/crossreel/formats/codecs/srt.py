"""SubRip (.srt): no standard, so read what is found in the wild and write what every player takes.

Times stand on lines of their own; everything between two such lines is text. That is the only thing real files agree on: indices
are missing or repeated, commas are dots, hours have three digits, blank lines stand inside cues, and tags are those of HTML or ASS.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.placement import find_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import parse
from crossreel.formats.bounds import Meter
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import SIMPLE, TAG_STARTS, opening, read_markup
from crossreel.formats.judging import judge_srt
from crossreel.formats.markup import break_up, settle
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS

if TYPE_CHECKING:
    import srt

_TIME = r"(-?)(?:(\d{1,6}) ?: ?)?(\d{1,4}) ?: ?(\d{1,4})(?: ?[,.:;،] ?(\d{0,9}))?"
TIMING = re.compile(rf"^[ \t\ufeff]*{_TIME}[ \t]*[-–—=]{{1,4}} ?>+[ \t]*(?:{_TIME}([^\n]*))?$", re.MULTILINE)
REGULAR_TIMING = re.compile(r"(\d\d):(\d\d):(\d\d),(\d{3}) --> (\d\d):(\d\d):(\d\d),(\d{3})", re.ASCII).fullmatch
BROKEN_TIMING = re.compile(r"^[ \t]*(?:-?\d{1,6} ?:[^\n]{0,40}--> *|--> *\d)", re.MULTILINE)
SETTINGS = re.compile(r"[ \t]*[A-Za-z]\w*+:")
INDEX = re.compile(r"[ \t\ufeff]*\d{1,9}[ \t]*$")
ARROW = "-->"


def sniff(head: str, name: str) -> float:
    """Rate by a line of times with an arrow, with the comma that WebVTT has not."""
    match = TIMING.search(head)
    if head.lstrip().startswith("WEBVTT") or match is None or "[Script Info]" in head:
        return 0.1 * name.endswith(".srt")
    return 0.6 + 0.2 * ("," in match.group()) + 0.2 * name.endswith(".srt")


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read cues in file order.

    Raises:
        BadInput: no line of times is found.
    """
    regular = _regular(text, hints.meter, notices)
    if regular is not None:
        return Document(cues=regular)
    timings = list(islice(TIMING.finditer(text), hints.meter.bounds.cues + 1))
    if not timings:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    indexed = _is_indexed(text, timings)
    first = _index_before(text, timings[0].start(), 0)[0] if indexed else timings[0].start()
    if text[:first].strip():
        notices.add("srt.leading_text", 1, text=text[:first].strip()[:80])
    return Document(cues=tuple(_cues(text, timings, indexed, hints.meter, notices)))


def _regular(text: str, meter: Meter, notices: Notices) -> tuple[DocumentCue, ...] | None:
    """Read a file that keeps every custom (number, times, text, one blank line) quickly; None at the first irregularity."""
    cues = []
    found = Notices()
    if text.count("\n\n") > meter.bounds.cues:
        return None
    tidy = "\t" not in text and " \n" not in text and "\n " not in text and not text.endswith(" ")
    for block in text.strip("\n").split("\n\n"):
        parts = block.split("\n", 2)
        match = REGULAR_TIMING(parts[1]) if len(parts) == 3 and parts[0].isdecimal() else None
        if match is None:
            return None
        raw = parts[2]
        if len(raw) > meter.bounds.cue_characters:
            return None
        if raw[0] == "\n" or (">" in raw and TIMING.search(raw)):
            return None
        if _is_plain(raw):
            markup, placement = raw if tidy else settle(raw), ""
        elif tidy and SIMPLE(raw):
            markup, placement = raw, ""
        else:
            meter.step(len(raw))
            markup, placement = read_markup(raw, found)
        h, m, s, ms, end_h, end_m, end_s, end_ms = map(int, match.groups())
        start = ((h * 60 + m) * 60 + s) * 1000 + ms
        end = ((end_h * 60 + end_m) * 60 + end_s) * 1000 + end_ms
        cues.append(DocumentCue(start_ms=start, end_ms=end, text=markup, placement=placement))
    notices.merge(found)
    return tuple(cues)


def _is_indexed(text: str, timings: list[re.Match[str]]) -> bool:
    """Tell whether the file numbers its cues: then a number above the times is an index, else it is text."""
    beginning = timings[:20]
    floors = [0, *(timing.end() + 1 for timing in beginning)]
    numbered = sum(_index_before(text, timing.start(), floor)[1] >= 0 for timing, floor in zip(beginning, floors, strict=False))
    return numbered * 2 >= len(beginning)


def _cues(text: str, timings: list[re.Match[str]], indexed: bool, meter: Meter, notices: Notices) -> Iterator[DocumentCue]:
    number = _index_before(text, timings[0].start(), 0)[1]
    for position, timing in enumerate(timings):
        following = timings[position + 1] if position + 1 < len(timings) else None
        start_ms, end_ms = _times(text, timing, following, notices)
        begin = timing.end() + 1
        stop, number_after = (len(text), 0) if following is None else (following.start(), 0)
        if following is not None and indexed:
            stop, number_after = _index_before(text, following.start(), begin)
            if number_after < 0:
                notices.add_at("srt.missing_index", text, following.start())
        raw = text[begin:stop].strip("\n \t")
        meter.cue(len(raw))
        if "\n\n" in raw or ARROW in raw:
            raw = _mended(text, begin, raw, number + 1, notices)
        number = number_after if number_after > 0 else number + 1
        rest = timing.group(11)
        if rest and not SETTINGS.match(rest) and not rest.isspace():
            notices.add_at("srt.text_beside_times", text, begin - 1)
            raw, rest = f"{rest.strip()}\n{raw}".strip("\n"), ""
        markup, placement = (settle(raw), "") if _is_plain(raw) else read_markup(raw, notices)
        yield _cue(start_ms, end_ms, markup, placement, rest)


def _cue(start_ms: int, end_ms: int, markup: str, placement: str, rest: str) -> DocumentCue:
    coordinates = rest.strip() if rest else ""
    if coordinates:
        return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement, extras={"coordinates": coordinates})
    return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement)


def _is_plain(raw: str) -> bool:
    return "<" not in raw and "{" not in raw and "&" not in raw and ">" not in raw


def _times(text: str, timing: re.Match[str], following: re.Match[str] | None, notices: Notices) -> tuple[int, int]:
    sign, hours, minutes, seconds, fraction, end_sign, end_hours, end_minutes, end_seconds, end_fraction, _ = timing.groups()
    start_ms = _milliseconds(sign, hours, minutes, seconds, fraction)
    if end_seconds is not None:
        return start_ms, _milliseconds(end_sign, end_hours, end_minutes, end_seconds, end_fraction)
    notices.add_at("time.no_end", text, timing.start(), start_ms=start_ms)
    next_ms = start_ms + OPEN_END_MS if following is None else _milliseconds(*following.groups()[:5])
    return start_ms, min(max(next_ms, start_ms), start_ms + OPEN_END_MS)


def _milliseconds(sign: str, hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    whole = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000
    if fraction:
        whole += int(fraction) if len(fraction) == 3 else int((fraction + "00")[:3])
    return -whole if sign else whole


def _line_before(text: str, at: int) -> tuple[int, int, str]:
    """Return the line that ends before offset `at`: where it starts and stops, and its text."""
    if at == 0:
        return 0, 0, ""
    start = text.rfind("\n", 0, at - 1) + 1
    return start, at - 1, text[start : at - 1]


def _index_before(text: str, at: int, floor: int) -> tuple[int, int]:
    """Return where the index line above a line of times starts, and its number; (`at`, -1) when there is none.

    One or more blank lines may stand between the two.
    """
    start = at
    while start > floor:
        start, _, line = _line_before(text, start)
        if start < floor:
            break
        if INDEX.match(line):
            return start, int(line.strip(" \t\ufeff"))
        if line.strip():
            break
    return at, -1


def _mended(text: str, begin: int, raw: str, next_number: int, notices: Notices) -> str:
    """Drop what is no text of the cue: an index that no times follow, and a block with times nobody can read."""
    lines = raw.split("\n")
    if len(lines) > 2 and lines[-1].strip() == str(next_number) and not lines[-2].strip():
        notices.add_at("srt.stray_index", text, begin)
        lines = lines[:-2]
    broken = next((i for i, line in enumerate(lines) if BROKEN_TIMING.match(line)), None)
    if broken is not None:
        notices.add_at("srt.bad_timing", text, begin, times=lines[broken].strip()[:80], text="\n".join(lines[broken + 1 :])[:80])
        lines = lines[: broken - 1 if broken and INDEX.match(lines[broken - 1]) else broken]
        while lines and not lines[-1].strip():
            lines.pop()
    if any(not line.strip() for line in lines):
        notices.add_at("srt.blank_line", text, begin)
    return "\n".join(lines)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write cues numbered from 1, separated by one blank line."""
    import srt

    return "".join([_subtitle(srt.Subtitle, number, cue).to_srt(strict=False) for number, cue in enumerate(document.cues, 1)])


def _subtitle(kind: type["srt.Subtitle"], number: int, cue: DocumentCue) -> "srt.Subtitle":
    text = cue.text
    if ("<" in text or "&" in text or "{" in text) and not SIMPLE(text):
        text = _tagged(text)
    place = find_placement(cue.placement) if cue.placement else None
    if place is not None:
        text = f"{{\\an{place.key}}}{text}"
    start, end = timedelta(milliseconds=cue.start_ms), timedelta(milliseconds=cue.end_ms)
    return kind(number, start, end, text, proprietary=str(cue.extras.get("coordinates") or ""))


def _tagged(markup: str) -> str:
    pieces = []
    for span in parse(markup):
        before, after = opening(span)
        pieces.append(before + break_up(span.text, TAG_STARTS) + after)
    return break_up("".join(pieces), (TIMING, BROKEN_TIMING))


FORMAT = Format(
    id="srt",
    title="SubRip",
    extensions=("srt",),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_srt,
    options=frozenset({"encoding", "bom", "newline", "bidi"}),
    loses=frozenset({"v", "ruby", "placement_box", "speaker", "empty_cues", "literal_markup"}),
    rank=10,
)
