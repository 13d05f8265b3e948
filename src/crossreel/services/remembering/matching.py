"""From rows of the memory that are like a line to what is told of them: where they stand, who approved them, what differs."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.domain.remembering.match import EXACT, LIKEST, SAME_BUT_NUMBERS, MemoryMatch
from crossreel.domain.text.inline import plain_text
from crossreel.language.memory.adapting import parts_of, with_numbers
from crossreel.language.memory.keys import key_of, line_of, numbers_in, unspaced
from crossreel.storage import remembered
from crossreel.storage.unit_of_work import UnitOfWork

Hit = tuple[float, int]
"""How like a row's line is, 0 to 100, and the row's id: that of a cue, or of a pair from outside."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Rows of the memory, read at once: the cues with their places and sources, and the pairs from outside."""

    places: Mapping[int, remembered.Place]
    sources: Mapping[int, str]
    pairs: Mapping[int, MemoryPair]

    @classmethod
    def read(cls, uow: UnitOfWork, ids: Collection[int]) -> "Remembered":
        """Return rows by id, in as many SELECTs for many as for one."""
        wanted = list(dict.fromkeys(ids))
        places = remembered.places(uow, wanted)
        outside = [row_id for row_id in wanted if row_id not in places]
        return cls(places, remembered.sources(uow, list(places)), remembered.pairs_of(uow, outside))

    def matches(self, line: str, hits: Iterable[Hit], *, near_id: int | None, most: int) -> list[MemoryMatch]:
        """Return what is remembered for a line, the likest first; of equal ones those of the title at hand, then the newest.

        Args:
            line: the line at hand, see `line_of`.
            hits: the rows that are like it.
            near_id: the title at hand.
            most: how many matches at most; the same translation counts once.
        """
        found = [made for hit in hits if (made := self._match(line, *hit)) is not None]
        return _counted(sorted(found, key=lambda match: _order(match, near_id)))[:most]

    def _match(self, line: str, score: float, row_id: int) -> MemoryMatch | None:
        place, source, pair = self.places.get(row_id), self.sources.get(row_id), self.pairs.get(row_id)
        if pair is not None:
            made = _match(line, score, pair.source, pair.text, pair.language)
            return replace(made, pair_id=pair.id, origin=pair.origin, author=pair.author, made_ms=pair.made_ms)
        if place is None or source is None:
            return None
        made = _match(line, score, source, place.text, place.language)
        return replace(
            made, cue_id=place.cue_id, start_ms=place.start_ms, episode_id=place.episode_id, episode_number=place.episode_number,
            title_id=place.title_id, title_code=place.title_code, title_name=place.title_name,
        )  # fmt: skip

    def with_approvals(self, uow: UnitOfWork, matches: Iterable[MemoryMatch]) -> list[MemoryMatch]:
        """Return matches with who approved the episodes they stand in."""
        found = list(matches)
        tracks = {match.cue_id: self.places[match.cue_id].track_id for match in found if match.cue_id is not None}
        approved = remembered.approvals(uow, set(tracks.values()))
        return [_with_approval(match, approved.get(tracks.get(match.cue_id or 0, 0))) for match in found]


def _match(line: str, score: float, source: str, text: str, language: str) -> MemoryMatch:
    was = line_of(source)
    parts = parts_of(was, line)
    if unspaced(was) == unspaced(line):
        return MemoryMatch(score=EXACT, source=source, text=text, language=language, parts=parts)
    if key_of(was) != key_of(line):
        return MemoryMatch(score=min(LIKEST, int(score)), source=source, text=text, language=language, parts=parts)
    if numbers_in(was) == numbers_in(line):
        return MemoryMatch(score=SAME_BUT_NUMBERS, source=source, text=text, language=language, parts=parts)
    adapted = with_numbers(was, line, text)
    return MemoryMatch(
        score=SAME_BUT_NUMBERS if adapted is not None else LIKEST, source=source, text=text if adapted is None else adapted,
        language=language, parts=parts, numbers_replaced=adapted is not None and adapted != text,
    )  # fmt: skip


def _order(match: MemoryMatch, near_id: int | None) -> tuple[object, ...]:
    near = near_id is not None and match.title_id == near_id
    return (-match.score, not near, match.pair_id is not None, -(match.cue_id or match.pair_id or 0))


def _counted(matches: Iterable[MemoryMatch]) -> list[MemoryMatch]:
    """Return each translation once, at its best place, with how often it is remembered for lines as like."""
    found: dict[str, MemoryMatch] = {}
    for match in matches:
        said = " ".join(plain_text(match.text).split())
        first = found.get(said)
        if first is None:
            found[said] = match
        elif first.score == match.score:
            found[said] = replace(first, count=first.count + 1)
    return list(found.values())


def _with_approval(match: MemoryMatch, approval: tuple[str, int] | None) -> MemoryMatch:
    return match if approval is None else replace(match, author=approval[0], made_ms=approval[1])
