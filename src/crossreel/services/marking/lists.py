"""Lists of shot changes in files, over the frames of one video."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.formats import shot_lists
from crossreel.formats.notices import Notices
from crossreel.formats.text import decode
from crossreel.services.files.subtitles import read_file, save

if TYPE_CHECKING:
    from crossreel.media.frame_times import FrameTimes


def read_list(path: Path, media: Version, times: "FrameTimes | None") -> tuple[int, ...]:
    """Read a file with shot changes; return where they stand, on the frames of the video.

    Args:
        path: the file.
        media: the video.
        times: those of its frames, where these last unevenly long and the file is there.

    Raises:
        BadInput: the file cannot be read, is no such list, or speaks of what lies after the end of the video.
    """
    text, _encoding = decode(read_file(path), Notices())
    listed = shot_lists.read(text, media.frame_rate)
    frames = [*listed.frames, *(_nearest(at_ms, media.frame_rate, times) for at_ms in listed.times_ms)]
    return tuple(sorted({_start_ms(frame, media.frame_rate, times) for frame in frames} - {0}))


def write_list(path: Path, kind: ShotListKind, times_ms: tuple[int, ...], media: Version, times: "FrameTimes | None") -> None:
    """Write a file with shot changes, whole or not at all.

    Raises:
        BadInput: it cannot be written there.
    """
    rate = media.frame_rate
    frames = [frame_at(at_ms, rate) if times is None else times.frame_index(at_ms) for at_ms in times_ms]
    count = frame_at(media.duration_ms, rate) if times is None else len(times.ticks)
    text = shot_lists.write(kind, frames, times_ms, rate=rate, end=(count, media.duration_ms))
    save(path, text.encode("utf-8"))


def _nearest(at_ms: int, rate: Fraction, times: "FrameTimes | None") -> int:
    """Return the frame that begins nearest to a time."""
    if times is None:
        return round(Fraction(at_ms, 1000) * rate)
    here = times.frame_index(at_ms)
    after = min(here + 1, len(times.ticks) - 1)
    return min((here, after), key=lambda frame: abs(times.start_ms(frame) - at_ms))


def _start_ms(frame: int, rate: Fraction, times: "FrameTimes | None") -> int:
    return frame_start_ms(frame, rate) if times is None else times.start_ms(min(frame, len(times.ticks) - 1))
