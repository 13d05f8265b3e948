"""Forced narratives that no track holds: cells of their own, made of the foreign lines of a title and of its signs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.foreign import is_read_in
from crossreel.domain.cues.narratives import FORCED, Foreign
from crossreel.domain.redelivery import Place
from crossreel.domain.text.column_name import FULL, SIGNS, column_name, split_column
from crossreel.domain.text.inline import plain_text
from crossreel.storage import queries
from crossreel.storage.foreign_lines import ForeignLine, foreign_lines
from crossreel.storage.summaries import digest_of
from crossreel.storage.unit_of_work import UnitOfWork

EMPTY = digest_of(0)
"""The digest of a track that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedCells:
    """The foreign lines of a title, by id of the episode and language, and the digests of all cells, those that are made too.

    `made` are the languages whose forced narratives are made: they have foreign lines, and no track of their own for them.
    """

    foreign: Mapping[tuple[int, str], Foreign] = field(default_factory=dict)
    made: frozenset[str] = frozenset()
    digests: Mapping[Place, str] = field(default_factory=dict)


def read_forced(uow: UnitOfWork, title_id: int) -> ForcedCells:
    """Return what forced narratives are made of, and the digest of each cell. Four SELECTs at most."""
    digests = queries.content_digests(uow, title_id)
    there = {place for place, digest in digests.items() if digest not in ("", EMPTY)}
    foreign = _by_language(foreign_lines(uow, title_id))
    own = {split_column(column)[0] for _, column in there if split_column(column)[1] == FORCED}
    made = frozenset(language for _, language in foreign) - own
    return ForcedCells(foreign=foreign, made=made, digests={**digests, **dict(_digests(foreign, made, digests, there))})


def with_forced(subject: Subject, forced: ForcedCells) -> Subject:
    """Return a title about to be delivered with the cells of forced narratives that are made."""
    ids = {episode.id: episode.number for episode in subject.episodes}
    foreign = {(ids[episode_id], language): told for (episode_id, language), told in forced.foreign.items() if episode_id in ids}
    cells = dict(subject.cells)
    for language in forced.made:
        for number in ids.values():
            cell = _cell(subject, number, language, foreign.get((number, language), Foreign()))
            if cell is not None:
                cells[number, column_name(language, FORCED)] = cell
    return replace(subject, cells=cells, foreign=foreign, made_forced=forced.made)


def forced_columns(columns: Sequence[str], forced: ForcedCells) -> list[str]:
    """Return columns of a title with those of the forced narratives that are made."""
    return [*columns, *(column for language in sorted(forced.made) if (column := column_name(language, FORCED)) not in columns)]


def _by_language(lines: Iterable[ForeignLine]) -> dict[tuple[int, str], Foreign]:
    listed = list(lines)
    languages = {each.language for each in listed}.union(*(each.renderings for each in listed))
    found: dict[tuple[int, str], Foreign] = {}
    for language in sorted(languages):
        said: dict[int, dict[int, Cue]] = {}
        unsaid: dict[int, int] = {}
        for each in listed:
            if is_read_in(each.line.spoken_in, language):
                words = [cue for cue in _renderings(each, language) if plain_text(cue.text).strip()]
                said.setdefault(each.episode_id, {}).update({cue.id: cue for cue in words})
                unsaid[each.episode_id] = unsaid.get(each.episode_id, 0) + (not words)
        for episode_id, cues in said.items():
            in_order = tuple(sorted(cues.values(), key=lambda cue: cue.order))
            found[episode_id, language] = Foreign(cues=in_order, unsaid=unsaid[episode_id])
    return found


def _renderings(each: ForeignLine, language: str) -> Sequence[Cue]:
    return (each.line,) if language == each.language else each.renderings.get(language, ())


def _digests(
    foreign: Mapping[tuple[int, str], Foreign], made: Iterable[str], digests: Mapping[Place, str], there: Iterable[Place]
) -> Iterator[tuple[Place, str]]:
    """Give the digest of each cell that is made: wherever its language has foreign lines, or signs."""
    with_signs = {place for place in there if split_column(place[1])[1] == SIGNS}
    for language in made:
        signs = column_name(language, SIGNS)
        own = {episode_id for episode_id, other in foreign if other == language and foreign[episode_id, other].cues}
        for episode_id in sorted(own | {episode_id for episode_id, column in with_signs if column == signs}):
            lines = foreign.get((episode_id, language), Foreign())
            of_signs = digests[episode_id, signs] if (episode_id, signs) in with_signs else ""
            yield (episode_id, column_name(language, FORCED)), lines.digest(of_signs)


def _cell(subject: Subject, number: int, language: str, foreign: Foreign) -> CellFacts | None:
    """Return the forced narratives of an episode as the gate sees them, None where it has none.

    They are as far along as what they are made of. Where that goes too, what QC has against it is said there.
    """
    whole, signs = (subject.cells.get((number, column_name(language, role))) for role in (FULL, SIGNS))
    of_signs = signs.cue_count if signs is not None else 0
    parts = [part for part, counts in ((whole, foreign.cues), (signs, of_signs)) if part is not None and counts]
    if not parts:
        return None
    alone = FULL not in subject.roles
    looks = [part.checked_ms for part in parts if part.checked_ms is not None]
    return CellFacts(
        state=min((part.state for part in parts), key=lambda state: state.rank),
        cue_count=len(foreign.cues) + of_signs,
        untranslated=foreign.unsaid,
        open_errors=sum(part.open_errors for part in parts) if alone else 0,
        buyer_errors_at=tuple(at for part in parts for at in part.buyer_errors_at) if alone else (),
        checked_ms=min(looks, default=None) if alone else None,
        is_checked=all(part.is_checked for part in parts) or not alone,
        watched=min(part.watched for part in parts),
        watched_by=parts[0].watched_by,
    )
