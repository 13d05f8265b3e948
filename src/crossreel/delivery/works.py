"""A title as the works that MovieLabs' metadata knows: a series, its seasons, their episodes, each with an id that stays."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.listing import Identifier, Scheme
from crossreel.domain.catalog.season import Season, season_of
from crossreel.domain.delivery import Profile
from crossreel.domain.text.language import wider_tags
from crossreel.kernel.paths import resource

SERIES, SEASON, EPISODE = "Series", "Season", "Episode"
DISPLAY_LIMIT, SHORT_LIMIT = 60, 19
LOGLINE_LIMIT, SUMMARY_LIMIT, SYNOPSIS_LIMIT = 190, 400, 4000
EIDR_REGISTRANT = "10.5240/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A series (without season and episode), a season of it (without episode), or an episode. `number` counts within its parent."""

    kind: str
    content_id: str
    parent_id: str = ""
    number: int = 1
    season: Season | None = None
    episode: Episode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTexts:
    """What a work is called and said to be in one language, by the slots of MovieLabs' Common Metadata; "" where nothing is."""

    name: str = ""
    display_name: str = ""
    short_name: str = ""
    sort_name: str = ""
    other_names: tuple[str, ...] = ()
    logline: str = ""
    summary: str = ""
    synopsis: str = ""
    keywords: tuple[str, ...] = ()


def seasons_of(subject: Subject) -> tuple[Season, ...]:
    """Return the seasons of a title in their order; one of all episodes where nobody made any."""
    if subject.seasons:
        return tuple(sorted(subject.seasons, key=lambda season: season.number))
    numbers = [episode.number for episode in subject.episodes] or [1]
    return (Season(id=0, title_id=subject.title.id, number=1, first_episode=min(numbers), last_episode=max(numbers)),)


def episodes_of(subject: Subject, season: Season) -> tuple[Episode, ...]:
    """Return the episodes of a season that are there."""
    return tuple(episode for episode in subject.episodes if season.holds(episode.number))


def work_of(subject: Subject, profile: Profile, *, season: int | None = None, episode: int | None = None) -> Work:
    """Return a work of a title: the series, or a season or an episode by its number.

    Raises:
        KeyError: there is no such season or episode.
    """
    series_id = content_id(subject, profile)
    if season is None:
        return Work(kind=SERIES, content_id=series_id)
    found = {each.number: each for each in seasons_of(subject)}[season]
    season_id = content_id(subject, profile, season=found)
    if episode is None:
        return Work(kind=SEASON, content_id=season_id, parent_id=series_id, number=season, season=found)
    one = {each.number: each for each in subject.episodes}[episode]
    own_id = content_id(subject, profile, season=found, episode=one)
    number = episode - found.first_episode + 1
    return Work(kind=EPISODE, content_id=own_id, parent_id=season_id, number=number, season=found, episode=one)


def works_of(subject: Subject) -> tuple[tuple[int | None, int | None], ...]:
    """Return season and episode of every work there is: the series, each season, each episode of it, in this order."""
    seasons = seasons_of(subject)
    episodes = [(season.number, each.number) for season in seasons for each in episodes_of(subject, season)]
    return ((None, None), *((season.number, None) for season in seasons), *episodes)


def homeless_episodes(subject: Subject) -> tuple[Episode, ...]:
    """Return the episodes that are in no season."""
    seasons = seasons_of(subject)
    return tuple(episode for episode in subject.episodes if season_of(seasons, episode.number) is None)


def content_id(subject: Subject, profile: Profile, *, season: Season | None = None, episode: Episode | None = None) -> str:
    """Return what a work is called for ever: by its EIDR where it has one, else by the maker's own scheme and the title's code."""
    return f"md:cid:{local_id(subject, profile, season=season, episode=episode)}"


def local_id(subject: Subject, profile: Profile, *, season: Season | None = None, episode: Episode | None = None) -> str:
    """Return scheme and id of a work, `eidr-s:7791-8534-2C23-9030-8610-5` or `org:house:HEIR_S01E001`."""
    eidr = next((each.value for each in identifiers_of(subject, season, episode) if each.scheme is Scheme.EIDR), "")
    if eidr:
        return f"eidr-s:{eidr.removeprefix(EIDR_REGISTRANT)}"
    part = "" if season is None else f"_S{season.number:02d}"
    part += "" if episode is None else f"E{episode.number:03d}"
    return f"org:{profile.partner}:{subject.title.code}{part}"


def identifiers_of(subject: Subject, season: Season | None, episode: Episode | None) -> tuple[Identifier, ...]:
    """Return what others call a work."""
    season_id = season.id if season is not None and episode is None else None
    episode_id = episode.id if episode is not None else None
    if season is not None and episode is None and not season.id:
        return ()
    return tuple(each for each in subject.identifiers if (each.season_id, each.episode_id) == (season_id, episode_id))


def texts_of(subject: Subject, work: Work, tag: str) -> WorkTexts:
    """Return the words on a work in a language.

    A season bears the name of its series, with its number behind where there are several. An episode without a name in a language
    is called by the word of that language and its number.
    """
    return _episode_texts(subject, work.episode, tag) if work.episode is not None else _title_texts(subject, work, tag)


def _title_texts(subject: Subject, work: Work, tag: str) -> WorkTexts:
    name, text, listing = subject.name_in(tag), subject.texts.get(tag), subject.listings.get(tag)
    short, display = (listing.short_name, listing.display_name) if listing else ("", "")
    if work.season is not None and len(seasons_of(subject)) > 1:
        name, short, display = (f"{each} {work.number}" if each else "" for each in (name, short, display))
        short = _fitting(short, SHORT_LIMIT)
        name = work.season.name if work.season.name and tag == subject.title.source_language else name
    synopsis = text.synopsis if text else ""
    return WorkTexts(
        name=name,
        display_name=display or name,
        short_name=short or _fitting(name, SHORT_LIMIT),
        sort_name=listing.sort_name if listing else "",
        other_names=listing.other_names if listing else (),
        logline=text.logline if text else "",
        summary=(listing.summary if listing else "") or _fitting(synopsis, SUMMARY_LIMIT),
        synopsis=synopsis,
        keywords=(listing.keywords if listing else ()) or (subject.title.tropes if tag == subject.title.source_language else ()),
    )


def _episode_texts(subject: Subject, episode: Episode, tag: str) -> WorkTexts:
    text = subject.episode_texts.get((episode.number, tag))
    own = (text.name if text else "") or (episode.name if tag == subject.title.source_language else "")
    name = own or episode_word(tag, episode.number) or f"{subject.name_in(tag)} {episode.number}".strip()
    synopsis = text.synopsis if text else ""
    return WorkTexts(
        name=name,
        display_name=name,
        short_name=_fitting(name, SHORT_LIMIT),
        logline=text.logline if text else "",
        summary=_fitting(synopsis, SUMMARY_LIMIT),
        synopsis=synopsis,
    )


def _fitting(text: str, limit: int) -> str:
    return text if len(text) <= limit else ""


def episode_word(tag: str, number: int) -> str:
    """Return what an episode is called in a language, "" where nobody told."""
    words = _episode_words()
    return next((words[each].format(number=number) for each in wider_tags(tag) if each in words), "")


@cache
def _episode_words() -> Mapping[str, str]:
    words: dict[str, str] = tomllib.loads(resource("episode_words.toml").read_text("utf-8"))
    return words
