"""What a note is about, how much it matters, and the picture it was taken from: beside the note, which says it in words."""

from dataclasses import dataclass
from enum import StrEnum


class NoteKind(StrEnum):
    """What a remark is about."""

    TEXT = "text"
    TIMING = "timing"
    PLACEMENT = "placement"
    PICTURE = "picture"
    SOUND = "sound"


class NoteWeight(StrEnum):
    """How much a remark matters, as reviews of translations say it (MQM); the least first."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMark:
    """What a note is about and how much it matters; a note has at most one."""

    id: int
    note_id: int
    kind: NoteKind = NoteKind.TEXT
    weight: NoteWeight = NoteWeight.MAJOR


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStill:
    """What the reviewer saw when the note was taken, subtitles and all; a note has at most one."""

    id: int
    note_id: int
    media_type: str
    width: int
    height: int
    data: bytes
