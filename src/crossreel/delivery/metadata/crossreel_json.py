"""Metadata of a title as one JSON value: Series, Season, Episode, with the localized slots of MovieLabs MEC (md v2.12)."""

import json
from pathlib import PurePosixPath

from crossreel.delivery.durations import iso_duration
from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.delivery import PlannedFile

Json = dict[str, object]


def title_json(contents: Contents) -> Json:
    """Return the metadata of the delivered title; a title of many short episodes is one season."""
    title = contents.subject.title
    return {
        "schema": "crossreel-metadata/1",
        "internal_id": title.code,
        "work_type": "Series",
        "original_language": title.source_language,
        "original_title": contents.subject.name_in(title.source_language),
        "localized": [_localized(contents, tag) for tag in _tags(contents)],
        "country_of_origin": title.country,
        "release_year": title.year,
        "rating": title.rating,
        "copyright_line": title.copyright_line,
        "genres": list(title.genres),
        "keywords": list(title.tropes),
        "characters": [
            {"name": person.name, "names": dict(person.names), "gender": person.gender, "age": person.age}
            for person in contents.characters
        ],
        "seasons": [_season(contents)],
    }


def _tags(contents: Contents) -> tuple[str, ...]:
    return tuple(dict.fromkeys((contents.subject.title.source_language, *contents.plan.languages)))


def _localized(contents: Contents, tag: str) -> Json:
    text = contents.subject.texts.get(tag)
    name = contents.subject.name_in(tag)
    synopsis = text.synopsis if text else ""
    return {
        "language": tag,
        "title_display_unlimited": name,
        "title_display_60": name if len(name) <= 60 else "",
        "title_display_19": name if len(name) <= 19 else "",
        "summary_190": text.logline if text else "",
        "summary_400": synopsis if len(synopsis) <= 400 else "",
        "summary_4000": synopsis,
    }


def _season(contents: Contents) -> Json:
    episodes = contents.subject.episodes
    durations = [contents.media[episode.number].duration_ms for episode in episodes if episode.number in contents.media]
    return {
        "work_type": "Season",
        "sequence": 1,
        "episode_count": len(episodes),
        "total_run_length": iso_duration(sum(durations)),
        "episodes": [_episode(contents, episode) for episode in episodes],
    }


def _episode(contents: Contents, episode: Episode) -> Json:
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
        "work_type": "Episode",
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


WRITER = MetadataWriter(id="crossreel_json", files=files, write=write)
