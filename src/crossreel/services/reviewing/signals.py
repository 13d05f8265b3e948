"""What only drafts are judged by: lengths, words the rest of the title renders otherwise, lines that answer their neighbour."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

import numpy as np

from crossreel.domain.drafting.review import LOST_WORD, NEIGHBOUR, WEAK, Reason, ReviewLine, RiskWeights, odd_lengths
from crossreel.domain.errors import Fact
from crossreel.domain.text.inline import plain_text
from crossreel.language.pairing import Floats, Pairing
from crossreel.services.reviewing.lines import Column
from crossreel.services.reviewing.signs import by_signs

LEAST_LINES = 60
"""Lines a column must have before its words are held against each other."""
MARGIN = 0.8
"""By how much better, in natural logarithms a word, a line renders its neighbour before that is said."""
WEAKEST = 0.35
"""The share of the lines of a column that the others speak for least, and that are looked at for that."""


def with_signals(column: Column, weights: RiskWeights) -> list[ReviewLine]:
    """Return the lines of a column that wait for a person, with the reasons that all its lines together give."""
    told: dict[int, list[Reason]] = {}
    for cue_id, reason in odd_lengths(_ratios(column.lines, weights), weights).items():
        told.setdefault(cue_id, []).append(reason)
    for found in (_by_words(column, weights), by_signs(column.lines, column.source_language, column.language, weights)):
        for cue_id, reasons in found.items():
            told.setdefault(cue_id, []).extend(reasons)
    return [
        replace(line, reasons=(*line.reasons, *told.get(line.cue_id, ()))) for line in column.lines if line.cue_id in column.waiting
    ]


def _ratios(lines: Sequence[ReviewLine], weights: RiskWeights) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for line in lines:
        source, text = _letters(line.source), _letters(line.text)
        if source >= weights.least_letters and text:
            found[line.cue_id] = log(text / source)
    return found


def _letters(markup: str) -> int:
    return sum(char.isalnum() for char in plain_text(markup))


def _by_words(column: Column, weights: RiskWeights) -> dict[int, list[Reason]]:
    lines = [line for line in column.lines if line.source and plain_text(line.text).strip()]
    if len(lines) < LEAST_LINES:
        return {}
    pairing = Pairing(
        [plain_text(line.source) for line in lines],
        [plain_text(line.text) for line in lines],
        source_language=column.source_language,
        language=column.language,
    )
    found: dict[int, list[Reason]] = {}
    for at, line in enumerate(lines):
        missed = pairing.missed(at)
        if missed and missed[0].of > 0:
            facts: dict[str, Fact] = {"source": missed[0].word, "rendering": missed[0].rendering, "count": missed[0].seen}
            weight = weights.others[LOST_WORD] * (missed[0].seen / missed[0].of) ** 2
            found.setdefault(line.cue_id, []).append(Reason(name=LOST_WORD, code="review.lost_word", weight=weight, facts=facts))
    support = pairing.support()
    for mine in sorted(_answering_neighbours(pairing, support, lines)):
        reason = Reason(name=NEIGHBOUR, code="review.neighbour", weight=weights.others[NEIGHBOUR])
        found.setdefault(lines[mine].cue_id, []).append(reason)
    weakest = int(len(lines) * WEAKEST)
    for place, at in enumerate(support.argsort()[:weakest]):
        weight = weights.others[WEAK] * (1 - place / weakest)
        found.setdefault(lines[at].cue_id, []).append(Reason(name=WEAK, code="review.weak", weight=weight))
    return found


def _answering_neighbours(pairing: Pairing, support: Floats, lines: Sequence[ReviewLine]) -> set[int]:
    """Return the places of lines that render the line before or after better than their own."""
    near = [(before, after) for before, after in pairwise(range(len(lines))) if lines[before].track_id == lines[after].track_id]
    pairs = [(mine, other) for before, after in near for mine, other in ((before, after), (after, before))]
    mine = [each for each, _other in pairs]
    better = pairing.gains([other for _mine, other in pairs], mine) - support[np.asarray(mine, np.int64)]
    return {at for at, by in zip(mine, better, strict=True) if by >= MARGIN}
