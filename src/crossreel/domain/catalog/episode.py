"""Episodes, and what probing a media file tells."""

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
    """One audio stream of a media file, as probed; `index` is its number in the file, None where older catalogs kept none."""

    codec: str
    channels: int
    sample_rate: int
    language: str = ""
    title: str = ""
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleStream:
    """One subtitle stream of a media file, its language as the file says it; `format_id` is "" where it holds pictures."""

    index: int
    codec: str
    language: str = ""
    title: str = ""
    format_id: str = ""
    is_default: bool = False
    is_forced: bool = False
    is_sdh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """What probing a media file tells. Width and height are as shown, after rotation; of a sound file they are nought."""

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
    subtitles: tuple[SubtitleStream, ...] = ()

    @property
    def even_rate(self) -> Fraction | None:
        """Frames a second, None where frames differ in length or there are none: then nothing can be counted by them."""
        return even_rate(self.frame_rate, variable=self.variable_frame_rate)


def even_rate(rate: Fraction, *, variable: bool) -> Fraction | None:
    """Return a frame rate by which frames can be counted, None for any other."""
    return rate if rate > 0 and not variable else None
