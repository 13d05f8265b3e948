"""The sound of a video as a file of its own, in which every packet can be sought."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.media.container import begin_s, open_container
from crossreel.media.frame_times import keep_going

if TYPE_CHECKING:
    from av.container import InputContainer

FORMATS = {"sound.m4a": "mp4", "sound.mka": "matroska"}


def copy_sound(path: Path, folder: Path, check: Callable[[], None] = keep_going) -> Path | None:
    """Copy the first audio stream of a file, not decoded, into a file with the same times, counted from the beginning of the file.

    Args:
        path: the file.
        folder: where the copy is written.
        check: called between packets; stops the work by raising.

    Returns:
        The copy: an M4A file, or a Matroska one where MP4 cannot hold the codec. None where there is no sound, or none that can be
        copied.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    for name, container in FORMATS.items():
        with open_container(path) as source:
            sound = next((stream for stream in source.streams.audio if stream.codec_context is not None), None)
            if sound is None:
                return None
            if _copied(source, sound, folder / name, container, check):
                return folder / name
    return None


def _copied(source: InputContainer, sound: Any, target: Path, container: str, check: Callable[[], None]) -> bool:
    import av
    from av.stream import Discard

    for stream in source.streams:
        if stream.index != sound.index:
            stream.discard = Discard.all
    late = int(begin_s(source) / sound.time_base) if sound.time_base else 0
    try:
        with av.open(str(target), "w", format=container) as out:
            copy = out.add_stream_from_template(sound)
            last = None
            for packet in source.demux(sound):
                check()
                if packet.dts is None or (last is not None and packet.dts <= last):
                    continue
                last = packet.dts
                packet.dts -= late
                packet.pts = packet.pts - late if packet.pts is not None else packet.dts
                packet.stream = copy
                out.mux(packet)
    except (av.FFmpegError, ValueError, OverflowError):
        return False
    return True
