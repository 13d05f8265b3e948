"""Tracks: the subtitles of one episode in one language and role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.catalog.workflow import State


class Role(StrEnum):
    """What a track is for. The spine is the `source` or, without one, the `template` track.

    `signs` is what stands on the picture, a spine of its own, and `signs_translation` what hangs on that one.
    """

    SOURCE = "source"
    TEMPLATE = "template"
    TRANSLATION = "translation"
    SDH = "sdh"
    FORCED = "forced"
    SIGNS = "signs"
    SIGNS_TRANSLATION = "signs_translation"

    @property
    def is_spine(self) -> bool:
        """Whether what is spoken in the other languages of the episode hangs on this one."""
        return self in (Role.SOURCE, Role.TEMPLATE)

    @property
    def is_signs(self) -> bool:
        """Whether it is of what stands on the picture, and hangs together with those of its kind alone."""
        return self in (Role.SIGNS, Role.SIGNS_TRANSLATION)

    @property
    def leads(self) -> bool:
        """Whether other tracks hang on this one, those of the dialogue or those of the signs."""
        return self.is_spine or self is Role.SIGNS


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


def spine_id(tracks: Iterable[tuple[int, Role]], *, signs: bool = False) -> int | None:
    """Return the track that the others of an episode hang on, given as (id, role): the source before a template; None without.

    Args:
        tracks: those of one episode.
        signs: ask for the one that the signs hang on.
    """
    spines = sorted((role is not Role.SOURCE, track_id) for track_id, role in tracks if role.leads and role.is_signs is signs)
    return spines[0][1] if spines else None


def spines_by_episode(tracks: Iterable[Track]) -> dict[int, int]:
    """Return the id of the track that the dialogue of each episode hangs on, by the episode's id; none for one without."""
    every: dict[int, list[tuple[int, Role]]] = defaultdict(list)
    for track in tracks:
        every[track.episode_id].append((track.id, track.role))
    found = {episode_id: spine_id(several) for episode_id, several in every.items()}
    return {episode_id: track_id for episode_id, track_id in found.items() if track_id is not None}
