"""Tracks: the subtitles of one episode in one language and role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.catalog.workflow import State


class Role(StrEnum):
    """What a track is for. The spine is the `source` or, without one, the `template` track."""

    SOURCE = "source"
    TEMPLATE = "template"
    TRANSLATION = "translation"
    SDH = "sdh"
    FORCED = "forced"

    @property
    def is_spine(self) -> bool:
        """Whether other tracks of the episode hang on this one."""
        return self in (Role.SOURCE, Role.TEMPLATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The subtitles of an episode in a language and role.

    `state` is what a person last said of it; see `workflow.effective_state` for what is shown.
    `extras` holds what only one format knows, by format id (ASS styles, VTT regions, headers).
    """

    id: int
    episode_id: int
    language: str
    role: Role
    state: State = State.TRANSLATED
    source_path: str = ""
    source_digest: str = ""
    format_id: str = ""
    extras: Mapping[str, object] = field(default_factory=dict)


def spine_id(tracks: Iterable[tuple[int, Role]]) -> int | None:
    """Return the track that the others of an episode hang on, given as (id, role): the source before a template; None without."""
    spines = sorted((role is not Role.SOURCE, track_id) for track_id, role in tracks if role.is_spine)
    return spines[0][1] if spines else None
