"""Where translations stand one cue beside their source: runs of cues in which each renders the line before or after its own.

What lines say that hardly a translation leaves out is compared: numbers, names (of the bible, and where both languages have Latin
letters those with a capital), questions, plain things (a hospital, a father). A run is told where at least three lines have theirs
in the cue beside and none in their own, or two that say much; where they say little, their lengths must say the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import correlation
from typing import NamedTuple

from crossreel.domain.text.language import script_of
from crossreel.language.expressions import has_expression, has_rendering
from crossreel.language.numbers.reading import may_count, read_numbers
from crossreel.qc.checked_track import CheckedTrack, RequiredTerm
from crossreel.qc.joined_texts import BORDER, WORD
from crossreel.qc.named_things import is_object, named, naming
from crossreel.qc.word_lists import word_list

QUESTION = "?？؟"
LEAST_LINES, LEAST_WEIGHT, SURE_WEIGHT, LEAST_LENGTHS = 3, 4, 6, 4
FEW_LINES, FEW_WEIGHT = 2, 5
SMALL = 3
BEGINS = re.compile(r"(?:^|[.!?…:¡¿\n-])[\s\"'“«-]*$")
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
    if _telling(track.source_texts.text, track.source_language, track.terms, asks) < FEW_LINES:
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
    texts = tuple(text for _, _, text in pairs)
    names = _names(texts) if script_of(source) == script_of(target) == "Latn" else frozenset()
    told = [_of_source(text, source, terms, asks) | (_named_in(text, names) if names else frozenset()) for _, text, _ in pairs]
    if sum(map(bool, told)) < FEW_LINES:
        return ()
    in_place = [bool(said) and _all_in(said, text, target, terms) for said, text in zip(told, texts, strict=True)]
    asked = [
        not said and asks and _asks(text) and not _may_ask(pair[1], source)
        for said, text, pair in zip(told, texts, pairs, strict=True)
    ]
    if sum(bool(said) and not here for said, here in zip(told, in_place, strict=True)) + sum(asked) < FEW_LINES:
        return ()
    reading = _Reading(tuple(told), tuple(in_place), tuple(asked), texts, target, terms)
    found = []
    for step in (1, -1):
        for run in reading.runs(step):
            if _is_run(run, told, pairs, step):
                cues = tuple(pairs[place][0] for place in range(min(run[0], run[0] + step), max(run[-1], run[-1] + step) + 1))
                found.append(Shift(cues=cues, step=step))
    return tuple(found)


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Return the words with a capital of some texts."""
    return frozenset(word for text in texts for word in WORD.findall(text) if word[0].isupper() and len(word) > 1)


def _named_in(text: str, names: frozenset[str]) -> frozenset[Token]:
    """Return those of some names that a line has, but for the words that begin its sentences."""
    inside = (match for match in WORD.finditer(text) if match.group() in names)
    return frozenset(("name", match.group()) for match in inside if not BEGINS.search(text, 0, match.start()))


class _Reading(NamedTuple):
    """What the lines of a source say that hardly a translation leaves out, and the texts in which it should stand.

    `in_place` are the lines whose own text has it, `asked` those that ask nothing and whose own text does.
    """

    told: tuple[frozenset[Token], ...]
    in_place: tuple[bool, ...]
    asked: tuple[bool, ...]
    texts: tuple[str, ...]
    target: str
    terms: tuple[RequiredTerm, ...]

    def runs(self, step: int) -> Iterator[list[int]]:
        """Yield the places of lines whose words stand so many cues on, run by run; one that is in place ends a run."""
        run: list[int] = []
        for at, told in enumerate(self.told):
            if not told and not self.asked[at]:
                continue
            verdict = None if self.in_place[at] else self._stands_beside(at, step)
            if verdict:
                run.append(at)
            elif run and (self.in_place[at] or verdict is False):
                yield run
                run = []
        if run:
            yield run

    def _stands_beside(self, at: int, step: int) -> bool | None:
        """Tell whether a line that is not in place stands beside; None where that cannot be told."""
        told, beside = self.told[at], at + step
        inside = 0 <= beside < len(self.texts)
        if not told:
            return True if inside and not _asks(self.texts[beside]) else None
        if inside and _all_in(told, self.texts[beside], self.target, self.terms):
            return True
        return None if all(kind == "thing" for kind, _ in told) else False


def _is_run(run: Sequence[int], told: Sequence[frozenset[Token]], pairs: Sequence[tuple[int, str, str]], step: int) -> bool:
    weight = sum(_weight(told[at]) for at in run)
    if len(run) == FEW_LINES and run[1] - run[0] == 1 and weight >= FEW_WEIGHT:
        return all(any(kind != "question" for kind, _ in told[at]) for at in run)
    if len(run) < LEAST_LINES or weight < LEAST_WEIGHT or sum(bool(told[at]) for at in run) < FEW_LINES:
        return False  # a script without question marks asks where its translation does
    if weight >= SURE_WEIGHT:
        return True
    places = [at for at in range(run[0], run[-1] + 1) if 0 <= at + step < len(pairs)]
    return len(places) < LEAST_LENGTHS or _likeness(places, pairs, step) > _likeness(places, pairs, 0)


def _weight(told: frozenset[Token]) -> int:
    """Return how much a line says: a question little, as one that asks for another line's sake; of things one counts."""
    listed = [kind for kind, _ in told]
    others = sum(1 if kind == "question" else 2 for kind in listed if kind != "thing")
    return others + 2 * ("thing" in listed) + (not told)


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
    return frozenset(found | {("thing", thing) for thing in named(text, language) if is_object(thing)})


def _all_in(told: frozenset[Token], text: str, language: str, terms: tuple[RequiredTerm, ...]) -> bool:
    """Tell whether a translation has everything that a line says; of the things it names one will do."""
    things, others = _sought(told, language)
    if things and not things.search(text):
        return False
    return not others or all(_is_in(kind, what, text, language) for kind, what in others)


@lru_cache(maxsize=16_384)
def _sought(told: frozenset[Token], language: str) -> tuple[re.Pattern[str] | None, tuple[Token, ...]]:
    """Return what finds one of the things that a line names, and what else it says."""
    things = frozenset(str(what) for kind, what in told if kind == "thing")
    return naming(things, language) if things else None, tuple(each for each in told if each[0] != "thing")


def _is_in(kind: str, what: object, text: str, language: str) -> bool:
    if isinstance(what, RequiredTerm):
        return has_rendering(what.rendering, text, language)
    if kind == "name":
        return str(what) in WORD.findall(text)
    if isinstance(what, tuple):
        return any(not set(what).isdisjoint(number.values) for number in read_numbers(text, language))
    return _asks(text)


def _asks(text: str) -> bool:
    return "?" in text or "？" in text or "؟" in text


@lru_cache(maxsize=16_384)
def _may_ask(source: str, language: str) -> bool:
    """Tell whether a line of the source may be meant as a question."""
    listed = word_list("question").words(language, "open")
    words = WORD.findall(source.casefold())
    return not source or _asks(source) or any(word in source for word in listed.listed) or not listed.folded.isdisjoint(words)
