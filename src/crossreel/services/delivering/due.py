"""What of a title a buyer has, and what would have to go to it now."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.delivery.recipe import made_by
from crossreel.delivery.subject import Subject
from crossreel.domain.cues.narratives import FORCED
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
from crossreel.domain.text.column_name import FULL, SIGNS, column_name, language_of, split_column
from crossreel.domain.trade.delivery_change import ChangeKind, DeliveryChange
from crossreel.domain.trade.receipt import Receipt
from crossreel.domain.views.grid import Matrix
from crossreel.services.delivering.cell_documents import WHOLE, read_tracks, with_forced_cues
from crossreel.services.delivering.forced_cells import read_forced
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


def read_due(
    uow: UnitOfWork, subject: Subject, matrix: Matrix, profile: Profile, languages: Sequence[str], digests: Mapping[Place, str]
) -> Due:  # fmt: skip
    """Return what would have to go to the buyer of a profile, of some languages.

    Only of cells whose digest (`digests`) is another one are the cues read, to say whether words or times changed.
    """
    title_id = subject.title.id
    told, rounds = made_of(uow, title_id, profile.buyer)
    had = {
        place: with_wording(each, told.get(cell_key(*place), ""))
        for place, each in had_cells(uow, title_id, profile.buyer).get(profile.buyer, {}).items()
        if _is_asked_for(place[1], subject, matrix, languages)
    }
    wanted = _wanted(subject, profile, languages)
    made, beside = made_by(profile), [place for place in wanted if place in had and _is_own(subject, place[1])]
    other = [place for place in wanted if place in had and digests.get(place, "") != had[place].digest]
    wordings = {**read_wordings(uow, subject, other), **read_wordings(uow, subject, beside, roles=(FORCED,))}
    reasons = {place: reasons_of(had[place], digests.get(place, ""), made, wordings.get(place)) for place in wanted if place in had}
    for place in beside:
        if not reasons[place] and wordings.get(place) != had[place].wording:
            reasons[place] = (TEXT_CHANGED,)
    for place in _with_other_narratives(subject, profile, wanted, had, reasons):
        reasons[place] = tuple(dict.fromkeys((*reasons.get(place, ()), TEXT_CHANGED)))
    for place in rejections(uow.where(Receipt, title_id=title_id), had):
        reasons[place] = (REJECTED, *reasons.get(place, ()))
    withdrawn = tuple(place for place in had if place not in wanted)
    changes = changes_of(wanted, had, reasons, withdrawn)
    return Due(changes=changes, had=told, rounds=rounds, withdrawn=withdrawn)


def _is_own(subject: Subject, column: str) -> bool:
    """Tell whether a column is a track of forced narratives: foreign lines go with it, of which its own digest knows nothing."""
    language, role = split_column(column)
    return role == FORCED and language not in subject.made_forced


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
        for place, digest in read_forced(uow, title_id).digests.items()
        if language_of(place[1]) in languages and (place not in had or place in rejected or reasons_of(had[place], digest, made))
    ]


def with_due(subject: Subject, due: Due, *, changed_only: bool) -> Subject:
    """Return a title about to be delivered with what it brings; with `changed_only` only that goes."""
    nth = due.rounds + 1
    known = replace(subject, changes=due.changes, had=due.had, round=nth, version=nth)
    return replace(known, due=due.cells) if changed_only else known


def read_wordings(
    uow: UnitOfWork, subject: Subject, places: Iterable[Place], *, roles: Collection[str] | None = None
) -> dict[Place, Wording]:  # fmt: skip
    """Return what some cells say and when; `roles` are those of the tracks that are read for it, None for all."""
    wanted = set(places)
    if not wanted:
        return {}
    ids = {episode.number: episode.id for episode in subject.episodes}
    episodes, languages = {episode for episode, _ in wanted}, sorted({language_of(column) for _, column in wanted})
    whole = replace(subject, due=None, episodes=tuple(each for each in subject.episodes if each.id in episodes))
    cues = queries.cues_by_track(uow, subject.title.id, episode_ids=sorted(episodes), languages=languages, roles=roles)
    every = read_tracks(uow, whole, languages)
    tracks, said = with_forced_cues(every, whole, cues, every)
    found = {(ids[key[0]], column_name(*key[1:])): wording_of(said.get(track.id, ())) for key, track in tracks.items()}
    return {place: wording for place, wording in found.items() if place in wanted}


def _wanted(subject: Subject, profile: Profile, languages: Sequence[str]) -> dict[Place, int]:
    """Return the cells that are to be had, by id of their episode and column, with its number."""
    whole = replace(subject, due=None)
    found: dict[Place, int] = {}
    for language in languages:
        held = whole.holds_signs(profile, language)
        for episode in subject.episodes:
            for role in whole.variants(episode.number, language):
                if held and role == SIGNS:
                    continue
                found[episode.id, column_name(language, role)] = episode.number
    return found


def _is_asked_for(column: str, subject: Subject, matrix: Matrix, languages: Sequence[str]) -> bool:
    """Tell whether something that a buyer has is spoken of: what is asked for, and columns that the title has no more."""
    language, role = split_column(column)
    gone = language not in {language_of(each) for each in matrix.columns}
    return role in subject.roles and (language in languages or gone)
