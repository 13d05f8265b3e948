"""Scenarist SCC (.scc), closed captions of the United States (CEA-608) in text. It has Latin letters only; others are refused."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import timecode_ms
from crossreel.formats.bounds import Meter
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.judging import judge_scc
from crossreel.formats.notices import Notices
from crossreel.formats.scc_fitting import RATE, TITLE, fitted_scc
from crossreel.formats.scc_screen import Screen, Shown
from crossreel.formats.scc_writing import SIGNATURE, write_scc
from crossreel.formats.timing import OPEN_END_MS

LINE = re.compile(r"^[ \t]*(\d{1,2}):(\d{1,2}):(\d{1,2})([:;.,])(\d{1,2})[ \t]+((?:[0-9A-Fa-f]{4}[ \t]*)+)", re.MULTILINE)
SECOND_CHANNEL = 0x08  # in the first byte of a code
NULL = 0


def sniff(head: str, name: str) -> float:
    """Rate by the signature."""
    if head.lstrip("\ufeff \t\n").startswith(SIGNATURE):
        return 1.0
    return 0.6 * (name.endswith(".scc") and LINE.search(head) is not None)


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read what stands on the screen of the first channel, as long as it stands.

    Raises:
        BadInput: no line has a time code and codes, or nothing is ever shown.
    """
    lines = list(islice(LINE.finditer(text), 4 * hints.meter.bounds.cues))
    if not text.lstrip().startswith(SIGNATURE):
        notices.add("scc.no_signature")
    drop = any(line[4] == ";" for line in lines)
    cues = tuple(_cues(_shown(lines, hints.meter, notices), drop, hints.meter, notices))
    if not cues:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    hour_ms = Fraction(3_600_000) if drop else 3_600_000 * 30 / RATE
    return Document(cues=cues, frame_rate=RATE, hour_ms=hour_ms)


def _cues(shown: Iterator[Shown], drop: bool, meter: Meter, notices: Notices) -> Iterator[DocumentCue]:
    for each in shown:
        meter.cue(len(each.text))
        start_ms = round(each.begin * 1000 / RATE)
        if each.end is None:
            notices.add("time.no_end", text=each.text[:80])
        end_ms = start_ms + OPEN_END_MS if each.end is None else round(each.end * 1000 / RATE)
        if end_ms > start_ms:
            yield DocumentCue(start_ms=start_ms, end_ms=end_ms, text=each.text, placement=each.placement)


def _shown(lines: list[re.Match[str]], meter: Meter, notices: Notices) -> Iterator[Shown]:
    """Give what stands on the screen: a pair of bytes comes with every frame from a line's time code on."""
    screen = Screen(notices)
    last = (NULL, NULL)
    first_channel = True
    following = 0
    for line in lines:
        frame = _frame(line)
        last = last if frame == following else (NULL, NULL)
        for word in line[6].split():
            meter.step()
            pair = int(word[:2], 16) & 0x7F, int(word[2:], 16) & 0x7F
            is_code = 0x10 <= pair[0] <= 0x1F
            if is_code and pair == last:
                last = (NULL, NULL)  # codes are sent twice
            else:
                if is_code:
                    first_channel = not pair[0] & SECOND_CHANNEL
                if first_channel and pair != (NULL, NULL):
                    yield from screen.take(*pair, frame)
                elif pair != (NULL, NULL) and is_code:
                    notices.drop("channel")
                last = pair if is_code else (NULL, NULL)
            frame += 1
        following = frame
    yield from screen.close()


def _frame(line: re.Match[str]) -> int:
    """Return the number of the frame that a line's time code names."""
    hours, minutes, seconds, frames = (int(line[part]) for part in (1, 2, 3, 5))
    at_ms = timecode_ms(hours, minutes, seconds, frames, RATE, drop=line[4] == ";")
    return round(at_ms * RATE / 1000)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write a document that was fitted as pop-on captions of the first channel."""
    return write_scc(document, options)


def rate(options: WriteOptions) -> Fraction:
    """Return the only rate there is."""
    return RATE


FORMAT = Format(
    id="scc",
    title=TITLE,
    extensions=("scc",),
    sniff=sniff,
    read=read,
    write=write,
    judge=judge_scc,
    fit=fitted_scc,
    frames=rate,
    scripts=frozenset({"Latn"}),
    options=frozenset({"drop_frame", "start_timecode", "newline"}),
    loses=frozenset({"language", "b", "v", "ruby", "placement_box", "speaker", "empty_cues"}),
    rank=5,
)
