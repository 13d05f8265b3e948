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
        self._lines, self._e, self._f = self._pairs()
        self._keys, self._slot = np.unique(self._e * max(1, len(self._target_ids)) + self._f, return_inverse=True)

    def support(self) -> Floats:
        """Return how well each line renders its source, by the others: about 0 where they say nothing, below it where they speak
        against it. The mean over its words of the logarithm of how much likelier the source makes them."""
        return np.array([self._gain(at, at) for at in range(len(self._sources))])

    def gain(self, source_at: int, target_at: int) -> float:
        """Return how well the target of one line renders the source of another, on the scale of `support`."""
        return self._gain(source_at, target_at)

    def missed(self, at: int) -> list[Missed]:
        """Return what a line lacks that others agree on, the surest first."""
        have = set(self._targets[at])
        found: list[Missed] = []
        for word in self._sources[at]:
            count, renderings = self._agreed.get(word, (0, {}))
            for rendering, seen in renderings.items():
                others, both = count - 1, seen - (rendering in have)
                if (
                    rendering not in have
                    and both >= LEAST_SEEN
                    and both >= SURE_SHARE * others
                    and self._lift(rendering, both, others)
                ):
                    found.append(Missed(word=word, rendering=rendering, seen=both, of=others))
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
        """Return how many lines have each source word, and how many of these have which target word beside it."""
        found: dict[str, tuple[int, dict[str, int]]] = {}
        for source, target in zip(self._sources, self._targets, strict=True):
            for word in source:
                count, beside = found.get(word, (0, {}))
                for unit in target:
                    beside[unit] = beside.get(unit, 0) + 1
                found[word] = (count + 1, beside)
        return found

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
    def _own(self) -> dict[tuple[int, int, int], float]:
        return {
            (int(line), int(e), int(f)): float(value)
            for line, e, f, value in zip(self._lines, self._e, self._f, self._learned[2], strict=True)
        }

    @cached_property
    def _own_totals(self) -> dict[tuple[int, int], float]:
        found: dict[tuple[int, int], float] = {}
        for (line, e, _f), value in self._own.items():
            found[line, e] = found.get((line, e), 0.0) + value
        return found

    @cached_property
    def _counted(self) -> dict[int, float]:
        return dict(zip(self._keys.tolist(), self._learned[0].tolist(), strict=True))

    def _gain(self, source_at: int, target_at: int) -> float:
        """Return the mean logarithm of how much likelier than anywhere the words of a target are beside a source."""
        ids = [self._source_ids[unit] for unit in self._sources[source_at]]
        target = self._targets[target_at]
        if not ids or not target:
            return 0.0
        size, lines = len(self._target_ids), len(self._targets)
        total = 0.0
        for unit in target:
            f = self._target_ids[unit]
            anywhere = (self._frequency[unit] - 1 + SMOOTHING) / (lines + SMOOTHING)
            best = 1.0
            for e in ids:
                own = self._own.get((source_at, e, f), 0.0) if source_at == target_at else 0.0
                own_total = self._own_totals.get((source_at, e), 0.0)
                both = max(0.0, self._counted.get(e * size + f, 0.0) - own)
                chance = (both + SMOOTHING * anywhere) / (max(0.0, float(self._learned[1][e]) - own_total) + SMOOTHING)
                best = max(best, chance / anywhere)
            total += float(np.log(best))
        return total / len(target)
