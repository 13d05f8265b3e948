"""The sound of a video as a file of its own, in which every packet can be sought."""

from __future__ import annotations

from pathlib import Path

from crossreel.media.container import open_container


def copy_sound(path: Path, target: Path) -> bool:
    """Copy the first audio stream of a file, not decoded, into an M4A file with the same times.

    Returns:
        Whether it worked: False where there is no sound, or MP4 cannot hold its codec. Then there is no `target` worth reading.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no media file.
    """
    import av

    with open_container(path) as source:
        sound = next((stream for stream in source.streams.audio if stream.codec_context is not None), None)
        if sound is None:
            return False
        try:
            with av.open(str(target), "w", format="mp4") as out:
                copy = out.add_stream_from_template(sound)
                for packet in source.demux(sound):
                    if packet.dts is not None:
                        packet.stream = copy
                        out.mux(packet)
        except (av.FFmpegError, ValueError, OverflowError):
            return False
    return True
