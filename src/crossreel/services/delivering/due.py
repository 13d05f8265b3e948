"""What of a title a buyer has, and what would have to go to it now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.delivery.recipe import made_by
from crossreel.delivery.subject import Subject
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Profile, cell_key
from crossreel.domain.redelivery import (
    REJECTED,
    TEXT_CHANGED,
    Had,
    Place,
    Wording,
    changes_of,
    reasons_of,
    rejections,
    wording_of,
)
from crossreel.domain.text.column_name import FULL, column_name, language_of, split_column
from crossreel.domain.trade.delivery_change import ChangeKind, DeliveryChange
from crossreel.domain.trade.receipt import Receipt
from crossreel.domain.views.grid import Matrix
from crossreel.services.delivering.cell_documents import WHOLE
from crossreel.storage import queries
from crossreel.storage.delivered import had_cells, made_of, with_wording
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a delivery would bring a buyer. `had` is what its files are copies of, `rounds` how often something was sent to it."""

    changes: tuple[DeliveryChange, ...]
    had: Mapping[str, str]
    rounds: int
    withdrawn: tuple[Place, ...] = ()

    @property
    def cells(self) -> frozenset[tuple[int, str]]:
        """The cells that have to go: number of the episode and column."""
        goes = (ChangeKind.NEW, ChangeKind.CHANGED)
        return frozenset((each.episode, each.column) for each in self.changes if each.kind in goes)


def read_due(uow: UnitOfWork, subject: Subject, matrix: Matrix, profile: Profile, languages: Sequence[str]) -> Due:
    """Return what would have to go to the buyer of a profile, of some languages.

    Only of cells whose digest is another one are the cues read, to say whether words or times changed.
    """
    title_id = subject.title.id
    told, rounds = made_of(uow, title_id, profile.buyer)
    had = {
        place: with_wording(each, told.get(cell_key(*place), ""))
        for place, each in had_cells(uow, title_id, profile.buyer).get(profile.buyer, {}).items()
        if _is_asked_for(place[1], subject, matrix, languages)
    }
    wanted = _wanted(subject, languages)
    digests, made = queries.content_digests(uow, title_id), made_by(profile)
    other = [place for place in wanted if place in had and digests.get(place, "") != had[place].digest]
    wordings = read_wordings(uow, title_id, other)
    reasons = {place: reasons_of(had[place], digests.get(place, ""), made, wordings.get(place)) for place in wanted if place in had}
    for place in _with_other_narratives(subject, profile, wanted, had, reasons):
        reasons[place] = tuple(dict.fromkeys((*reasons.get(place, ()), TEXT_CHANGED)))
    for place in rejections(uow.where(Receipt, title_id=title_id), had):
        reasons[place] = (REJECTED, *reasons.get(place, ()))
    withdrawn = tuple(place for place in had if place not in wanted)
    changes = changes_of(wanted, had, reasons, withdrawn)
    return Due(changes=changes, had=told, rounds=rounds, withdrawn=withdrawn)


def _with_other_narratives(
    subject: Subject,
    profile: Profile,
    wanted: Mapping[Place, int],
    had: Mapping[Place, Had],
    reasons: Mapping[Place, tuple[str, ...]],
) -> Iterator[Place]:
    """Give the full and SDH cells that hold forced narratives which are new or changed."""
    if not profile.narratives_in_full:
        return
    for episode_id, column in wanted:
        language, role = split_column(column)
        if role in WHOLE and (episode_id, column) in had:
            place = (episode_id, column_name(language, subject.narratives(profile, language) or FULL))
            if place[1] != column and place in wanted and (place not in had or reasons.get(place)):
                yield episode_id, column


def due_places(uow: UnitOfWork, title_id: int, profile: Profile, languages: Sequence[str]) -> list[Place]:
    """Return the cells of some languages that have to go to the buyer of a profile, by their digests alone: no cue is read."""
    had, made = had_cells(uow, title_id, profile.buyer).get(profile.buyer, {}), made_by(profile)
    rejected = rejections(uow.where(Receipt, title_id=title_id), had)
    return [
        place
        for place, digest in queries.content_digests(uow, title_id).items()
        if language_of(place[1]) in languages and (place not in had or place in rejected or reasons_of(had[place], digest, made))
    ]


def with_due(subject: Subject, due: Due, *, changed_only: bool) -> Subject:
    """Return a title about to be delivered with what it brings; with `changed_only` only that goes."""
    nth = due.rounds + 1
    known = replace(subject, changes=due.changes, had=due.had, round=nth, version=nth)
    return replace(known, due=due.cells) if changed_only else known


def read_wordings(uow: UnitOfWork, title_id: int, places: Iterable[Place]) -> dict[Place, Wording]:
    """Return what the tracks of some cells say and when."""
    wanted = set(places)
    if not wanted:
        return {}
    episodes, languages = sorted({episode for episode, _ in wanted}), sorted({language_of(column) for _, column in wanted})
    cues = queries.cues_by_track(uow, title_id, episode_ids=episodes, languages=languages)
    found: dict[Place, Wording] = {}
    for track in uow.where(Track, episode_id=episodes, language=languages):
        place = (track.episode_id, column_of(track))
        if place in wanted:
            found.setdefault(place, wording_of(cues.get(track.id, ())))
    return found


def _wanted(subject: Subject, languages: Sequence[str]) -> dict[Place, int]:
    """Return the cells that are to be had, by id of their episode and column, with its number."""
    whole = replace(subject, due=None)
    found: dict[Place, int] = {}
    for language in languages:
        for episode in subject.episodes:
            for role in whole.variants(episode.number, language):
                found[episode.id, column_name(language, role)] = episode.number
    return found


def _is_asked_for(column: str, subject: Subject, matrix: Matrix, languages: Sequence[str]) -> bool:
    """Tell whether something that a buyer has is spoken of: what is asked for, and columns that the title has no more."""
    language, role = split_column(column)
    gone = language not in {language_of(each) for each in matrix.columns}
    return role in subject.roles and (language in languages or gone)
