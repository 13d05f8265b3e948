"""SubRip (.srt): no standard, so read what is found in the wild (`subrip_reading`) and write what every player takes."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from crossreel.domain.picture.placement import find_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import parse
from crossreel.formats.format import Format
from crossreel.formats.html_tags import SIMPLE, TAG_STARTS, opening
from crossreel.formats.judging import judge_srt
from crossreel.formats.markup import JOINER, break_up
from crossreel.formats.notices import Notices
from crossreel.formats.residue import is_fence
from crossreel.formats.subrip_places import kept_coordinates
from crossreel.formats.subrip_reading import find_first_times, read_subrip
from crossreel.formats.time_lines import find_times, is_broken, may_hold_times, with_plain_signs

if TYPE_CHECKING:
    import srt


def sniff(head: str, name: str) -> float:
    """Rate by a line of times, with the comma that WebVTT has not; times without an arrow are times only in a file of that name."""
    named = name.endswith(".srt")
    if head.lstrip("\ufeff \t\n").startswith("WEBVTT") or "[Script Info]" in head:
        return 0.1 * named
    times = find_first_times(head, loose=named)
    if times is None:
        return 0.1 * named
    return (0.6 if times.arrow else 0.25) + 0.2 * (times.start.mark == "," and times.comma) + (0.2 if times.arrow else 0.35) * named


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write cues numbered from 1, separated by one blank line."""
    import srt

    return "".join([_subtitle(srt.Subtitle, number, cue).to_srt(strict=False) for number, cue in enumerate(document.cues, 1)])


def _subtitle(kind: type["srt.Subtitle"], number: int, cue: DocumentCue) -> "srt.Subtitle":
    text = cue.text
    if ("<" in text or "&" in text or "{" in text or "\\" in text) and not SIMPLE(text):
        text = _tagged(text)
    if may_hold_times(text) or "```" in text or "~~~" in text or "'''" in text:
        text = "\n".join([_as_text(line) for line in text.split("\n")])
    place = find_placement(cue.placement) if cue.placement else None
    coordinates, is_placed = kept_coordinates(cue)
    if place is not None and not is_placed:
        text = f"{{\\an{place.key}}}{text}"
    start, end = timedelta(milliseconds=cue.start_ms), timedelta(milliseconds=cue.end_ms)
    return kind(number, start, end, text, proprietary=coordinates)


def _tagged(markup: str) -> str:
    pieces = []
    for span in parse(markup):
        before, after = opening(span)
        pieces.append(before + break_up(span.text, TAG_STARTS) + after)
    return "".join(pieces)


def _as_text(line: str) -> str:
    """Return a line of text so that it is read as no line of times and no fence."""
    plain = with_plain_signs(line)
    if is_fence(line):
        return line[0] + JOINER + line[1:]
    if find_times(plain, line, loose=True) is None and not is_broken(plain):
        return line
    return "".join([sign + JOINER if each in ":;.,->" else sign for sign, each in zip(line, plain, strict=True)])


def keeps(document: Document) -> Counter[str]:
    """Count coordinates, which no other format has."""
    return Counter({"coordinates": sum("coordinates" in cue.extras for cue in document.cues)})


FORMAT = Format(
    id="srt",
    title="SubRip",
    extensions=("srt",),
    sniff=sniff,
    read=read_subrip,
    write=write,
    judge=judge_srt,
    keeps=keeps,
    options=frozenset({"encoding", "bom", "newline", "bidi", "plain_text"}),
    loses=frozenset({"language", "v", "ruby", "placement_box", "speaker", "empty_cues", "literal_markup"}),
    rank=10,
)
