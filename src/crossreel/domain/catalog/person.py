"""People who made a title, and what each did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class JobFunction(StrEnum):
    """What a person did, as the functions of MovieLabs' metadata and of this trade call it."""

    ACTOR = "actor"
    VOICE = "voice"
    DIRECTOR = "director"
    WRITER = "writer"
    PRODUCER = "producer"
    EXECUTIVE_PRODUCER = "executive_producer"
    CINEMATOGRAPHER = "cinematographer"
    EDITOR = "editor"
    COMPOSER = "composer"
    TRANSLATOR = "translator"
    DUBBING_DIRECTOR = "dubbing_director"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works on titles, with the name that each language writes (BCP 47 tag to name)."""

    id: int
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a person did for a title. `position` is the order of billing, from 1.

    `character_id` says whom an actor or a voice plays, None for nobody; `language` is that of a dub or a translation, "" for the
    original.
    """

    id: int
    title_id: int
    person_id: int
    job: JobFunction
    position: int
    character_id: int | None = None
    language: str = ""
