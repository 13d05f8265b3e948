"""Where translations stand one cue beside their source: runs of cues in which each renders the line before or after its own.

What lines say that no translation leaves out is compared: numbers, names of the bible, questions. A run is told where at least
three lines have theirs in the cue beside and none in their own; where these say little, their lengths must say the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import correlation

from crossreel.domain.text.language import script_of
from crossreel.language.expressions import has_expression, has_rendering
from crossreel.language.numbers.reading import may_count, read_numbers
from crossreel.qc.checked_track import CheckedTrack, RequiredTerm
from crossreel.qc.joined_texts import BORDER

QUESTION = "?？؟"
LEAST_LINES, LEAST_WEIGHT, SURE_WEIGHT, LEAST_LENGTHS = 3, 4, 6, 4
SMALL = 3
UNMARKED = frozenset({"Thai"})
Token = tuple[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A run of cues of a track, by their ids, each of which renders the line before its own (`step` 1) or after it (-1)."""

    cues: tuple[int, ...]
    step: int


def find_shifts(track: CheckedTrack) -> tuple[Shift, ...]:
    """Return the runs of a track that stand beside their source."""
    asks = script_of(track.language) not in UNMARKED
    if _telling(track.source_texts.text, track.source_language, track.terms, asks) < LEAST_LINES:
        return ()
    said = track.said
    pairs = tuple(
        (checked.cue.id, said.get(checked.sources[0].id, ""), checked.text) for checked in track.cues if len(checked.sources) == 1
    )
    return _shifts(pairs, track.source_language, track.language, track.terms)


def shifted_cues(track: CheckedTrack) -> frozenset[int]:
    """Return the cues of all runs: what else is wrong with them is that they stand beside their source."""
    return frozenset(cue_id for shift in find_shifts(track) for cue_id in shift.cues)


@lru_cache(maxsize=512)
def _shifts(
    pairs: tuple[tuple[int, str, str], ...], source: str, target: str, terms: tuple[RequiredTerm, ...]
) -> tuple[Shift, ...]:
    asks = script_of(target) not in UNMARKED
    told = [_of_source(text, source, terms, asks) for _, text, _ in pairs]
    if sum(map(bool, told)) < LEAST_LINES:
        return ()
    found = []
    for step in (1, -1):
        run: list[int] = []
        for at in (*range(len(pairs)), None):
            beside = at + step if at is not None else -1
            if at is not None and not told[at]:
                continue
            if at is not None and 0 <= beside < len(pairs):
                here = _all_in(told[at], pairs[at][2], target, terms)
                if not here and _all_in(told[at], pairs[beside][2], target, terms):
                    run.append(at)
                    continue
                if not here and not run:
                    continue
            if _is_run(run, told, pairs, step):
                cues = tuple(pairs[place][0] for place in range(min(run[0], run[0] + step), max(run[-1], run[-1] + step) + 1))
                found.append(Shift(cues=cues, step=step))
            run = []
    return tuple(found)


def _is_run(run: Sequence[int], told: Sequence[frozenset[Token]], pairs: Sequence[tuple[int, str, str]], step: int) -> bool:
    weight = sum(1 if kind == "question" else 2 for at in run for kind, _ in told[at])
    if len(run) < LEAST_LINES or weight < LEAST_WEIGHT:
        return False
    if weight >= SURE_WEIGHT:
        return True
    places = [at for at in range(run[0], run[-1] + 1) if 0 <= at + step < len(pairs)]
    return len(places) < LEAST_LENGTHS or _likeness(places, pairs, step) > _likeness(places, pairs, 0)


def _likeness(places: Sequence[int], pairs: Sequence[tuple[int, str, str]], step: int) -> float:
    """Return how the lengths of lines and of what stands so many cues on go together, -1 to 1."""
    lines, renderings = [len(pairs[at][1]) for at in places], [len(pairs[at + step][2]) for at in places]
    if len(set(lines)) < 2 or len(set(renderings)) < 2:
        return 0.0
    return correlation(lines, renderings)


@lru_cache(maxsize=1024)
def _telling(joined: str, language: str, terms: tuple[RequiredTerm, ...], asks: bool) -> int:
    """Return how many of the joined source texts say something that no translation leaves out."""
    return sum(bool(_of_source(text, language, terms, asks)) for text in joined.split(BORDER))


@lru_cache(maxsize=16_384)
def _of_source(text: str, language: str, terms: tuple[RequiredTerm, ...], asks: bool) -> frozenset[Token]:
    """Return what a line says that no translation leaves out."""
    found: set[Token] = {("term", term) for term in terms if has_expression(term.source, text)}
    if asks and text.rstrip()[-1:] in QUESTION and text:
        found.add(("question", True))
    if may_count(text, language):
        found |= {("number", number.values) for number in read_numbers(text, language) if number.sure and number.value >= SMALL}
    return frozenset(found)


def _all_in(told: frozenset[Token], text: str, language: str, terms: tuple[RequiredTerm, ...]) -> bool:
    """Tell whether a translation has everything that a line says."""
    return all(_is_in(kind, what, text, language) for kind, what in told)


def _is_in(kind: str, what: object, text: str, language: str) -> bool:
    if isinstance(what, RequiredTerm):
        return has_rendering(what.rendering, text, language)
    if isinstance(what, tuple):
        return any(not set(what).isdisjoint(number.values) for number in read_numbers(text, language))
    return any(mark in text for mark in QUESTION)
