"""A sitting: what one person watched of one episode in one column, and the text that the pictures carried."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import xxhash

from crossreel.domain.cues.cue import Cue
from crossreel.domain.screening.spans import Span
from crossreel.domain.text.column_name import FULL, column_name

TOLERANCE_MS = 250
"""Of playing: frames a busy machine leaves out for less than that hide no subtitle from anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCue:
    """A cue as it was shown: when, and the digest of its words and their place."""

    start_ms: int
    end_ms: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A recorded fact: never edited, never undone, and never changed by the sitting of another person.

    Attributes:
        person: who watched.
        language: with `role`, the column that was shown.
        version_id: the picture that was shown, and its `content_key` and `duration_ms` then.
        begun_ms: when it began, and `saved_ms` when it was last added to; milliseconds since 1970.
        at_ms: where in the episode the person was then.
        spans: stretches whose frames were painted while the window was in front.
        cues: the text that they carried, in order.
    """

    id: int
    title_id: int
    episode_id: int
    language: str
    role: str = FULL
    person: str
    version_id: int
    content_key: str = ""
    duration_ms: int
    begun_ms: int
    saved_ms: int
    at_ms: int = 0
    spans: tuple[Span, ...] = ()
    cues: tuple[ShownCue, ...] = ()

    @property
    def column(self) -> str:
        """The column that was shown."""
        return column_name(self.language, self.role)


def shown(cues: Iterable[Cue]) -> tuple[ShownCue, ...]:
    """Return what cues look like to who watches, in order of time; empty ones show nothing."""
    found = (
        ShownCue(start_ms=cue.start_ms, end_ms=cue.end_ms, digest=_digest(cue.text, cue.placement))
        for cue in cues
        if cue.text.strip()
    )
    return tuple(sorted(found, key=lambda each: (each.start_ms, each.end_ms, each.digest)))


def _digest(text: str, placement: str) -> str:
    return xxhash.xxh3_64_hexdigest(f"{unicodedata.normalize('NFC', text)}\0{placement}".encode())
