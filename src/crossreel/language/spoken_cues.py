"""Words with times as cues, as a subtitler would set them: broken where somebody pauses, ends a sentence, or the picture cuts.

Sentences come first. One that is too much for a cue is parted where it parts best, again and again; one that is too short to be
read is put together with what follows at once. Each cue stays as long as it takes to read, where there is room.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from crossreel.language.breaking import NO_WORDS, BreakWords, break_offsets, ends_clause, is_unspaced, suggest_lines
from crossreel.language.spoken_lines import LineLimits, Word, group, together

ANSWER_MS = 300
"""What follows within so long may stand in one cue."""
AT_CUT_MS = 80
"""A shot change so near to a silence between words parts them."""
PAUSE_WEIGHT, MOST_PAUSE_MS, CLAUSE, CUT, TORN, UNEVEN = 0.01, 800, 4.0, 5.0, -10.0, 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLimits:
    """What a style guide wants of cues.

    Attributes:
        language: BCP 47 tag; says where lines may break.
        line: the most a line holds, as `length` counts it, and `lines` how many there may be.
        speed: how much of that is read in a second.
        shortest_ms, longest_ms: how long a cue is shown, and `gap_ms` the least between two.
        pause_ms: a silence that ends a cue.
        shots_ms: where shots begin, in order.
        place: puts a time on a frame.
    """

    language: str
    line: float
    lines: int
    speed: float
    shortest_ms: int
    longest_ms: int
    gap_ms: int
    pause_ms: int = 700
    length: Callable[[str], float] = len
    words: BreakWords = NO_WORDS
    shots_ms: Sequence[int] = ()
    place: Callable[[int], int] = field(default=lambda at_ms: at_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenCue:
    """A cue: plain text with its lines, when it is shown, who speaks ("" for unknown), and how sure of it the recognizer was."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str = ""
    confidence: int | None = None


def cues_of(words: Sequence[Word], limits: CueLimits) -> list[SpokenCue]:
    """Return the cues of what was said, in order of time."""
    ordered = _in_order(words)
    raw = any(word.text[:1].isspace() or word.text[-1:].isspace() for word in ordered)
    maker = _Maker(limits, raw=raw)
    no_limit = LineLimits(widest=float("inf"), longest_ms=float("inf"), pause_ms=limits.pause_ms)
    pieces = [piece for line in group(ordered, no_limit) for piece in maker.parted(line.words)]
    return list(maker.timed(maker.joined(pieces)))


def _in_order(words: Sequence[Word]) -> list[Word]:
    """Return words in order of time, signs behind the word they follow."""
    groups: list[list[Word]] = []
    for word in words:
        if word.start_ms >= 0 or not groups:
            groups.append([])
        groups[-1].append(word)
    groups.sort(key=lambda each: each[0].start_ms)
    return [word for each in groups for word in each if word.text]


class _Maker:
    def __init__(self, limits: CueLimits, *, raw: bool) -> None:
        self._limits = limits
        self._raw = raw

    def parted(self, words: Sequence[Word]) -> list[list[Word]]:
        """Return words in as few parts as fit into a cue each."""
        if len(words) < 2 or (self._fits(words) and not self._cuts(words)):
            return [list(words)]
        at = max(range(1, len(words)), key=lambda each: self._worth(words, each))
        return [*self.parted(words[:at]), *self.parted(words[at:])]

    def joined(self, pieces: Sequence[list[Word]]) -> list[list[Word]]:
        """Put together what is too short for a cue of its own with what stands beside it, where that fits."""
        found: list[list[Word]] = []
        for piece in pieces:
            if found and self._belong(found[-1], piece):
                found[-1] = [*found[-1], *piece]
            else:
                found.append(piece)
        return found

    def timed(self, pieces: Sequence[list[Word]]) -> Iterator[SpokenCue]:
        """Yield cues, each as long as it takes to read where the next one leaves room."""
        limits = self._limits
        begins = [limits.place(_start(piece)) for piece in pieces]
        for at, piece in enumerate(pieces):
            text = self._text(piece)
            start_ms, said_ms = begins[at], _end(piece)
            wanted = max(said_ms, start_ms + limits.shortest_ms, start_ms + round(limits.length(text) / limits.speed * 1000))
            wanted = max(min(wanted, start_ms + limits.longest_ms), min(said_ms, start_ms + limits.longest_ms))
            for shot_ms in (each for each in limits.shots_ms if said_ms <= each - limits.gap_ms < wanted):
                if shot_ms - limits.gap_ms - start_ms >= limits.shortest_ms:
                    wanted = shot_ms - limits.gap_ms
                    break
            if at + 1 < len(begins):
                wanted = min(wanted, max(start_ms + 1, begins[at + 1] - limits.gap_ms))
            sure = [word.confidence for word in piece if word.confidence is not None]
            yield SpokenCue(
                start_ms=start_ms, end_ms=max(start_ms + 1, limits.place(wanted)), text=self._lines(text), speaker=piece[0].speaker,
                confidence=round(sum(sure) / len(sure)) if sure else None,
            )  # fmt: skip

    def _fits(self, words: Sequence[Word]) -> bool:
        limits, text = self._limits, self._text(words)
        if _end(words) - _start(words) > limits.longest_ms or limits.length(text) > limits.line * limits.lines:
            return False
        return self._broken(text) is not None

    def _cuts(self, words: Sequence[Word]) -> bool:
        """Tell whether the picture cuts in a silence between words, each side of it long enough for a cue."""
        return any(
            self._is_cut(before, after)
            and _end([before]) - _start(words) >= self._limits.shortest_ms
            and _end(words) - after.start_ms >= self._limits.shortest_ms
            and after.start_ms - _end([before]) >= 2 * AT_CUT_MS
            for before, after in pairwise(each for each in words if each.start_ms >= 0)
        )

    def _is_cut(self, before: Word, after: Word) -> bool:
        return any(before.end_ms - AT_CUT_MS <= shot_ms <= after.start_ms + AT_CUT_MS for shot_ms in self._limits.shots_ms)

    def _worth(self, words: Sequence[Word], at: int) -> float:
        """Return how well words part before one of them."""
        before, after = words[:at], words[at]
        if after.start_ms < 0:
            return float("-inf")
        said = next(word for word in reversed(before) if word.start_ms >= 0) if before[0].start_ms >= 0 else before[0]
        head, whole = self._text(before), self._text(words)
        worth = PAUSE_WEIGHT * min(MOST_PAUSE_MS, max(0, after.start_ms - said.end_ms))
        worth += CLAUSE * ends_clause(head) + CUT * self._is_cut(said, after)
        worth -= UNEVEN * abs(self._limits.length(head) / max(1.0, self._limits.length(whole)) - 0.5)
        if is_unspaced(self._limits.language) and len(head) not in break_offsets(whole, self._limits.language):
            worth += TORN
        return worth

    def _belong(self, before: Sequence[Word], after: Sequence[Word]) -> bool:
        near = _start(after) - _end(before) < ANSWER_MS and before[0].speaker == after[0].speaker
        short = min(_end(before) - _start(before), _end(after) - _start(after)) < self._limits.shortest_ms
        cut = any(_end(before) <= shot_ms <= _start(after) for shot_ms in self._limits.shots_ms)
        return near and short and not cut and self._fits([*before, *after])

    def _text(self, words: Sequence[Word]) -> str:
        return together(words, raw=self._raw)

    def _broken(self, text: str) -> list[str] | None:
        limits = self._limits
        return suggest_lines(
            text, limits.language, fits=lambda line: limits.length(line) <= limits.line, max_lines=limits.lines,
            length=limits.length, words=limits.words,
        )  # fmt: skip

    def _lines(self, text: str) -> str:
        return "\n".join(self._broken(text) or [text])


def _start(words: Sequence[Word]) -> int:
    return max(0, words[0].start_ms)


def _end(words: Sequence[Word]) -> int:
    return max(0, *(word.end_ms for word in words))
