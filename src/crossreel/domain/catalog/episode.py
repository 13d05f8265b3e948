"""Episodes and the video files they refer to."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One vertical video of a title; `number` is unique in its title and at least 1."""

    id: int
    title_id: int
    number: int
    name: str = ""
    is_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioStream:
    """One audio stream of a media file, as probed."""

    codec: str
    channels: int
    sample_rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """What probing a video file tells. Width and height are as shown, after rotation."""

    duration_ms: int
    width: int
    height: int
    rotation: int
    frame_rate: Fraction
    variable_frame_rate: bool
    video_codec: str
    audio: tuple[AudioStream, ...]
    size_bytes: int
    content_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """The video of an episode: referenced, never copied.

    `relative_path` is relative to the catalog's folder and tried before `path`; empty where the two stand on different drives.
    Both are written and read by `domain/picture/media_place.py`.
    """

    id: int
    episode_id: int
    path: str
    relative_path: str = ""
    content_key: str = ""
    size_bytes: int = 0
    duration_ms: int = 0
    width: int = 0
    height: int = 0
    rotation: int = 0
    frame_rate: Fraction = Fraction(30)
    variable_frame_rate: bool = False
    video_codec: str = ""
    audio: tuple[AudioStream, ...] = ()
