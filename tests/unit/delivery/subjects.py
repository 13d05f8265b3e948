"""Titles to deliver, for tests."""

from dataclasses import replace

from crossreel.delivery.registry import metadata_writers
from crossreel.delivery.subject import CellFacts, MasterFile, Subject
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.formats.registry import formats

LANGUAGES = ("en", "es-419")


def heir(**fields: object) -> Title:
    """Return the title most tests deliver."""
    values: dict[str, object] = {"id": 1, "code": "HEIR", "name": "The Hidden Heir", "source_language": "zh-Hans", **fields}
    return Title(**values)  # type: ignore[arg-type]


def masters(*extensions: str, **fields: object) -> dict[int, tuple[MasterFile, ...]]:
    """Return the references of episodes from 1 on, by their extensions."""
    values: dict[str, object] = {"is_reference": True, "path": "", **fields}
    found = {}
    for number, extension in enumerate(extensions, start=1):
        version = Version(id=900 + number, episode_id=100 + number, **values)  # type: ignore[arg-type]
        found[number] = (MasterFile(version=version, extension=extension, name=f"e{number}.{extension}"),)
    return found


def subject(episodes: int = 2, **fields: object) -> Subject:
    """Return the facts of a title that may be delivered in `LANGUAGES`."""
    good = CellFacts(state=State.APPROVED, cue_count=3)
    values: dict[str, object] = {
        "title": heir(),
        "episodes": tuple(Episode(id=100 + number, title_id=1, number=number) for number in range(1, episodes + 1)),
        "texts": {tag: TitleText(id=1, title_id=1, language=tag, name="Name", synopsis="Synopsis") for tag in LANGUAGES},
        "cells": {(number, tag): good for number in range(1, episodes + 1) for tag in LANGUAGES},
        "extensions": {each.id: each.extensions[0] for each in formats() if each.writable},
        "day": "20261121",
        **fields,
    }
    made = Subject(**values)  # type: ignore[arg-type]
    if made.metadata_files:
        return made
    return replace(made, metadata_files={each.id: each.files(made) for each in metadata_writers().values()})
