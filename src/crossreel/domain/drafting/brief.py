"""The series brief: what an engine is told of a title beside its lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A version of the brief, as it was sent. Never changed: another text is another version.

    `number` counts from 1 within a title. `content` is plain: characters, addresses, terms, synopsis, episodes.
    """

    id: int
    title_id: int
    number: int
    made_ms: int
    author: str
    digest: str
    content: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSummary:
    """What happens in an episode, in a few sentences of the source language."""

    id: int
    episode_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterVoice:
    """How a person of the drama speaks: register and manner, in words for whoever translates them."""

    id: int
    character_id: int
    register: str = ""
    manner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What one person of the drama calls another in a language, and how they speak to them.

    Attributes:
        character_id: who speaks.
        to_id: to whom, the id of another character; 0 for everybody.
        language: BCP 47 tag.
        calls: the name or title used, "" for the plain name.
        form: "formal", "informal" or "" where the language knows no such thing.
    """

    id: int
    character_id: int
    to_id: int
    language: str
    calls: str = ""
    form: str = ""


class ProposalState(StrEnum):
    """What became of a name that a draft brought."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProposal:
    """A name or term that a draft brought and the bible does not know: it waits for a person.

    `is_person` tells a character from a term. `language` and `rendering` say how the draft put it.
    """

    id: int
    title_id: int
    batch_id: int
    source: str
    language: str
    rendering: str
    is_person: bool = False
    state: ProposalState = ProposalState.OPEN
    judged_by: str = ""
    judged_ms: int = 0
