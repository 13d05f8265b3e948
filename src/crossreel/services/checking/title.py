"""What QC reads of a title, in a few SELECTs. No use case of its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.brief import Address
from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import Finding
from crossreel.domain.text.spelling import SpellerOf
from crossreel.qc.inspector import TitleRules
from crossreel.services.episode.cues import spine_track_id
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackToCheck:
    """A track with what it hangs on. `spine` is None for the spine itself and where there is none."""

    track: Track
    cues: Sequence[Cue]
    spine: Sequence[Cue] | None
    media: Version | None
    episode: Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleToCheck:
    """Everything a run reads: the tracks, and what was found the last time."""

    rules: TitleRules
    tracks: tuple[TrackToCheck, ...]
    former: Mapping[int, Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which tracks are looked at: in some languages and roles of columns, None for all."""

    languages: Collection[str] | None = None
    roles: Collection[str] | None = None

    def has(self, track: Track) -> bool:
        """Tell whether a track is among them."""
        said = self.languages is None or track.language in self.languages
        return said and (self.roles is None or variant_of(track.role) in self.roles)


def read_rules(uow: UnitOfWork, title_id: int, guide: str = "") -> TitleRules:
    """Return what holds for every track of a title.

    Raises:
        NotFound: there is no such title.
    """
    return rules_of_title(uow, uow.get(Title, title_id), guide)


def rules_of_title(uow: UnitOfWork, title: Title, guide: str = "", *, narrow: bool = False) -> TitleRules:
    """Return what holds for every track of a title that was read already; `narrow`: without what rules of whole episodes ask."""
    terms, characters = uow.where(Term, title_id=title.id), uow.where(Character, title_id=title.id)
    people = [] if narrow else [each.id for each in characters]
    addresses = uow.where(Address, character_id=people) if people else ()
    return TitleRules(
        title=title, terms=tuple(terms), characters=tuple(characters), addresses=tuple(addresses), guide=guide
    )  # fmt: skip


def read_title(
    uow: UnitOfWork,
    title_id: int,
    *,
    languages: Collection[str] | None = None,
    roles: Collection[str] | None = None,
    episode_ids: Collection[int] | None = None,
    guide: str = "",
    speller: SpellerOf | None = None,
) -> TitleToCheck:
    """Read the tracks of a title, of some languages, roles of columns and episodes or of all.

    Raises:
        NotFound: there is no such title or episode.
    """
    rules = replace(read_rules(uow, title_id, guide), speller=speller)
    episodes = {episode.id: episode for episode in uow.where(Episode, title_id=title_id)}
    chosen = list(episodes) if episode_ids is None else list(episode_ids)
    if not set(chosen) <= set(episodes):
        raise NotFound("qc.no_episode")
    tracks = uow.where(Track, episode_id=chosen)
    found = tuple(_tracks(uow, rules, tracks, episodes, Chosen(languages=languages, roles=roles)))
    former: dict[int, list[Finding]] = {}
    for finding in queries.stored_findings(uow, title_id, include_waived=True, episode_id=chosen):
        former.setdefault(finding.track_id, []).append(finding)
    return TitleToCheck(rules=rules, tracks=found, former=former)


def _tracks(
    uow: UnitOfWork,
    rules: TitleRules,
    tracks: Sequence[Track],
    episodes: Mapping[int, Episode],
    chosen: Chosen,
) -> Iterator[TrackToCheck]:
    by_episode: dict[int, list[Track]] = {}
    for track in tracks:
        by_episode.setdefault(track.episode_id, []).append(track)
    spines = {
        (episode_id, signs): spine_track_id(listed, signs=signs)
        for episode_id, listed in by_episode.items()
        for signs in (False, True)
    }
    wanted = None
    if chosen.languages is not None:
        wanted = {*chosen.languages, *(track.language for track in tracks if track.id in spines.values())}
    cues = queries.cues_by_track(uow, rules.title.id, languages=wanted, episode_ids=list(by_episode))
    media = {file.episode_id: file for file in queries.references(uow, rules.title.id)}
    for episode_id in sorted(by_episode, key=lambda id: episodes[id].number):
        for track in by_episode[episode_id]:
            spine_id = spines[episode_id, track.role.is_signs]
            if not chosen.has(track):
                continue
            hangs = spine_id is not None and track.id != spine_id
            yield TrackToCheck(
                track=track,
                cues=cues.get(track.id, ()),
                spine=cues.get(spine_id or 0, ()) if hangs else None,
                media=media.get(episode_id),
                episode=episodes[episode_id],
            )
