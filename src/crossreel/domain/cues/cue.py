"""Cues, and how a translated cue hangs on the spine."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import xxhash

from crossreel.domain.text.inline import plain_text

PIN_TOLERANCE_MS = 50
MAX_TIME_MS = 359_999_999  # 99:59:59.999, the last time SRT's two-digit hours can hold


class Origin(StrEnum):
    """Where the text of a cue came from."""

    TYPED = "typed"
    IMPORTED = "imported"
    MACHINE = "machine"
    MEMORY = "memory"
    VENDOR = "vendor"


DRAFTED = frozenset({Origin.MACHINE, Origin.MEMORY, Origin.VENDOR})
"""Origins of texts that no person has been through yet. A person's word on one makes it a typed one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One subtitle. Times are integer milliseconds, `text` is inline markup (see `inline`).

    `anchor_id` to `anchor_last_id` is the span of spine cues this one renders (both None when unanchored or on the spine).
    `source_digest` is the digest of that span's text when the translation was committed; "" means it must be looked at again.
    `placement` is "", a keypad number "1" to "9", or a percent box "x,y,w,h".
    `spoken_in` is the language of a foreign line of the spine ("und" where nobody said which); None for one in the title's own.
    """

    id: int
    track_id: int
    start_ms: int
    end_ms: int
    text: str = ""
    anchor_id: int | None = None
    anchor_last_id: int | None = None
    pinned: bool = False
    source_digest: str | None = None
    origin: Origin = Origin.TYPED
    speaker_id: int | None = None
    placement: str = ""
    extras: Mapping[str, object] = field(default_factory=dict)
    spoken_in: str | None = None

    @property
    def duration_ms(self) -> int:
        """Length in milliseconds."""
        return self.end_ms - self.start_ms

    @property
    def has_own_times(self) -> bool:
        """Whether its times are its own, and not only those of the spine."""
        return self.anchor_id is None or self.pinned

    @property
    def is_unseen(self) -> bool:
        """Whether what it says was drafted, and no person has been through it."""
        return self.origin in DRAFTED

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key: cues order by start, end, id."""
        return (self.start_ms, self.end_ms, self.id)


def overlap_ms(one: Cue, other: Cue) -> int:
    """Return how long two cues are shown together, 0 where they are not."""
    return max(0, min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms))


def text_digest(texts: Iterable[str]) -> str:
    """Return the digest (xxh3, 16 hex digits) of source texts: NFC, without markup."""
    joined = "\n".join(unicodedata.normalize("NFC", plain_text(text)) for text in texts)
    return xxhash.xxh3_64_hexdigest(joined.encode())
