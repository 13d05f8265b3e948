"""What two libraries make of a SubRip file that ours refuses or cannot read whole: the better reading is taken, and said.

Readings are compared by what an editor would miss: lines of times that were taken for text or left out, cues with words, and words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import plain_text
from crossreel.formats.html_tags import read_markup
from crossreel.formats.notices import Notices
from crossreel.formats.time_lines import find_times, is_broken, may_hold_times, with_plain_signs

LONGEST_FILE, LONGEST_LINE = 400_000, 2_000  # characters: neither library bounds what it takes of the machine


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody makes of a file, and who."""

    reader: str
    cues: tuple[DocumentCue, ...]
    left_out: int = 0

    @property
    def stray_times(self) -> int:
        """Lines of times among the texts, or left out."""
        lines = (line for cue in self.cues for line in plain_text(cue.text).split("\n"))
        return self.left_out + sum(_is_times(line) for line in lines)

    @property
    def spoken(self) -> int:
        """Cues with words."""
        return sum(bool(cue.text.strip()) for cue in self.cues)

    @property
    def words(self) -> int:
        """Words of all texts, without lines of times."""
        lines = (line for cue in self.cues for line in plain_text(cue.text).split("\n"))
        return sum(len(line.split()) for line in lines if not _is_times(line))


def best(readings: Sequence[Reading]) -> Reading:
    """Return the best of some readings: the first, unless another leaves fewer times stray and no cue and no word of it.

    Args:
        readings: ours first; one without cues is no reading.
    """
    first = readings[0]
    fair = [each for each in readings[1:] if each.spoken and each.words >= first.words and each.spoken >= first.spoken]
    better = [each for each in fair if not first.spoken or each.stray_times < first.stray_times]
    return min(better, key=lambda each: (each.stray_times, -each.spoken, -each.words), default=first)


def others(text: str) -> Iterator[Reading]:
    """Ask the libraries; nobody is asked about a file that could take too much of the machine."""
    if not may_hold_times(text) or len(text) > LONGEST_FILE or any(len(line) > LONGEST_LINE for line in text.split("\n")):
        return
    for name, ask in (("srt", _ask_srt), ("pysubs2", _ask_pysubs2)):
        cues = ask(text)
        if cues:
            yield Reading(name, cues)


def _is_times(line: str) -> bool:
    plain = with_plain_signs(line)
    return is_broken(plain) or find_times(plain, line) is not None


def _ask_srt(text: str) -> tuple[DocumentCue, ...]:
    import srt

    cues = []
    for match in srt.SRT_REGEX.finditer(text):  # `srt.parse` logs what it skips
        _, start, end, _, words = match.groups()[:5]
        try:
            times = [round(srt.srt_timestamp_to_timedelta(each).total_seconds() * 1000) for each in (start, end)]
        except (srt.TimestampParseError, ValueError, OverflowError):
            continue
        cues.append(_cue(times[0], times[1], words))
    return tuple(cues)


def _ask_pysubs2(text: str) -> tuple[DocumentCue, ...]:
    import pysubs2

    try:
        found = pysubs2.SSAFile.from_string(text, format_="srt")
    except (pysubs2.exceptions.Pysubs2Error, ValueError, IndexError, OverflowError):
        return ()
    return tuple([_cue(each.start, each.end, each.text.replace("\\N", "\n")) for each in found])


def _cue(start_ms: int, end_ms: int, words: str) -> DocumentCue:
    markup, placement = read_markup(words.strip("\n \t"), Notices())
    return DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=placement)
