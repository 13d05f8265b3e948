"""Which words render which of another language, learned from lines that stand beside each other, and what is odd by that.

IBM Model 1 (Brown and others, The Mathematics of Statistical Machine Translation, 1993) over the lines of one title in one language
pair. No dictionary is needed: what most lines of a title agree on is measured, and each line is judged by the others alone, since
what it says itself is taken out of the counts first.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from crossreel.language.breaking import is_unspaced, words

STEM = 6
"""Letters by which a word of a spaced language is known: endings differ from line to line."""
ROUNDS = 6
SMOOTHING = 0.5
LEAST_SEEN = 3
"""In how many other lines a word must stand beside another before anything is expected of it."""
SURE_SHARE = 0.6
"""In which share of the other lines that have a source word its rendering must stand, to be missed where it does not."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A word of the source whose rendering other lines agree on, and which is not in this one.

    `seen` other lines have both, of `of` that have the word.
    """

    word: str
    rendering: str
    seen: int
    of: int


def units(text: str, language: str) -> list[str]:
    """Return what the words of a text are known by: stems of spaced languages, words of unspaced ones; no marks, no case."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\n", " ")
    found = words(folded, language) if is_unspaced(language) else folded.split()
    bare = ("".join(char for char in each if unicodedata.category(char)[0] in "LNM") for each in found)
    return [each if is_unspaced(language) else each[:STEM] for each in bare if each]


class Pairing:
    """What the lines of a title say of each other.

    Args:
        sources: the source lines.
        targets: what renders each, in the same order.
        source_language: BCP 47 tag.
        language: of the targets.
    """

    def __init__(self, sources: Sequence[str], targets: Sequence[str], *, source_language: str, language: str) -> None:
        self._sources = [list(dict.fromkeys(units(text, source_language))) for text in sources]
        self._targets = [list(dict.fromkeys(units(text, language))) for text in targets]
        self._source_ids = {unit: at for at, unit in enumerate(dict.fromkeys(unit for line in self._sources for unit in line), 1)}
        self._target_ids = {unit: at for at, unit in enumerate(dict.fromkeys(unit for line in self._targets for unit in line))}
        self._source = _Ragged([[self._source_ids[unit] for unit in line] for line in self._sources])
        self._target = _Ragged([[self._target_ids[unit] for unit in line] for line in self._targets])
        self._lines, self._e, self._f = self._pairs()
        self._keys, self._slot = np.unique(self._e * max(1, len(self._target_ids)) + self._f, return_inverse=True)

    def support(self) -> Floats:
        """Return how well each line renders its source, by the others: about 0 where they say nothing, below it where they speak
        against it. The mean over its words of the logarithm of how much likelier the source makes them."""
        every = np.arange(len(self._sources))
        return self.gains(every, every)

    def gain(self, source_at: int, target_at: int) -> float:
        """Return how well the target of one line renders the source of another, on the scale of `support`."""
        return float(self.gains([source_at], [target_at])[0])

    def gains(self, sources_at: Sequence[int] | Ints, targets_at: Sequence[int] | Ints) -> Floats:
        """Return how well the targets of some lines render the sources of others, pair by pair; see `gain`."""
        left, right = np.asarray(sources_at, np.int64), np.asarray(targets_at, np.int64)
        heights, widths = self._target.lengths[right], self._source.lengths[left]
        word, pair, column = _grid(heights, widths)
        e_at = self._source.starts[left][pair] + column
        row = word - (np.cumsum(heights) - heights)[pair]
        f_at = self._target.starts[right][pair] + row
        e, f = self._source.values[e_at], self._target.values[f_at]
        same = left[pair] == right[pair]
        own = np.where(same, self._learned[2][np.where(same, self._own_place(left[pair], row, column), 0)], 0.0)
        both = np.maximum(0.0, self._counted(e, f) - own)
        anywhere = (self._often[f] - 1 + SMOOTHING) / (len(self._targets) + SMOOTHING)
        rest = np.maximum(0.0, self._learned[1][e] - self._own_totals[e_at])
        chance = (both + SMOOTHING * anywhere) / (rest + SMOOTHING)
        best = np.ones(int(heights.sum()))
        np.maximum.at(best, word, chance / anywhere)
        of = np.repeat(np.arange(len(left)), heights)
        sums = np.bincount(of, np.log(best), len(left))
        return np.asarray(sums / np.maximum(1, heights), np.float64)

    def missed(self, at: int) -> list[Missed]:
        """Return what a line lacks that others agree on, the surest first."""
        have = set(self._targets[at])
        found: list[Missed] = []
        for word in self._sources[at]:
            count, renderings = self._agreed[word]
            for rendering, both in renderings.items():
                if rendering not in have and self._lift(rendering, both, count - 1):
                    found.append(Missed(word=word, rendering=rendering, seen=both, of=count - 1))
        return sorted(found, key=lambda each: -each.seen / each.of)

    def _lift(self, rendering: str, both: int, others: int) -> bool:
        """Tell whether a rendering stands beside a word far oftener than anywhere else."""
        return both / others > 4 * self._frequency[rendering] / max(1, len(self._targets))

    @cached_property
    def _frequency(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in self._targets:
            for unit in line:
                found[unit] = found.get(unit, 0) + 1
        return found

    @cached_property
    def _agreed(self) -> dict[str, tuple[int, dict[str, int]]]:
        """Return how many lines have each source word, and which target words most of these have beside it, and how many do."""
        found: dict[str, tuple[int, dict[str, int]]] = {}
        for source, target in zip(self._sources, self._targets, strict=True):
            for word in source:
                count, beside = found.get(word, (0, {}))
                for unit in target:
                    beside[unit] = beside.get(unit, 0) + 1
                found[word] = (count + 1, beside)
        return {
            word: (count, {unit: seen for unit, seen in beside.items() if seen >= max(LEAST_SEEN, SURE_SHARE * (count - 1))})
            for word, (count, beside) in found.items()
        }

    def _pairs(self) -> tuple[Ints, Ints, Ints]:
        """Return every pair of a source and a target word of one line; 0 is the source word that stands in every line."""
        lines: list[int] = []
        left: list[int] = []
        right: list[int] = []
        for at, (source, target) in enumerate(zip(self._sources, self._targets, strict=True)):
            ids = [0, *(self._source_ids[unit] for unit in source)]
            for unit in target:
                right += [self._target_ids[unit]] * len(ids)
                left += ids
                lines += [at] * len(ids)
        return np.array(lines, np.int64), np.array(left, np.int64), np.array(right, np.int64)

    @cached_property
    def _learned(self) -> tuple[Floats, Floats, Floats]:
        """Return the expected counts of pairs (by slot) and of source words, and what each pair of a line adds to them."""
        size = len(self._source_ids) + 1
        chance = np.ones(len(self._keys))
        counts: Floats = np.zeros(len(self._keys))
        totals: Floats = np.zeros(size)
        own: Floats = np.ones(len(self._e))
        place = self._lines * max(1, len(self._target_ids)) + self._f
        _, spot = np.unique(place, return_inverse=True)
        for _round in range(ROUNDS):
            each = chance[self._slot]
            own = each / np.bincount(spot, each)[spot]
            counts = np.bincount(self._slot, own, len(self._keys)).astype(np.float64)
            totals = np.bincount(self._e, own, size).astype(np.float64)
            chance = counts / totals[self._keys // max(1, len(self._target_ids))]
        return counts, totals, own

    @cached_property
    def _often(self) -> Floats:
        """Return in how many lines each target word stands."""
        return np.bincount(self._target.values, minlength=len(self._target_ids)).astype(np.float64)

    @cached_property
    def _firsts(self) -> Ints:
        """Return the place of each line's first pair among all."""
        counts = (self._source.lengths + 1) * self._target.lengths
        return np.asarray(np.cumsum(counts) - counts, np.int64)

    @cached_property
    def _own_totals(self) -> Floats:
        """Return what each source word of a line adds to the count of that word, by its place among the source words of all."""
        word, line, column = _grid(self._target.lengths, self._source.lengths)
        row = word - self._target.starts[line]
        place = self._source.starts[line] + column
        own = self._learned[2][self._own_place(line, row, column)]
        return np.bincount(place, own, len(self._source.values)).astype(np.float64)

    def _own_place(self, line: Ints, row: Ints, column: Ints) -> Ints:
        """Return where what a pair of a line adds stands: of its target word and its source word, counted from 0 in the line."""
        return np.asarray(self._firsts[line] + row * (self._source.lengths[line] + 1) + column + 1, np.int64)

    def _counted(self, e: Ints, f: Ints) -> Floats:
        """Return the expected count of pairs; 0 of one that stands in no line."""
        wanted = e * max(1, len(self._target_ids)) + f
        at = np.minimum(np.searchsorted(self._keys, wanted), max(0, len(self._keys) - 1))
        return np.where(self._keys[at] == wanted, self._learned[0][at], 0.0) if len(self._keys) else np.zeros(len(wanted))


class _Ragged:
    """Lines of numbers behind one another: all `values`, and where each line `starts` and its length."""

    def __init__(self, lines: Sequence[Sequence[int]]) -> None:
        self.values: Ints = np.array([value for line in lines for value in line], np.int64)
        self.lengths: Ints = np.array([len(line) for line in lines], np.int64)
        self.starts: Ints = np.cumsum(self.lengths) - self.lengths


def _grid(heights: Ints, widths: Ints) -> tuple[Ints, Ints, Ints]:
    """Return of every cell of tables behind one another its row, counted over all, its table, and its column in it."""
    tables = np.repeat(np.arange(len(heights)), heights)
    row = np.repeat(np.arange(len(tables)), widths[tables])
    table = tables[row]
    firsts = np.cumsum(widths[tables]) - widths[tables]
    return row, table, np.arange(len(row)) - firsts[row]
