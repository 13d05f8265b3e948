"""Videos as no camera makes them: clocks that jump or stand, files that cannot be sought, figures that cannot be."""

import os
import shutil
import struct
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

import av

from tests.unit.media.movies import make_movie, tone

HOUR_S = 3600
CUT = 45
Change = Callable[[av.Packet, bool, int], None]


def remuxed(source: Path, target: Path, change: Change, **options: str) -> Path:
    """Copy a file packet by packet, `change`d: called with the packet, whether it is picture, and its number in its stream."""
    with av.open(str(source)) as old, av.open(str(target), "w", options={"avoid_negative_ts": "disabled", **options}) as new:
        copies = {stream.index: new.add_stream_from_template(stream) for stream in old.streams}
        counts = dict.fromkeys(copies, 0)
        for packet in old.demux():
            if not packet.size:
                continue
            index = packet.stream.index
            change(packet, packet.stream.type == "video", counts[index])
            counts[index] += 1
            packet.stream = copies[index]
            new.mux(packet)
    return target


def shift(packet: av.Packet, seconds: float) -> None:
    """Move a packet in time."""
    by = int(Fraction(seconds) / packet.time_base)
    packet.pts, packet.dts = packet.pts + by, packet.dts + by


def plain(folder: Path) -> Path:
    """Three seconds with sound, to be spoilt."""
    return make_movie(folder / "plain.mp4", samples=tone(3))


def jumping(folder: Path, seconds: float = 10 * HOUR_S) -> Path:
    """The clock of picture and sound leaps forward in the middle."""
    return remuxed(plain(folder), folder / "jumping.mkv", lambda packet, _, count: shift(packet, seconds) if count >= CUT else None)


def sound_jumping(folder: Path, seconds: float = 10 * HOUR_S) -> Path:
    """The clock of the sound alone leaps forward in the middle."""
    return remuxed(
        plain(folder),
        folder / "sound.mkv",
        lambda packet, picture, count: shift(packet, seconds) if not picture and count >= CUT else None,
    )


def going_back(folder: Path) -> Path:
    """Two transport streams in one file: in the middle the clock begins anew."""
    part = make_movie(folder / "part.ts", frames=60, samples=tone(2))
    target = folder / "back.ts"
    target.write_bytes(part.read_bytes() * 2)
    return target


def slowest(folder: Path) -> Path:
    """One picture every 38 hours: the frame rate rounds to zero."""

    def stretch(packet: av.Packet, _picture: bool, count: int) -> None:
        packet.pts = packet.dts = count * 38 * HOUR_S * 1000

    return remuxed(make_movie(folder / "still.mp4", frames=30), folder / "slow.mkv", stretch)


def negative(folder: Path) -> Path:
    """It begins a second before its own start."""
    return remuxed(plain(folder), folder / "negative.mkv", lambda packet, _, __: shift(packet, -1))


def without_index(folder: Path) -> Path:
    """As a live recorder leaves it: neither index nor length."""
    return remuxed(plain(folder), folder / "live.mkv", lambda *_: None, live="1")


def never_sought(folder: Path) -> Path:
    """No picture is marked as one to begin at: every seek is refused."""

    def unmark(packet: av.Packet, picture: bool, _count: int) -> None:
        packet.is_keyframe = packet.is_keyframe and not picture

    return remuxed(plain(folder), folder / "unmarked.mkv", unmark)


def fragments(folder: Path) -> Path:
    """In pieces, as streams are cut, without a mark to begin at."""

    def unmark(packet: av.Packet, picture: bool, _count: int) -> None:
        packet.is_keyframe = packet.is_keyframe and not picture

    return remuxed(plain(folder), folder / "pieces.mp4", unmark, movflags="frag_keyframe+empty_moov")


def bare_stream(folder: Path) -> Path:
    """H.264 without any container: no times, nothing to seek by."""
    target = folder / "bare.h264"
    with av.open(str(plain(folder))) as old, av.open(str(target), "w", format="h264") as new:
        copy = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(old.streams.video[0]):
            if packet.dts is not None:
                packet.stream = copy
                new.mux(packet)
    return target


def cut_off(folder: Path) -> Path:
    """A copy that broke off in the middle of a picture."""
    target = folder / "cut.mkv"
    data = make_movie(folder / "whole.mkv", samples=tone(3)).read_bytes()
    target.write_bytes(data[: len(data) // 2])
    return target


def endless(folder: Path) -> Path:
    """Its header says that it lasts thirty million years."""
    data = make_movie(folder / "whole.mkv", samples=tone(3)).read_bytes()
    at = data.index(b"\x44\x89\x88")
    target = folder / "endless.mkv"
    target.write_bytes(data[: at + 3] + struct.pack(">d", 1e18) + data[at + 11 :])
    return target


def enormous(folder: Path) -> Path:
    """Its header says that its pictures are 12,000 pixels wide and high."""
    target = folder / "wide.mkv"
    with av.open(str(target), "w") as out:
        video = out.add_stream("ffv1", rate=30)
        video.width, video.height, video.pix_fmt = 360, 640, "yuv420p"
        for number in range(5):
            frame = av.VideoFrame(360, 640, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    data = target.read_bytes()
    for element, size in ((b"\xb0\x82", 360), (b"\xba\x82", 640)):
        data = data.replace(element + size.to_bytes(2, "big"), element + b"\x2e\xe0", 1)
    target.write_bytes(data)
    return target


def pipe(folder: Path) -> Path:
    """No file at all, but a pipe that nobody writes to."""
    target = folder / "pipe.mp4"
    os.mkfifo(target)
    return target


def scratched(folder: Path) -> Path:
    """Bytes were lost on the way, all over its second half."""
    source = make_movie(folder / "whole.mp4", samples=tone(3), faststart=True)
    target = Path(shutil.copy(source, folder / "scratched.mp4"))
    data = bytearray(target.read_bytes())
    for at in range(len(data) // 2, len(data) - 200, 37):
        data[at] ^= 0xFF
    target.write_bytes(bytes(data))
    return target


def damaged_table(folder: Path) -> Path:
    """An MP4 whose table of times says that every picture is shown for 38 hours."""
    data = make_movie(folder / "whole.mp4", frames=60, faststart=True).read_bytes()
    at = data.index(b"stts") + 12
    target = folder / "table.mp4"
    target.write_bytes(data[: at + 4] + (0x7FFFFFFF).to_bytes(4, "big") + data[at + 8 :])
    return target


MAKERS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "jumping": (jumping, "media.too_long"),
    "sound jumping": (sound_jumping, ""),
    "sound leaping": (partial(sound_jumping, seconds=5 * HOUR_S), ""),
    "going back": (going_back, ""),
    "slowest": (slowest, "media.no_rate"),
    "negative": (negative, ""),
    "without index": (without_index, ""),
    "never sought": (never_sought, ""),
    "fragments": (fragments, ""),
    "bare stream": (bare_stream, "media.no_times"),
    "cut off": (cut_off, ""),
    "endless": (endless, ""),
    "enormous": (enormous, "media.too_large"),
    "pipe": (pipe, "media.not_a_file"),
    "scratched": (scratched, ""),
    "damaged table": (damaged_table, ""),
}
"""What each is called, how it is made, and the code it is refused with, "" where it can be worked with."""
