"""Reading SubRip: lines of times wherever they stand, and everything between two of them is text.

That is the only thing real files agree on: indices are missing or repeated, commas are dots, hours have three digits, blank lines
stand inside cues, and tags are those of HTML or ASS. A file that keeps every custom is read by a quicker way to the same end.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.bounds import Meter
from crossreel.formats.format import ReadHints
from crossreel.formats.frame_counts import reader_of
from crossreel.formats.html_tags import SIMPLE, is_plain, read_markup
from crossreel.formats.markup import settle
from crossreel.formats.notices import Notices
from crossreel.formats.residue import without_chatter, without_fences
from crossreel.formats.second_opinion import Reading, best, others
from crossreel.formats.subrip_above import with_text_below
from crossreel.formats.subrip_numbers import LEAP, Candidate, candidates, number_of, numbers
from crossreel.formats.subrip_places import coordinates_of, is_about_places, place_of
from crossreel.formats.time_lines import (
    Clock,
    TimeLine,
    find_times,
    is_broken,
    may_hold_times,
    parted,
    with_plain_colons,
    with_plain_signs,
)
from crossreel.formats.timing import OPEN_END_MS

REGULAR_TIMING = re.compile(r"(\d\d):(\d\d):(\d\d)[,.](\d{3}) --> (\d\d):(\d\d):(\d\d)[,.](\d{3})", re.ASCII).fullmatch
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|```|~~~|'''")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
SPARSE = 4  # cues for each one without a number: where there are fewer, more is odd about the file
SHORT = 40  # a line no longer than this holds no two lines of times
_BESIDE = " \t\u00a0.:;,)]*_`|\"'"


@dataclass(slots=True)
class SubRip:
    """A file taken apart: its lines as written and with plain signs, and where lines of times stand."""

    name: str
    lines: list[str]
    plain: list[str]
    timed: list[tuple[int, TimeLine]]
    found: list[Candidate | None] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)

    def first_line_of(self, at: int) -> int:
        """Return the line where the number of a cue stands, or its times where it has none."""
        each = self.found[at]
        return each.line if each is not None and self.taken[at] else self.timed[at][0]


def read_subrip(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read cues in file order.

    Raises:
        BadInput: no line of times is found, or they count frames of an unknown rate.
    """
    regular = _regular(text, hints.meter, notices)
    if regular is not None:
        return Document(cues=regular)
    file = _taken_apart(text, hints, notices)
    if file is None:
        cues = _asked(text, Reading("", ()), notices)
        if not cues:
            raise BadInput("format.no_cues", name=hints.name, format="SubRip")
        return Document(cues=cues)
    milliseconds = reader_of([clock for _, times in file.timed for clock in (times.start, times.end) if clock], hints, notices)
    leading = "\n".join(file.lines[: file.first_line_of(0)]).strip()
    if leading:
        notices.add("srt.leading_text", 1, text=leading[:80])
    cues = tuple(_cues(file, milliseconds, hints.meter, notices))
    left_out = notices.count("srt.bad_timing")
    return Document(cues=_asked(text, Reading("", cues, left_out), notices) if left_out else cues)


def _asked(text: str, ours: Reading, notices: Notices) -> tuple[DocumentCue, ...]:
    """Return the cues of the better reading where ours is not whole."""
    found = best([ours, *others(text)])
    if found.reader:
        notices.add("srt.second_opinion", 0, reader=found.reader, cues=len(found.cues))
    return found.cues


def find_first_times(head: str, *, loose: bool = False) -> TimeLine | None:
    """Return the first line of times in the beginning of a file."""
    for line in with_plain_colons(head).split("\n"):
        times = find_times(with_plain_signs(line), line, loose=loose) if len(line) < 400 else None
        if times is not None and times.end is not None:
            return times
    return None


def _regular(text: str, meter: Meter, notices: Notices) -> tuple[DocumentCue, ...] | None:
    """Read a file that keeps every custom (number, times, text, one blank line) quickly; None at the first irregularity.

    Numbers may leave some out, and a few cues may have none.
    """
    cues: list[DocumentCue] = []
    found, count = Notices(), _Counting()
    if text.count("\n\n") > meter.bounds.cues or _UNUSUAL.search(text):
        return None
    tidy = "\t" not in text and " \n" not in text and "\n " not in text and not text.endswith(" ")
    blocks = text.strip("\n").split("\n\n")
    for at, block in enumerate(blocks):
        parts = block.split("\n", 2)
        match = REGULAR_TIMING(parts[1]) if len(parts) == 3 and len(parts[0]) < 10 and parts[0].isdecimal() else None
        if match is not None and count.goes_on(int(parts[0])):
            raw = parts[2]
        elif at and len(parts) > 1 and (match := REGULAR_TIMING(parts[0])) is not None and count.may_lack(at, blocks[at - 1]):
            raw = block[len(parts[0]) + 1 :]
        else:
            return None
        if len(raw) > meter.bounds.cue_characters:
            return None
        if raw[:1] in ("", "\n") or (may_hold_times(raw) and _holds_times(raw)):
            return None
        if is_plain(raw):
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
    if count.lacking and SPARSE * len(count.lacking) > len(cues):
        return None
    count.tell(text, blocks, notices)
    notices.merge(found)
    return tuple(cues)


class _Counting:
    """How the numbers of a file go on. `lacking` are the blocks that have none."""

    def __init__(self) -> None:
        self._last = 0
        self.lacking: list[int] = []

    def goes_on(self, number: int) -> bool:
        """Take the number of a cue, where it counts on."""
        if self._last and not self._last < number < self._last + LEAP:
            return False
        self._last = number
        return True

    def may_lack(self, at: int, before: str) -> bool:
        """Take a block without a number, unless the one before ends with what may be it."""
        if number_of(before.rsplit("\n", 1)[-1]) is not None:
            return False
        self.lacking.append(at)
        return True

    def tell(self, text: str, blocks: Sequence[str], notices: Notices) -> None:
        """Say how many cues have no number, and where the first is."""
        if self.lacking:
            above = len(text) - len(text.lstrip("\n")) + sum(block.count("\n") + 2 for block in blocks[: self.lacking[0]])
            notices.add_many("srt.missing_index", len(self.lacking), above + 1)


def _holds_times(raw: str) -> bool:
    lines = raw.split("\n")
    return any(is_broken(line) or find_times(line, line) is not None for line in map(with_plain_signs, lines))


def _taken_apart(text: str, hints: ReadHints, notices: Notices) -> SubRip | None:
    """Take a file apart; None where no line of times is found."""
    lines = [
        part for line in with_plain_colons(_in_lines(text)).split("\n") for part in (parted(line) if len(line) > SHORT else (line,))
    ]
    plain = with_plain_signs("\n".join(lines)).split("\n")
    timed = _timed(lines, plain, hints.meter, loose=False) or _timed(lines, plain, hints.meter, loose=True)
    if not timed:
        return None
    above = with_text_below(lines, plain, [at for at, _ in timed])
    if above is not None:
        notices.add_many("srt.text_above", len(timed), timed[0][0] + 1)
        return _taken_apart("\n".join(above), hints, notices)
    at_times = {at for at, _ in timed}
    lines = without_fences(lines, [at in at_times for at in range(len(lines))], notices)
    plain = [each if line else "" for each, line in zip(plain, lines, strict=True)]
    found = candidates(plain, timed)
    return SubRip(hints.name, lines, plain, timed, found, numbers(found))


def _in_lines(text: str) -> str:
    """Return a text that lost its line breaks to escapes or tags in lines again."""
    if "\n" not in text.strip():
        for sign in ("\\r\\n", "\\n"):
            text = text.replace(sign, "\n")
        text = _BREAK.sub("\n", text)
    return text


def _timed(lines: Sequence[str], plain: Sequence[str], meter: Meter, *, loose: bool) -> list[tuple[int, TimeLine]]:
    timed = []
    for at, line in enumerate(plain):
        if may_hold_times(line):
            meter.step(len(line))
            times = find_times(line, lines[at], loose=loose)
            if times is not None:
                timed.append((at, times))
    return timed


def _cues(file: SubRip, milliseconds: Callable[[Clock], int], meter: Meter, notices: Notices) -> Iterator[DocumentCue]:
    places = coordinates_of(times.rest for _, times in file.timed)
    numbered = sum(file.taken) * 2 >= len(file.taken)
    for at, (_, times) in enumerate(file.timed):
        stop = file.first_line_of(at + 1) if at + 1 < len(file.timed) else len(file.lines)
        if numbered and at + 1 < len(file.timed) and not file.taken[at + 1]:
            notices.add("srt.missing_index", file.timed[at + 1][0] + 1)
        raw = _text(file, at, stop, numbered, notices)
        meter.cue(len(raw))
        markup, placement = (settle(raw), "") if is_plain(raw) else read_markup(raw, notices)
        start_ms, end_ms = _span(file, at, milliseconds, notices)
        rest = times.rest.strip()
        if rest and is_about_places(rest):
            yield place_of(start_ms, end_ms, markup, placement, rest, places)
        else:
            yield DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement)


def _span(file: SubRip, at: int, milliseconds: Callable[[Clock], int], notices: Notices) -> tuple[int, int]:
    line, times = file.timed[at]
    start_ms = milliseconds(times.start)
    if times.end is not None:
        return start_ms, milliseconds(times.end)
    notices.add("time.no_end", line + 1, start_ms=start_ms)
    next_ms = milliseconds(file.timed[at + 1][1].start) if at + 1 < len(file.timed) else start_ms + OPEN_END_MS
    return start_ms, min(max(next_ms, start_ms), start_ms + OPEN_END_MS)


def _text(file: SubRip, at: int, stop: int, numbered: bool, notices: Notices) -> str:
    """Return the text of a cue as it is written, with what stands beside its times."""
    begin, times = file.timed[at]
    kept = [
        line if plain.strip() or not line else ""
        for line, plain in zip(file.lines[begin + 1 : stop], file.plain[begin + 1 : stop], strict=True)
    ]
    before = "" if file.taken[at] and file.first_line_of(at) == begin else times.before
    rest = "" if is_about_places(times.rest) else times.rest
    beside = [words.strip(" \t|").removeprefix(":").strip() for words in (before, rest) if with_plain_signs(words).strip(_BESIDE)]
    if beside:
        notices.add("text.beside_times", begin + 1, text=" ".join(beside)[:80])
    raw = "\n".join((*beside, *kept)).strip("\n \t")
    if "\n\n" not in raw and "--" not in raw:
        return raw
    return _mended(file, at, raw, numbered, notices)


def _mended(file: SubRip, at: int, raw: str, numbered: bool, notices: Notices) -> str:
    """Drop what is no text of the cue: an index that no times follow, and a block with times nobody can read."""
    begin = file.timed[at][0]
    text, chatter = without_chatter(raw)
    if chatter:
        notices.add("text.chatter", begin + 2, text=chatter[:80])
    lines = text.split("\n")
    if numbered and len(lines) > 2 and not lines[-2].strip() and _follows(file, at, lines[-1]):
        notices.add("srt.stray_index", begin + 2)
        lines = lines[:-2]
    broken = next((i for i, line in enumerate(lines) if is_broken(with_plain_signs(line))), None)
    if broken is not None:
        notices.add("srt.bad_timing", begin + 2, times=lines[broken].strip()[:80], text="\n".join(lines[broken + 1 :])[:80])
        index = broken > 0 and number_of(with_plain_signs(lines[broken - 1])) is not None
        lines = lines[: broken - 1 if index else broken]
    while lines and not lines[-1].strip():
        lines.pop()
    if any(not line.strip() for line in lines):
        notices.add("srt.blank_line", begin + 2)
    return "\n".join(lines)


def _follows(file: SubRip, at: int, line: str) -> bool:
    """Tell whether a line is the number that would come next."""
    read = number_of(with_plain_signs(line))
    if read is None:
        return False
    each = file.found[at]
    number = each.number if each is not None and file.taken[at] else at + 1
    return read[0] == number + 1
