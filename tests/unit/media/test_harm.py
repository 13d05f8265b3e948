"""What is wrong inside a file, or beside its pictures, and what a key tells apart."""

import ctypes
import struct
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.errors import BadInput
from crossreel.media.container import open_container
from crossreel.media.probe import content_key, probe
from crossreel.media.waveform import BLOCK_SECONDS, MOST_HELD, PER_SECOND, _Collector, read_peaks
from tests.unit.media.movies import make_movie, tone
from tests.unit.media.strange import remuxed


@pytest.mark.parametrize("head", [b"<asx>", b"\xef\xbb\xbf \n<?xml version='1.0'?><playlist/>", b"\x00\x00<MPD/>"])
def test_a_stream_that_begins_with_markup_is_no_video(tmp_path: Path, head: bytes) -> None:
    stream = make_movie(tmp_path / "a.ts", frames=60, samples=tone(2)).read_bytes() * 2
    (tmp_path / "good.ts").write_bytes(b"\n" * len(head) + stream)
    (tmp_path / "markup.ts").write_bytes(head + stream)
    with open_container(tmp_path / "good.ts"):
        pass
    with pytest.raises(BadInput, match=r"media\.not_video"), open_container(tmp_path / "markup.ts"):
        pytest.fail("opened")


def put_cover(sound: Path, picture: bytes) -> None:
    """Give a FLAC file a cover picture: a block of its own after the first."""
    head = b"".join(
        (
            struct.pack(">II", 3, len(b"image/jpeg")), b"image/jpeg",
            struct.pack(">IIIIII", 0, 64, 64, 24, 0, len(picture)), picture,
        )
    )  # fmt: skip
    data, first = sound.read_bytes(), 4 + 4 + 34
    block = bytes([6]) + len(head).to_bytes(3, "big") + head
    sound.write_bytes(data[:4] + bytes([data[4] & 0x7F]) + data[5:first] + block + data[first:])


def test_the_cover_of_a_sound_file_is_no_video(tmp_path: Path) -> None:
    path, picture = tmp_path / "song.flac", tmp_path / "cover.jpg"
    with av.open(str(path), "w") as song:
        stream = song.add_stream("flac", rate=48000)
        frame = av.AudioFrame.from_ndarray((tone(1) * 32000).astype(np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48000, 0
        song.mux([*stream.encode(frame), *stream.encode(None)])
    with av.open(str(picture), "w", format="mjpeg") as cover:
        still = cover.add_stream("mjpeg", rate=1)
        still.width, still.height, still.pix_fmt = 64, 64, "yuvj420p"
        black = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        cover.mux([*still.encode(black.reformat(format="yuvj420p")), *still.encode(None)])
    put_cover(path, picture.read_bytes())
    with av.open(str(path)) as made:
        assert len(made.streams.video) == 1
    with pytest.raises(BadInput, match=r"media\.not_video"):
        probe(path)


def test_a_key_tells_files_apart_by_size_beginning_and_end(tmp_path: Path) -> None:
    whole = bytes(range(256)) * 4096 * 3
    names = {"a": whole, "moved": whole, "end": whole[:-1] + b"x", "beginning": b"x" + whole[1:], "longer": whole + b"x"}
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    keys = {name: content_key(tmp_path / name) for name in names}
    assert keys["a"] == keys["moved"]
    assert len(set(keys.values())) == len(names) - 1


def test_a_damaged_packet_is_silent_and_what_follows_is_heard(tmp_path: Path) -> None:
    def spoil(packet: av.Packet, picture: bool, number: int) -> None:
        if not picture and 40 <= number < 50:
            ctypes.memset(packet.buffer_ptr, 0, packet.size)

    path = remuxed(make_movie(tmp_path / "a.mp4", samples=tone(3)), tmp_path / "spoilt.mkv", spoil)
    with av.open(str(path)) as spoilt, pytest.raises(av.FFmpegError):
        for packet in spoilt.demux(spoilt.streams.audio[0]):
            packet.decode()
    high = np.frombuffer(read_peaks(path).high, np.int8)
    assert high[90:100].max() == 0
    assert high[2 * PER_SECOND : 2 * PER_SECOND + 80].max() > 20


def test_sound_whose_clock_stands_still_is_held_for_a_while_only() -> None:
    rate = 8000
    collector = _Collector(rate, PER_SECOND, 60)
    for _ in range(200):
        collector.add(0, np.zeros((1, rate), np.float32))
    assert collector._held <= (MOST_HELD * BLOCK_SECONDS + 1) * rate
    assert len(collector.finish().high) == PER_SECOND
