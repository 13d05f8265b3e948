"""Opening media files with FFmpeg (PyAV), and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.errors import BadInput, NotFound

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

NOT_MOVIES = frozenset({"image2", "gif", "tty", "apng"})


@contextmanager
def open_container(path: Path) -> Iterator[InputContainer]:
    """Open a media file for reading.

    Raises:
        NotFound: there is no such file.
        BadInput: the file is empty, cut off before its index, or no media file at all.
    """
    container = _open(path)
    try:
        yield container
    finally:
        container.close()


def _open(path: Path) -> InputContainer:
    import av

    av.logging.set_level(None)
    if not path.is_file():
        raise NotFound("media.not_found", path=str(path))
    if path.stat().st_size == 0:
        raise BadInput("media.empty", path=str(path))
    try:
        return av.open(f"file:{path}", options={"protocol_whitelist": "file"})
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        code = "media.truncated" if _lacks_index(path) else "media.not_video"
        raise BadInput(code, path=str(path)) from error


def video_stream(container: InputContainer, path: Path) -> VideoStream:
    """Return the first moving picture of a file; cover pictures of sound files do not count.

    Raises:
        BadInput: there is none.
    """
    name = container.format.name
    if name not in NOT_MOVIES and not name.endswith("_pipe"):
        for stream in container.streams.video:
            if not _is_cover(stream) and stream.codec_context is not None:
                return stream
    raise BadInput("media.not_video", path=str(path))


def _is_cover(stream: Any) -> bool:
    return "attached_pic" in str(stream.disposition)


def _lacks_index(path: Path) -> bool:
    """Tell whether an MP4 or MOV file ends before its `moov` box, as a copy that was cut off does."""
    size = path.stat().st_size
    at, kinds = 0, []
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at)
            header = file.read(16)
            length, kind = int.from_bytes(header[:4], "big"), header[4:8]
            if length == 1:
                length = int.from_bytes(header[8:16], "big")
            if length < 8:
                break
            kinds.append(kind)
            at += length
    return bool(kinds) and kinds[0] == b"ftyp" and (b"moov" not in kinds or at > size)
