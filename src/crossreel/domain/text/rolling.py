"""Rolling captions: each cue repeats the lines before and adds one, as live captions and YouTube's automatic ones do.

An editor wants every line once, from the moment it appears until the next one does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import canonical, plain_text, render, split_lines

NEAR_MS = 1500  # a line that is shown again after a longer pause is said again
FEWEST, SHARE = 3, 0.6  # cues that add to what they repeat, and cues that repeat at all, of those that follow another


@dataclass(slots=True)
class _Line:
    """A line while it stands: where it was made, and the words that are in it so far."""

    cue: DocumentCue
    texts: list[str]
    end_ms: int


def is_rolling(cues: Sequence[DocumentCue]) -> bool:
    """Tell whether most cues repeat what the one before showed and go on from there."""
    if sum(_may_go_on(one, other) for one, other in pairwise(cues)) < max(FEWEST, SHARE / 2 * (len(cues) - 1)):
        return False
    adding = repeating = 0
    shown: list[str] = []
    end_ms = -NEAR_MS - 1
    for cue in cues:
        lines = _words(cue)
        kept, grown = _kept(shown, lines) if cue.start_ms - end_ms <= NEAR_MS else (0, False)
        repeating += kept > 0
        adding += kept > 0 and (grown or len(lines) > kept)
        shown, end_ms = lines, cue.end_ms
    return adding >= FEWEST and repeating >= SHARE * (len(cues) - 1)


def collapse(cues: Sequence[DocumentCue]) -> tuple[DocumentCue, ...]:
    """Return rolling captions with every line once, in its first cue's place, until the next line appears.

    Lines that appear together stay together. What a format knows of the cues beside text and times goes: it was of the rolling.
    """
    made: list[_Line] = []
    shown: list[str] = []
    end_ms = -NEAR_MS - 1
    for cue in sorted(cues, key=lambda each: (each.start_ms, each.end_ms)):
        lines, markup = _words(cue), _lines(cue)
        kept, grown = _kept(shown, lines) if cue.start_ms - end_ms <= NEAR_MS else (0, False)
        if kept and grown and made:
            made[-1].texts[-1] = markup[kept - 1]
        if kept and made and len(lines) == kept:
            made[-1].end_ms = max(made[-1].end_ms, cue.end_ms)
        elif lines:
            made.append(_Line(cue, markup[kept:], cue.end_ms))
        if lines:
            shown, end_ms = lines, cue.end_ms
    return tuple([_cue(line, made[at + 1].cue.start_ms if at + 1 < len(made) else line.end_ms) for at, line in enumerate(made)])


def _cue(line: _Line, next_ms: int) -> DocumentCue:
    cue = line.cue
    end_ms = min(line.end_ms, max(next_ms, cue.start_ms)) if next_ms > cue.start_ms else line.end_ms
    placement = cue.placement if cue.placement in ("7", "8", "9") or "," in cue.placement else ""
    return replace(cue, end_ms=end_ms, text="\n".join(line.texts), placement=placement, extras={})


def _may_go_on(one: DocumentCue, other: DocumentCue) -> bool:
    """Tell quickly whether a cue may hold the last line of the one before and something else."""
    last = one.text.rpartition("\n")[2]
    return bool(last) and other.text != one.text and last in other.text


def _words(cue: DocumentCue) -> list[str]:
    lines = (" ".join(line.split()) for line in plain_text(cue.text).split("\n"))
    return [line for line in lines if line]


def _lines(cue: DocumentCue) -> list[str]:
    """Return the lines of a cue that hold words, as markup."""
    if "<" not in cue.text:
        return [line for line in cue.text.split("\n") if line.strip()]
    lines = [canonical(render(spans)) for spans in split_lines(cue.text) if "".join(span.text for span in spans).strip()]
    return [line.strip() for line in lines]


def _kept(shown: Sequence[str], lines: Sequence[str]) -> tuple[int, bool]:
    """Return how many lines of a cue were shown by the one before, and whether the last of these has grown."""
    for count in range(min(len(shown), len(lines)), 0, -1):
        before, after = shown[-count:], lines[:count]
        if before[:-1] == after[:-1] and (before[-1] == after[-1] or after[-1].startswith(before[-1] + " ")):
            return count, before[-1] != after[-1]
    return 0, False
