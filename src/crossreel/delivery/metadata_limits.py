"""What MovieLabs' metadata has no room for, or cannot do without. Its schemas type texts as plain strings: the limits are ours."""

import re
from collections.abc import Iterator

from crossreel.delivery.subject import Subject
from crossreel.delivery.works import (
    DISPLAY_LIMIT,
    LOGLINE_LIMIT,
    SHORT_LIMIT,
    SUMMARY_LIMIT,
    SYNOPSIS_LIMIT,
    homeless_episodes,
    seasons_of,
)
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact

COUNTRY = re.compile("[A-Z]{2}")


def check_seasons(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the episodes that no season holds: they would have nothing above them."""
    for episode in homeless_episodes(subject):
        facts: dict[str, Fact] = {"episode": episode.number}
        yield Refusal(code="delivery.episode_in_no_season", episode=episode.number, facts=facts, mends=(Mend.SEASONS,))


def check_texts(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what a series cannot do without, then every text that is too long, language by language."""
    if not _first_year(subject):
        yield Refusal(code="delivery.title_field_missing", facts={"field": "year"})
    if subject.title.country and not COUNTRY.fullmatch(subject.title.country):
        yield Refusal(code="delivery.country_no_code", facts={"country": subject.title.country})
    for tag in languages:
        if "name" not in profile.required_metadata and not subject.name_in(tag):
            yield Refusal(code="delivery.metadata_missing", language=tag, facts={"language": tag, "field": "name"})
    for tag in dict.fromkeys((subject.title.source_language, *languages)):
        yield from _too_long(subject, tag)


def _first_year(subject: Subject) -> int | None:
    days = sorted(season.release_day for season in subject.seasons if season.release_day)
    return subject.title.year or (int(days[0][:4]) if days else None)


def _too_long(subject: Subject, tag: str) -> Iterator[Refusal]:
    text, listing = subject.texts.get(tag), subject.listings.get(tag)
    shown = listing.display_name if listing else ""
    values = [
        ("display_name", shown, DISPLAY_LIMIT) if shown else ("name", subject.name_in(tag), DISPLAY_LIMIT),
        ("short_name", listing.short_name if listing else "", SHORT_LIMIT),
        ("logline", text.logline if text else "", LOGLINE_LIMIT),
        ("summary", listing.summary if listing else "", SUMMARY_LIMIT),
        ("synopsis", text.synopsis if text else "", SYNOPSIS_LIMIT),
    ]
    yield from (_refusal(tag, None, each) for each in values if len(each[1]) > each[2])
    yield from _long_seasons(subject, tag)
    for episode in subject.episodes:
        own = subject.episode_texts.get((episode.number, tag))
        if own is not None:
            values = [
                ("name", own.name, DISPLAY_LIMIT),
                ("logline", own.logline, LOGLINE_LIMIT),
                ("synopsis", own.synopsis, SYNOPSIS_LIMIT),
            ]
            yield from (_refusal(tag, episode.number, each) for each in values if len(each[1]) > each[2])


def _long_seasons(subject: Subject, tag: str) -> Iterator[Refusal]:
    """Yield the seasons whose number makes a name too long that fits without it."""
    listing = subject.listings.get(tag)
    shown = (listing.display_name if listing else "") or subject.name_in(tag)
    seasons = seasons_of(subject)
    for season in seasons if len(seasons) > 1 and shown and len(shown) <= DISPLAY_LIMIT else ():
        name = f"{shown} {season.number}"
        if len(name) > DISPLAY_LIMIT:
            facts: dict[str, Fact] = {"language": tag, "length": len(name), "limit": DISPLAY_LIMIT, "season": season.number}
            yield Refusal(code="delivery.season_name_long", language=tag, facts=facts, mends=(Mend.SEASONS,))


def _refusal(tag: str, episode: int | None, value: tuple[str, str, int]) -> Refusal:
    name, text, limit = value
    facts: dict[str, Fact] = {"language": tag, "field": name, "length": len(text), "limit": limit}
    if episode is None:
        return Refusal(code="delivery.text_long", language=tag, facts=facts)
    return Refusal(code="delivery.episode_text_long", episode=episode, language=tag, facts={**facts, "episode": episode})
