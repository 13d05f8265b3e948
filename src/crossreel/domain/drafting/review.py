"""The review queue: drafted lines, those most likely wrong first, each with the reasons why it stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from crossreel.domain.drafting.draft import SURE, Verdict
from crossreel.domain.errors import Fact

LESS_SURE, LENGTH, LOST_WORD, NEIGHBOUR, WEAK = "confidence", "length", "lost_word", "neighbour", "weak"
QUESTION, DENIAL, SENTENCES, PERSON, FORMAL = "question", "denial", "sentences", "person", "formal"
SIGNALS = (LESS_SURE, LENGTH, LOST_WORD, NEIGHBOUR, WEAK, QUESTION, DENIAL, SENTENCES, PERSON, FORMAL)
"""What only drafts are judged by, beside the rules of QC."""
MAD_TO_DEVIATION = 1.4826
"""Median absolute deviation to standard deviation, of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a line is looked at.

    Attributes:
        name: a rule of QC, or one of `SIGNALS`.
        code: key of the sentence that says it, with its `facts`.
        weight: how likely the line is wrong by this alone, 0 to 1.
    """

    name: str
    code: str
    weight: float
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A drafted line that waits for a person. Texts are inline markup.

    `maker` made it, `confidence` in thousandths is how sure that was (None where it did not say), `draft_id` None for a line that
    is marked as drafted without saying by whom.
    """

    cue_id: int
    track_id: int
    title_id: int
    episode_id: int
    episode: int
    column: str
    start_ms: int
    end_ms: int
    source_id: int | None
    source: str
    text: str
    draft_id: int | None = None
    maker: str = ""
    confidence: int | None = None
    verdict: Verdict = Verdict.UNSEEN
    reasons: tuple[Reason, ...] = ()

    @property
    def risk(self) -> float:
        """How likely it is wrong by all its reasons, as if they knew nothing of each other."""
        right = 1.0
        for reason in self.reasons:
            right *= 1 - reason.weight
        return 1 - right


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWeights:
    """How likely a line is wrong by each reason, 0 to 1; `rules` by rule, `others` by signal and by severity of a rule."""

    rules: Mapping[str, float]
    others: Mapping[str, float]
    sure: int = 850
    outlier: float = 2.6
    begins: float = 1.2
    least_agreement: float = 0.75
    least_agreeing: int = 12
    least_lines: int = 30
    least_letters: int = 4

    def of_rule(self, rule: str, severity: str) -> float:
        """Return that of a finding."""
        return self.rules.get(rule, self.others[f"rule_{severity}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the review of some lines is; `left_ms` is what the rest takes at the pace so far, None while nobody knows."""

    seen: int
    total: int
    left_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQueue:
    """A queue as it was read: its lines in order, how far the review is, and the titles that QC looked at for it."""

    lines: tuple[ReviewLine, ...]
    progress: Progress
    checked: tuple[int, ...] = ()

    @classmethod
    def of(cls, lines: Iterable[ReviewLine], progress: Sequence[Progress], checked: Iterable[int] = ()) -> "OpenQueue":
        """Make it of the progress of each title; a pace counts for the titles where nobody knows one."""
        known = [each for each in progress if each.left_ms is not None and each.total > each.seen]
        waiting = sum(each.total - each.seen for each in progress)
        paced = sum(each.total - each.seen for each in known)
        left = round(sum(each.left_ms or 0 for each in known) * waiting / paced) if paced else None
        whole = Progress(seen=sum(each.seen for each in progress), total=sum(each.total for each in progress), left_ms=left)
        return cls(lines=tuple(lines), progress=whole, checked=tuple(checked))


def ordered(lines: Iterable[ReviewLine]) -> list[ReviewLine]:
    """Return lines with the riskiest first; equal ones in the order in which they are spoken, language by language."""
    return sorted(lines, key=lambda line: (-line.risk, line.episode, line.column, line.start_ms, line.cue_id))


def less_sure(confidence: int | None, weights: RiskWeights) -> Reason | None:
    """Return that an engine was not sure, None where it was or did not say."""
    if confidence is None or confidence >= weights.sure:
        return None
    weight = weights.others[LESS_SURE] * (SURE - confidence) / SURE
    return Reason(name=LESS_SURE, code="review.confidence", weight=weight, facts={"percent": round(confidence * 100 / SURE)})


def odd_lengths(ratios: Mapping[int, float], weights: RiskWeights) -> dict[int, Reason]:
    """Return whose length is far from what the others of a column make expect.

    Args:
        ratios: by cue, the logarithm of target length over source length.
        weights: what is far, and of how many lines at least.
    """
    if len(ratios) < weights.least_lines:
        return {}
    middle = median(ratios.values())
    spread = MAD_TO_DEVIATION * median(abs(each - middle) for each in ratios.values()) or 1e-9
    found: dict[int, Reason] = {}
    for cue_id, ratio in ratios.items():
        away = (ratio - middle) / spread
        if abs(away) >= weights.begins:
            weight = min(0.9, weights.others[LENGTH] * (abs(away) / weights.outlier) ** 2)
            found[cue_id] = Reason(name=LENGTH, code="review.short" if away < 0 else "review.long", weight=weight)
    return found


def time_left(judged_ms: Iterable[int], left: int, *, pause_ms: int = 120_000) -> int | None:
    """Return how long the rest takes at the pace of verdicts given so far, in ms; None where fewer than five tell it.

    Args:
        judged_ms: when verdicts were given.
        left: how many lines wait.
        pause_ms: a longer time between two is a pause, and no work.
    """
    times = sorted(judged_ms)
    steps = [later - before for before, later in pairwise(times) if 0 < later - before <= pause_ms]
    return round(sum(steps) / len(steps) * left) if len(steps) >= 4 else None
