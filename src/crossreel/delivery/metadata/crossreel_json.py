"""Metadata of a title as one JSON value: Series, Season, Episode, with the localized slots of MovieLabs MEC (md v2.12)."""

import json
from pathlib import PurePosixPath

from crossreel.delivery.credited import Credited, by_person
from crossreel.delivery.durations import iso_duration
from crossreel.delivery.mec import tags_of
from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.delivery.works import (
    DISPLAY_LIMIT,
    SHORT_LIMIT,
    Work,
    episodes_of,
    identifiers_of,
    seasons_of,
    texts_of,
    work_of,
)
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.person import Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.delivery import PlannedFile

Json = dict[str, object]


def title_json(contents: Contents) -> Json:
    """Return the metadata of the delivered title; one that nobody divided is one season."""
    subject, title = contents.subject, contents.subject.title
    return {
        "schema": "crossreel-metadata/2",
        "internal_id": title.code,
        **_work(contents, work_of(subject, contents.profile)),
        "original_language": title.source_language,
        "original_title": subject.name_in(title.source_language),
        "country_of_origin": title.country,
        "release_year": title.year,
        "rating": title.rating,
        "ratings": [
            {"territory": each.territory, "system": each.system, "value": each.value, "reasons": list(each.reasons)}
            for each in subject.ratings
        ],
        "copyright_line": title.copyright_line,
        "genres": list(title.genres),
        "keywords": list(title.tropes),
        "people": [_person(person, credits) for person, credits in by_person(contents.credits, contents.plan.languages)],
        "characters": [
            {"name": person.name, "names": dict(person.names), "gender": person.gender, "age": person.age}
            for person in contents.characters
        ],
        "seasons": [_season(contents, season) for season in seasons_of(subject)],
    }


def _work(contents: Contents, work: Work) -> Json:
    """Return what every work has: its kind, its ids, and its words in each language."""
    others = identifiers_of(contents.subject, work.season, work.episode)
    return {
        "work_type": work.kind,
        "content_id": work.content_id,
        "identifiers": [{"scheme": each.scheme.value, "buyer": each.buyer, "value": each.value} for each in others],
        "localized": [_localized(contents, work, tag) for tag in tags_of(contents)],
    }


def _localized(contents: Contents, work: Work, tag: str) -> Json:
    said = texts_of(contents.subject, work, tag)
    return {
        "language": tag,
        "title_display_unlimited": said.name,
        "title_display_60": said.display_name if len(said.display_name) <= DISPLAY_LIMIT else "",
        "title_display_19": said.short_name if len(said.short_name) <= SHORT_LIMIT else "",
        "title_sort": said.sort_name,
        "title_alternate": list(said.other_names),
        "summary_190": said.logline,
        "summary_400": said.summary,
        "summary_4000": said.synopsis,
        "keywords": list(said.keywords),
    }


def _person(person: Person, credits: list[Credited]) -> Json:
    jobs = [
        {
            "job": each.credit.job.value,
            "position": each.credit.position,
            "character": each.character.name if each.character is not None else "",
            "language": each.credit.language,
        }
        for each in credits
    ]
    return {"name": person.name, "names": dict(person.names), "jobs": jobs}


def _season(contents: Contents, season: Season) -> Json:
    work = work_of(contents.subject, contents.profile, season=season.number)
    episodes = episodes_of(contents.subject, season)
    durations = [contents.media[episode.number].duration_ms for episode in episodes if episode.number in contents.media]
    return {
        **_work(contents, work),
        "sequence": season.number,
        "release_day": season.release_day,
        "episode_count": len(episodes),
        "total_run_length": iso_duration(sum(durations)),
        "episodes": [_episode(contents, season, episode) for episode in episodes],
    }


def _episode(contents: Contents, season: Season, episode: Episode) -> Json:
    work = work_of(contents.subject, contents.profile, season=season.number, episode=episode.number)
    media = contents.media.get(episode.number)
    picture: Json = {}
    if media is not None:
        picture = {
            "run_length": iso_duration(media.duration_ms),
            "width": media.width,
            "height": media.height,
            "frame_rate": str(media.frame_rate),
            "content_key": media.content_key,
        }
    return {
        **_work(contents, work),
        "sequence": episode.number,
        "name": episode.name,
        "is_free": episode.is_free,
        **picture,
        "timed_text": [
            {"language": file.language, "type": file.role, "format": file.format_id, "file": PurePosixPath(file.path).name}
            for file in contents.plan.files
            if file.kind == "subtitle" and file.episode == episode.number
        ],
    }


def files(subject: Subject) -> tuple[MetadataFile, ...]:
    """Return the one file."""
    return (MetadataFile(label="METADATA", extension="json", season=1),)


def write(file: PlannedFile, contents: Contents) -> bytes:
    """Return the metadata of series, season and episodes as a JSON file."""
    return json.dumps(title_json(contents), ensure_ascii=False, indent=2).encode() + b"\n"


WRITER = MetadataWriter(id="crossreel_json", title="Crossreel JSON", files=files, write=write)
