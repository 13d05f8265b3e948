"""The picture and audio versions of an episode: files of it, or stretches of files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from crossreel.domain.catalog.content_key import stream_key, stream_of
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import AudioStream, MediaInfo, even_rate


class Medium(StrEnum):
    """What a version is played for. A picture version brings the sound of its own file along."""

    PICTURE = "picture"
    SOUND = "sound"


class Look(StrEnum):
    """What was done to a version. Burned-in words are in the version's language, and so is dubbed speech."""

    UNKNOWN = "unknown"
    CLEAN = "clean"
    BURNED = "burned"
    TEXTLESS = "textless"
    DUBBED = "dubbed"
    EFFECTS = "effects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One picture or sound of an episode: a file, or a stretch of one, referenced and never copied.

    `relative_path` is relative to the catalog's folder and tried before `path`; empty where the two stand on different drives.
    Both are written and read by `domain/picture/media_place.py`. `file_ms` is the length of the file; the version is what lies
    between `in_ms` and `out_ms` of it (None: the file's end). All times of an episode count from the in point of its reference,
    the one picture version that cues are timed to. `label` tells versions of one look apart: "v2", "1080p". `content_key` is that
    of the file, and of one of its sounds alone where it means a stream (`content_key.py`); `audio` is then that sound.
    """

    id: int
    episode_id: int
    medium: Medium = Medium.PICTURE
    is_reference: bool = False
    look: Look = Look.UNKNOWN
    language: str = ""
    label: str = ""
    path: str
    relative_path: str = ""
    in_ms: int = 0
    out_ms: int | None = None
    content_key: str = ""
    size_bytes: int = 0
    file_ms: int = 0
    width: int = 0
    height: int = 0
    rotation: int = 0
    frame_rate: Fraction = Fraction(30)
    variable_frame_rate: bool = False
    video_codec: str = ""
    audio: tuple[AudioStream, ...] = ()

    @property
    def cut(self) -> Cut:
        """The stretch of the file."""
        return Cut(in_ms=self.in_ms, out_ms=self.out_ms)

    @property
    def duration_ms(self) -> int:
        """How long the version is."""
        return self.cut.length_ms(self.file_ms)

    @property
    def stream(self) -> int | None:
        """The stream of the file that is heard, by its number there; None for the first sound it has."""
        return stream_of(self.content_key)

    @property
    def stretch(self) -> str:
        """What is the same of versions of one file and cut: what was worked out of them may be kept under it."""
        return f"{self.content_key or self.id}{self.cut}"

    @property
    def even_rate(self) -> Fraction | None:
        """Frames a second, None where frames differ in length or there are none: then nothing can be counted by them."""
        return even_rate(self.frame_rate, variable=self.variable_frame_rate)

    @property
    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return self.medium is Medium.PICTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """What a person says of a version; None leaves what it was, or what the file itself says.

    `stream` is the sound of the file that a new version is, by its number there.
    """

    medium: Medium | None = None
    look: Look | None = None
    language: str | None = None
    label: str | None = None
    cut: Cut | None = None
    stream: int | None = None


def of_stream(info: MediaInfo, stream: int) -> MediaInfo:
    """Return what there is of a file where one of its sounds alone is meant; without a sound where it has no such stream."""
    audio = tuple(each for each in info.audio if each.index == stream)
    key = stream_key(info.content_key, stream)
    return replace(info, content_key=key, audio=audio, width=0, height=0, rotation=0, video_codec="", subtitles=())


def sound_label(sound: AudioStream) -> str:
    """Return the label of a version that is one sound of a file: what the file calls it, and its number there."""
    return " ".join(filter(None, (sound.title.strip(), f"#{sound.index}")))


def probed(version: Version, info: MediaInfo) -> Version:
    """Return a version with what probing its file told; one of a stream stays with the stream of that number."""
    info = info if version.stream is None else of_stream(info, version.stream)
    return replace(
        version, content_key=info.content_key, size_bytes=info.size_bytes, file_ms=info.duration_ms, width=info.width,
        height=info.height, rotation=info.rotation, frame_rate=info.frame_rate, variable_frame_rate=info.variable_frame_rate,
        video_codec=info.video_codec, audio=info.audio,
    )  # fmt: skip


LOOK_ORDER = (Look.CLEAN, Look.TEXTLESS, Look.UNKNOWN, Look.DUBBED, Look.BURNED, Look.EFFECTS)
"""Which picture an episode is worked on where nobody chose: text burned in would stand below our own."""


def best_reference(versions: Iterable[Version]) -> Version | None:
    """Return the picture version that timing had best follow: clean before burned, then the largest, then the newest."""
    pictures = [version for version in versions if version.has_picture]

    def rank(each: Version) -> tuple[int, int, int, int]:
        return LOOK_ORDER.index(each.look), -each.width * each.height, -each.size_bytes, -each.id

    return min(pictures, key=rank, default=None)


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return versions as they are listed: pictures before sounds, each in the order in which they came."""
    return tuple(sorted(versions, key=lambda each: (not each.has_picture, each.id)))
