"""The sound of a video as a file of its own, in which every packet can be sought."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.media.container import begin_s, find_sound, open_container
from crossreel.media.frame_times import keep_going

if TYPE_CHECKING:
    from av.container import InputContainer

LEAD_MS = 1000
FORMATS = {"sound.m4a": "mp4", "sound.mka": "matroska"}


def copy_sound(
    path: Path, folder: Path, check: Callable[[], None] = keep_going, cut: Cut = WHOLE, stream: int | None = None
) -> Path | None:
    """Copy an audio stream of a file, not decoded, into a file with the same times, counted from the beginning of the file.

    Of a stretch, the copy begins `lead_ms` before it, so that its first packet can be decoded; times count from there.

    Args:
        path: the file.
        folder: where the copy is written.
        check: called between packets; stops the work by raising.
        cut: the stretch to copy.
        stream: the number of the stream; None for the first sound of the file.

    Returns:
        The copy: an M4A file, or a Matroska one where MP4 cannot hold the codec. None where there is no sound, or none that can be
        copied.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    for name, container in FORMATS.items():
        with open_container(path) as source:
            sound = find_sound(source, stream)
            if sound is None:
                return None
            if _copied(source, sound, folder / name, container, check, cut):
                return folder / name
    return None


def lead_ms(cut: Cut) -> int:
    """Return how long before a stretch the copy of its sound begins."""
    return min(LEAD_MS, cut.in_ms)


def _copied(source: InputContainer, sound: Any, target: Path, container: str, check: Callable[[], None], cut: Cut) -> bool:
    import av
    from av.stream import Discard

    base = sound.time_base or Fraction(1, 1000)
    late = int((begin_s(source) + Fraction(cut.in_ms - lead_ms(cut), 1000)) / base)
    end = None if cut.out_ms is None else int((begin_s(source) + Fraction(cut.out_ms, 1000)) / base)
    if cut.in_ms:
        source.seek(late, stream=sound, backward=True)
    for stream in source.streams:
        if stream.index != sound.index:
            stream.discard = Discard.all
    try:
        with av.open(str(target), "w", format=container) as out:
            copy = out.add_stream_from_template(sound)
            last = None
            for packet in source.demux(sound):
                check()
                if packet.dts is None or (last is not None and packet.dts <= last) or (cut.in_ms and packet.dts < late):
                    continue
                if end is not None and packet.dts >= end:
                    break
                last = packet.dts
                packet.dts -= late
                packet.pts = packet.pts - late if packet.pts is not None else packet.dts
                packet.stream = copy
                out.mux(packet)
    except (av.FFmpegError, ValueError, OverflowError):
        return False
    return True
