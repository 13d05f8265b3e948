"""Reading WebVTT by the parsing algorithm of W3C WebVTT (section 6), with mercy where it would lose words.

Blocks end at an empty line only (a line of blanks is text) or before a second line of times. What the algorithm throws away and a
viewer would miss is kept and said: words behind an empty line right below the times, beside the times, or with an arrow among them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.language import normalize_tag
from crossreel.formats.bounds import Meter
from crossreel.formats.format import ReadHints
from crossreel.formats.frame_counts import reader_of
from crossreel.formats.invisible import visible
from crossreel.formats.judging import is_strict_payload
from crossreel.formats.notices import Notices
from crossreel.formats.time_lines import Clock, TimeLine, find_times, may_hold_times, with_plain_signs
from crossreel.formats.timing import OPEN_END_MS
from crossreel.formats.vtt_payload import read_payload, strict_payload, write_payload
from crossreel.formats.vtt_regions import Region, regions_of
from crossreel.formats.vtt_settings import placement_of
from crossreel.formats.vtt_styles import Looks, looks_of

ARROW = "-->"
SIGNATURE = re.compile(r"WEBVTT(?:[ \t]|$)", re.IGNORECASE)
LANGUAGE = re.compile(r"Language\s*+[:=]\s*+([\w-]{2,20})", re.IGNORECASE)
_ASIDE = re.compile(r"(NOTE|STYLE|REGION|Region)\b")
_SETTINGS = re.compile(r"(?:align|line|position|size|vertical|region):\S.*|(?:[A-Za-z][A-Za-z-]*:\S+[ \t]*)+")
_NAMES = r"(?:align|line|position|size|vertical|region)\b"
_NEARLY_SETTINGS = re.compile(rf"(?:{_NAMES} ?[^\w\s]{{0,2}} ?(?:(?!{_NAMES})[\w.%,-]{{1,40}})?(?: |$))+")
_MAP = re.compile(r"X-TIMESTAMP-MAP\s*=\s*(.*)", re.IGNORECASE)
_LOCAL = re.compile(r"LOCAL:((?:\d+:)?\d+:\d+[.,]\d+)", re.IGNORECASE)
_TICKS = re.compile(r"MPEGTS:(\d{1,12})", re.IGNORECASE)
TICKS_A_MS = 90
WRAP_TICKS = 1 << 33


@dataclass(slots=True)
class _Block:
    """Lines between empty ones: the number of the first, and where its line of times stands and what it says, if it has one.

    One without a word below its times takes those behind the next empty line.
    """

    first: int
    lines: list[str]
    at: int = -1
    times: TimeLine | None = None
    is_broken: bool = False
    takes_words: bool = False

    @property
    def text(self) -> list[str]:
        return self.lines[self.at + 1 :]

    def is_blank(self) -> bool:
        """Tell whether no word stands below the times."""
        return not any(line.strip() for line in self.text)


@dataclass(slots=True)
class _File:
    """What was found so far: blocks with times, and what stands between them (its place is the number of cues before it)."""

    cues: list[_Block] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    between: list[list[object]] = field(default_factory=list)
    segments: int = 1
    first_map_ms: int | None = None
    shift_ms: int = 0


def read_webvtt(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read cues in file order.

    Raises:
        BadInput: there is neither a signature nor a cue, or times count frames of an unknown rate.
    """
    lines = text.replace("\x00", "\ufffd").split("\n")
    file = _File()
    begin = _read_header(file, lines, notices)
    blocks = list(_blocks(lines, begin, hints.meter))
    for at, block in enumerate(blocks):
        _take(file, block, blocks[at + 1] if at + 1 < len(blocks) else None, notices)
    if not file.header and not file.cues:
        raise BadInput("format.no_cues", name=hints.name, format="WebVTT")
    if file.first_map_ms and file.segments == 1:
        notices.add("vtt.stream_clock", 2, offset_ms=file.first_map_ms)
    language = LANGUAGE.search("\n".join(file.header))
    tag = (normalize_tag(language.group(1)) or "") if language else ""
    return Document(cues=_cues(file, hints, notices), language=tag, extras=_kept(file))


def _kept(file: _File) -> dict[str, object]:
    extras: dict[str, object] = {}
    if any(file.header):
        extras["header"] = file.header
    if file.between:
        extras["blocks"] = file.between
    return extras


def _read_header(file: _File, lines: list[str], notices: Notices) -> int:
    """Read the signature and what stands below it without an empty line; return where the blocks begin."""
    signed = next((at for at, line in enumerate(lines[:20]) if line.strip("\ufeff \t")), 0)
    signature = lines[signed].strip("\ufeff \t")
    if not SIGNATURE.match(signature):
        notices.add("vtt.no_signature", signed + 1)
        return signed
    file.header.append(signature[6:].strip())
    begin = signed + 1
    while begin < len(lines) and lines[begin].strip() and times_of(lines[begin]) is None and ARROW not in lines[begin]:
        if _ASIDE.fullmatch(lines[begin].strip()):
            break
        file.header.append(lines[begin])
        begin += 1
    _map_clock(file, file.header)
    return begin


def _map_clock(file: _File, header: list[str]) -> None:
    """Take the clock of a stream's segment: times of later segments are moved to that of the first."""
    for line in header:
        found = _MAP.match(line)
        local, ticks = (_LOCAL.search(found[1]), _TICKS.search(found[1])) if found else (None, None)
        times = times_of(f"{local[1]} --> {local[1]}") if local else None
        if ticks is None or times is None:
            continue
        map_ms = round(int(ticks[1]) / TICKS_A_MS) - times.start.milliseconds()
        if file.first_map_ms is None:
            file.first_map_ms = map_ms
        elif map_ms < file.first_map_ms - WRAP_TICKS // TICKS_A_MS // 2:
            map_ms += round(WRAP_TICKS / TICKS_A_MS)
        file.shift_ms = map_ms - file.first_map_ms


def times_of(line: str) -> TimeLine | None:
    """Return the times of a line with an arrow between them."""
    if not may_hold_times(line):
        return None
    times = find_times(with_plain_signs(line), line)
    return times if times is not None and times.arrow else None


def _blocks(lines: list[str], begin: int, meter: Meter) -> Iterator[_Block]:
    """Give the blocks of a file: an empty line ends one, and so does a second line of times."""
    block: _Block | None = None
    for number, line in enumerate(lines[begin:], begin + 1):
        if not line or (block is None and not line.strip(" \t\ufeff")):
            if block is not None:
                yield block
            block = None
            continue
        # within a text only the arrow of the standard begins another cue
        times = times_of(line) if block is None or block.times is None or ARROW in line else None
        broken = times is None and ARROW in line
        if block is not None and times is not None and (block.times is not None or block.is_broken or len(block.lines) > 1):
            name = _name_at_the_end(block)
            yield block
            block = _Block(number - 1, [name]) if name else None
        if block is None:
            meter.step()
            block = _Block(number, [])
        if block.times is None and not block.is_broken and (times is not None or (broken and len(block.lines) < 2)):
            block.at, block.times, block.is_broken = len(block.lines), times, broken
        block.lines.append(line)
    if block is not None:
        yield block


def _name_at_the_end(block: _Block) -> str:
    """Take the number of the next cue off a text that a line of blanks parts from it, where an empty line should stand."""
    lines = block.text
    if block.times is None or len(lines) < 3 or not lines[-1].strip().isdecimal() or lines[-2].strip():
        return ""
    if int(lines[-1][:9]) != _number(block) + 1:
        return ""
    return block.lines.pop().strip()


def _take(file: _File, block: _Block, following: _Block | None, notices: Notices) -> None:
    aside = _ASIDE.match(block.lines[0])
    if aside is not None and (block.times is None or (block.at == 0 and aside[1] == "NOTE")):
        file.between.append([len(file.cues), "\n".join(block.lines)])
    elif block.is_broken:
        words = "\n".join(block.text)[:80]
        notices.add("vtt.bad_timing", block.first + block.at, times=block.lines[block.at].strip()[:80], text=words)
    elif block.times is not None:
        block.takes_words = block.is_blank()
        file.cues.append(block)
        file.shifts.append(file.shift_ms)
        arrow = next((at for at, line in enumerate(block.text) if ARROW in line), None)
        if arrow is not None:
            notices.add("vtt.arrow_in_text", block.first + block.at + 1 + arrow)
    elif SIGNATURE.match(block.lines[0].strip("\ufeff \t")) and file.header:
        file.segments += 1
        _map_clock(file, block.lines)
    else:
        _take_words(file, block, following, notices)


def _take_words(file: _File, block: _Block, following: _Block | None, notices: Notices) -> None:
    """Give words that stand without times to the cue above where that has none, or take a number for a name of the next."""
    words = "\n".join(block.lines)
    last = file.cues[-1] if file.cues else None
    if words.strip().isdecimal() and following is not None and following.at == 0 and int(words[:9]) == _number(last) + 1:
        following.lines.insert(0, words.strip())
        following.at, following.first = 1, block.first
    elif last is not None and last.takes_words:
        notices.add("vtt.blank_below_times", block.first, text=words[:80])
        last.lines += block.lines
    else:
        notices.add("vtt.stray_text", block.first, text=words[:80])


def _number(block: _Block | None) -> int:
    if block is None:
        return 0
    name = block.lines[0].strip() if block.at else ""
    return int(name[:9]) if name.isdecimal() else -2


def _cues(file: _File, hints: ReadHints, notices: Notices) -> tuple[DocumentCue, ...]:
    clocks = [clock for block in file.cues if block.times for clock in (block.times.start, block.times.end) if clock]
    milliseconds = reader_of(clocks, hints, notices)
    looks = looks_of(str(text) for _, text in file.between)
    regions = regions_of((str(text) for _, text in file.between), file.header)
    cues: list[DocumentCue] = []
    for block, shift_ms in zip(file.cues, file.shifts, strict=True):
        cue = _cue(block, milliseconds, (looks, regions), hints.meter, notices)
        if shift_ms:
            end_ms = cue.end_ms if _has_no_end(block) else cue.end_ms + shift_ms
            cue = replace(cue, start_ms=cue.start_ms + shift_ms, end_ms=end_ms)
        if (
            file.segments > 1
            and cues
            and (cue.start_ms, cue.end_ms, cue.text) == (cues[-1].start_ms, cues[-1].end_ms, cues[-1].text)
        ):
            notices.add("vtt.repeated", block.first)
        else:
            cues.append(cue)
    return _closed(cues)


def _has_no_end(block: _Block) -> bool:
    return block.times is None or block.times.end is None


def _cue(
    block: _Block, milliseconds: Callable[[Clock], int], said: tuple[Looks, dict[str, Region]], meter: Meter, notices: Notices
) -> DocumentCue:
    looks, regions = said
    times = block.times
    assert times is not None
    line = block.first + block.at
    identifier = visible(block.lines[0] if block.at else times.before.strip(" \t[(\"'"))[0].strip()
    lines = block.text
    settings = " ".join(times.rest.split())
    if settings and _NEARLY_SETTINGS.fullmatch(settings) and not _SETTINGS.fullmatch(settings):
        notices.drop("settings", line)
        settings = ""
    if settings and not _SETTINGS.fullmatch(settings):
        notices.add("text.beside_times", line, text=settings[:80])
        lines, settings = [settings, *lines], ""
    if times.end is None:
        notices.add("time.no_end", line)
    raw = "\n".join(lines)
    meter.cue(len(raw))
    markup, speaker = read_payload(raw, looks, identifier, notices)
    extras: dict[str, object] = {}
    if identifier:
        extras["id"] = identifier
    if settings:
        extras["settings"] = settings
    if write_payload(markup, speaker) != raw:
        extras["payload"] = raw if is_strict_payload(raw) else strict_payload(raw)
    return DocumentCue(
        start_ms=milliseconds(times.start),
        end_ms=milliseconds(times.end) if times.end is not None else -1,
        text=markup,
        speaker=speaker,
        placement=placement_of(settings, regions),
        extras=extras,
    )


def _closed(cues: list[DocumentCue]) -> tuple[DocumentCue, ...]:
    """Give cues without an end one: when the next begins, at most `OPEN_END_MS` after their start."""
    for at, cue in enumerate(cues):
        if cue.end_ms < 0:
            limit = cue.start_ms + OPEN_END_MS
            end_ms = max(cue.start_ms, min(limit, cues[at + 1].start_ms)) if at + 1 < len(cues) else limit
            cues[at] = replace(cue, end_ms=end_ms)
    return tuple(cues)
