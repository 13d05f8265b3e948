"""Transcripts of speech recognizers as text: `[00:00.000 --> 00:02.000] words` as Whisper prints it, or `[00:01:02] words`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import settle_plain
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS

_CLOCK = r"((?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?|\d{1,6}(?:[.,]\d{1,3})?s)"
RANGE = re.compile(rf"[ \t]*[\[(【]\s*{_CLOCK}\s*(?:--?>|→|-|–|—|~|to)\s*{_CLOCK}\s*[\])】][ \t]*:?[ \t]*(.*)", re.IGNORECASE)
START = re.compile(r"[ \t]*[\[(【]\s*((?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?)\s*[\])】][ \t]*:?[ \t]*(.*)")
SPEAKER = re.compile(
    r"(?:[\[(](?P<mark>speaker[_ ]?[\w-]{1,20})[\])]:?|(?P<word>(?:speaker|spk)[_ ]?[\w-]{0,20})[ \t]*[:：])[ \t]*", re.IGNORECASE
)


@dataclass(slots=True)
class _Said:
    """One stamped text; without an end until it is known."""

    start_ms: int
    end_ms: int | None
    number: int
    lines: list[str] = field(default_factory=list)
    size: int = 0


def sniff(head: str, name: str) -> float:
    """Rate by the first lines: the first with an arrow, or many of them, begin with times in brackets."""
    lines = [line for line in head.lstrip("\ufeff").split("\n") if line.strip()][:20]
    arrow = next((line for line in lines if "->" in line or RANGE.match(line)), "")
    if RANGE.match(arrow):
        return 0.97
    starts = sum(START.match(line) is not None for line in lines)
    enough = starts >= 2 and 3 * starts >= len(lines) and not name.endswith(".lrc") and "->" not in arrow
    return (0.6 + 0.2 * name.endswith(".txt")) * enough


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the stamped texts; lines without a stamp go on with the one before.

    Raises:
        BadInput: no line begins with a time in brackets.
    """
    said: list[_Said] = []
    for number, line in enumerate(text.split("\n"), 1):
        hints.meter.step()
        found = _stamped(line, number)
        if found is not None:
            said.append(found)
            found.size = len(line)
        elif said and line.strip():
            said[-1].lines.append(line.strip())
            said[-1].size += len(line)
        elif line.strip():
            notices.drop("header", number)
    if not said:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    return Document(cues=tuple(_cues(said, hints, notices)))


def _stamped(line: str, number: int) -> _Said | None:
    match = RANGE.match(line)
    if match is not None:
        return _Said(_ms(match[1]), _ms(match[2]), number, [match[3].strip()])
    match = START.match(line)
    return _Said(_ms(match[1]), None, number, [match[2].strip()]) if match else None


def _ms(written: str) -> int:
    """Return `1:02:03.4`, `02:03,456` or `62.5s` in milliseconds."""
    whole, _, fraction = written.lower().rstrip("s").replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def _cues(said: list[_Said], hints: ReadHints, notices: Notices) -> Iterator[DocumentCue]:
    for at, each in enumerate(said):
        hints.meter.cue(each.size)
        text = settle_plain("\n".join(line for line in each.lines if line))
        speaker = SPEAKER.match(text)
        if speaker is not None:
            text = text[speaker.end() :]
        if not text:
            continue
        end_ms = each.end_ms
        if end_ms is None:
            later = said[at + 1].start_ms if at + 1 < len(said) else 0
            notices.add("time.no_end" if later <= each.start_ms else "time.until_next", each.number)
            end_ms = later if later > each.start_ms else each.start_ms + OPEN_END_MS
        name = (speaker["mark"] or speaker["word"] or "").strip() if speaker else ""
        yield DocumentCue(start_ms=each.start_ms, end_ms=end_ms, text=escape(text), speaker=name)


FORMAT = Format(id="transcript", title="Transcript with times", extensions=("txt",), sniff=sniff, read=read)
