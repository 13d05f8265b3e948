"""SubViewer 2 and YouTube's SBV (.sbv, .sub): times on a line of their own, parted by a comma. Read, not written."""

import re
from itertools import islice

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import read_markup
from crossreel.formats.notices import Notices

_TIME = r"(-?)(\d{1,4}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
TIMING = re.compile(rf"^[ \t]*{_TIME}[ \t]*,[ \t]*{_TIME}[ \t]*$", re.MULTILINE)
BREAK = re.compile(r"\[br\]", re.IGNORECASE)
HEAD_LINE = re.compile(r"^\[([A-Za-z ]{1,30})\]([^\n]*)$", re.MULTILINE)
NO_WORDS = frozenset(
    ["COLF", "STYLE", "SIZE", "FONT", "DELAY", "CD TRACK", "BEGIN", "END", "SUBTITLE", "INFORMATION", "END INFORMATION"]
)
STYLE_LINE = re.compile(r"^\[(?:COLF|STYLE|SIZE|FONT)\][^\n]*$", re.MULTILINE)


def sniff(head: str, name: str) -> float:
    """Rate by a line of two times with a comma between."""
    return (0.7 + 0.2 * name.endswith((".sbv", ".sub"))) * bool(TIMING.search(head))


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read cues in file order.

    Raises:
        BadInput: no line of times is found.
    """
    timings = list(islice(TIMING.finditer(text), hints.meter.bounds.cues + 1))
    if not timings:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    _name_head(text[: timings[0].start()], notices)
    cues = []
    for at, timing in enumerate(timings):
        stop = timings[at + 1].start() if at + 1 < len(timings) else len(text)
        raw, styles = STYLE_LINE.subn("", text[timing.end() : stop])
        notices.drop("style", count=styles)
        raw = raw.strip("\n \t")
        hints.meter.cue(len(raw))
        markup, placement = read_markup(BREAK.sub("\n", raw), notices)
        start_ms, end_ms = _milliseconds(*timing.groups()[:5]), _milliseconds(*timing.groups()[5:])
        cues.append(DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement))
    return Document(cues=tuple(cues))


def _name_head(head: str, notices: Notices) -> None:
    """Name what stands before the first times: styles, and lines such as `[TITLE]The Hidden Heir`."""
    styles = len(STYLE_LINE.findall(head))
    said = sum(match[2].strip() != "" for match in HEAD_LINE.finditer(head) if match[1].upper() not in NO_WORDS)
    notices.drop("style", count=styles)
    notices.drop("metadata", count=said)


def _milliseconds(sign: str, hours: str, minutes: str, seconds: str, fraction: str) -> int:
    whole = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction + "00")[:3])
    return -whole if sign else whole


FORMAT = Format(id="subviewer", title="SubViewer / SBV", extensions=("sbv",), sniff=sniff, read=read)
