"""Subtitle streams of MKV and MP4: listed by probing, and read whole with their looks."""

import struct
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.formats.reading import read
from crossreel.media.embedded import extract_subtitles
from crossreel.media.probe import probe
from tests.unit.media.subtitled import make_subtitled, timed_text

STYL = struct.pack(">I4sHHHHBBI", 22, b"styl", 1, 6, 11, 1, 2, 18, 0xFFFFFFFF)
RED = struct.pack(">I4sHHHHBBI", 22, b"styl", 1, 0, 2, 1, 1, 18, 0xFF0000FF)
WORDS = {
    "subrip": ("a.mkv", [b"Hello <i>there</i>", "你好\n世界".encode()], ["Hello <i>there</i>", "你好\n世界"]),
    "webvtt": ("a.mkv", [b"Hello <b>you</b>", b"&lt;3 &amp; more"], ["Hello <b>you</b>", "&lt;3 &amp; more"]),
    "mov_text": (
        "a.mp4",
        [timed_text("Hello there", STYL), timed_text("你好\n世界", RED)],
        ["Hello <i>there</i>", "<c=#ff0000><b>你好</b></c>\n世界"],
    ),
    "ass": (
        "a.mkv",
        [rb"1,0,Default,Ann,0,0,0,,{\i1}First\Nline", b"0,0,Default,,0,0,0,,Second"],
        ["<i>First\nline</i>", "Second"],
    ),
}
TIMES = [(480, 1520), (2000, 2920)]


@pytest.mark.parametrize("codec", WORDS)
def test_the_words_and_times_of_a_stream(tmp_path: Path, codec: str) -> None:
    name, payloads, texts = WORDS[codec]
    lines = [(*at, data) for at, data in zip(TIMES, payloads, strict=True)]
    path = make_subtitled(tmp_path / name, [(codec, "eng", lines)])
    (stream,) = probe(path).info.subtitles
    assert stream.language == "eng" and stream.format_id
    found = extract_subtitles(path, stream.index)
    cues = sorted(read(found.data, found.name).document.cues, key=lambda cue: cue.start_ms)
    assert [cue.text for cue in cues] == texts
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == TIMES
    assert cues[0].speaker == ("Ann" if codec == "ass" else "")


def test_a_stream_that_is_not_there(tmp_path: Path) -> None:
    path = make_subtitled(tmp_path / "a.mkv", [("subrip", "eng", [(0, 500, b"Hello")])])
    with pytest.raises(NotFound):
        extract_subtitles(path, 7)
    (tmp_path / "b.mkv").write_bytes(path.read_bytes()[:400])
    with pytest.raises(BadInput):
        extract_subtitles(tmp_path / "b.mkv", 1)
