"""Reading from the catalog how a title is listed, who made it, and what may be done with it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossreel.delivery.credited import Credited
from crossreel.delivery.subject import ArtworkSource, Subject
from crossreel.domain.catalog.artwork import Artwork, ArtworkKind
from crossreel.domain.catalog.compliance import Compliance, EpisodeCompliance
from crossreel.domain.catalog.listing import EpisodeText, Identifier, Rating, TitleListing
from crossreel.domain.catalog.person import Credit, Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Character
from crossreel.domain.delivery import Profile
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Right
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork

SUMMARY = "rights_summary"
"""The packager that shows compliance facts."""


def with_artwork(uow: UnitOfWork, subject: Subject, profile: Profile) -> Subject:
    """Return a title with the pictures it has, where the profile asks for any: their sizes, not the pictures."""
    if not profile.artwork:
        return subject
    title, sizes = subject.title, queries.image_sizes(uow, subject.title.id)
    numbers = {episode.id: episode.number for episode in subject.episodes}
    found = [
        ArtworkSource(
            image_id=each.image_id, kind=each.kind, width=sizes[each.image_id][0], height=sizes[each.image_id][1],
            language=each.language, episode=numbers.get(each.episode_id or 0), focus=each.focus,
        )
        for each in uow.where(Artwork, title_id=title.id)
        if each.image_id in sizes
    ]  # fmt: skip
    if title.cover_id in sizes:
        width, height = sizes[title.cover_id]
        found.append(ArtworkSource(image_id=title.cover_id, kind=ArtworkKind.COVER, width=width, height=height, is_cover=True))
    return replace(subject, artworks=tuple(found))


def with_listings(uow: UnitOfWork, subject: Subject, profile: Profile) -> Subject:
    """Return the facts of a title with all that is listed of it, and the rights that the buyer of a profile has."""
    title_id = subject.title.id
    numbers = {episode.id: episode.number for episode in subject.episodes}
    rights = uow.where(Right, title_id=title_id)
    buyers = _buyers(uow, profile) if rights else ()
    own = uow.where(EpisodeText, episode_id=list(numbers))
    return replace(
        subject,
        listings={each.language: each for each in uow.where(TitleListing, title_id=title_id)},
        episode_texts={(numbers[each.episode_id], each.language): each for each in own},
        seasons=tuple(uow.where(Season, title_id=title_id)),
        identifiers=tuple(each for each in uow.where(Identifier, title_id=title_id) if each.buyer in ("", profile.buyer)),
        ratings=tuple(uow.where(Rating, title_id=title_id)),
        rights=_rights(rights, buyers),
        licensee=next((buyer.name for buyer in buyers), ""),
        has_rights=bool(rights),
    )


def with_compliance(uow: UnitOfWork, subject: Subject, profile: Profile) -> Subject:
    """Return the facts of a title with those that a profile has to be shown; nothing is read where it asks for none."""
    if not profile.required_compliance and SUMMARY not in profile.include:
        return subject
    numbers = {episode.id: episode.number for episode in subject.episodes}
    return replace(
        subject,
        compliance=next(iter(uow.where(Compliance, title_id=subject.title.id)), None),
        episode_compliance={numbers[each.episode_id]: each for each in uow.where(EpisodeCompliance, episode_id=list(numbers))},
    )


def read_credits(uow: UnitOfWork, title_id: int, characters: Iterable[Character]) -> tuple[Credited, ...]:
    """Return who did what for a title."""
    credits = uow.where(Credit, title_id=title_id)
    played = {each.id: each for each in characters}
    people = {each.id: each for each in uow.where(Person, id=sorted({each.person_id for each in credits}))} if credits else {}
    return tuple(
        Credited(person=people[each.person_id], credit=each, character=played.get(each.character_id or 0)) for each in credits
    )


def _rights(rights: Sequence[Right], buyers: Sequence[Buyer]) -> tuple[Right, ...]:
    """Return the rights of some buyers and, behind them, those of whoever takes the title."""
    ids = {buyer.id for buyer in buyers}
    return (*(each for each in rights if each.buyer_id in ids), *(each for each in rights if each.buyer_id is None))


def _buyers(uow: UnitOfWork, profile: Profile) -> Sequence[Buyer]:
    """Return whom a profile is of: the buyer of its code, else those that it serves."""
    return uow.where(Buyer, code=profile.buyer) or uow.where(Buyer, profile_id=profile.id)
