"""Probing real files: what they are, what is odd about them, what is refused."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.media.probe import content_key, probe
from tests.unit.media.movies import make_movie


def codes(path: Path) -> set[str]:
    return {notice.code for notice in probe(path).notices}


def test_a_plain_video_is_read_whole_without_a_notice(plain_movie: Path) -> None:
    found = probe(plain_movie)
    assert not found.notices
    info = found.info
    assert (info.width, info.height, info.rotation) == (180, 320, 0)
    assert (info.frame_rate, info.variable_frame_rate) == (Fraction(30), False)
    assert info.video_codec == "h264"
    assert info.duration_ms == 3000
    assert [(sound.codec, sound.channels, sound.sample_rate) for sound in info.audio] == [("aac", 1, 48000)]
    assert info.size_bytes == plain_movie.stat().st_size


def test_the_frame_rate_is_an_exact_fraction(ntsc_movie: Path) -> None:
    assert probe(ntsc_movie).info.frame_rate == Fraction(30000, 1001)


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(25), Fraction(60000, 1001)])
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_standard_rates_survive_the_clock_of_the_container(tmp_path: Path, rate: Fraction, suffix: str) -> None:
    path = make_movie(tmp_path / f"film{suffix}", frames=50, rate=rate, width=64, height=112)
    info = probe(path).info
    assert (info.frame_rate, info.variable_frame_rate) == (rate, False)


def test_a_variable_frame_rate_is_noticed(uneven_movie: Path) -> None:
    found = probe(uneven_movie)
    assert found.info.variable_frame_rate
    assert abs(float(found.info.frame_rate) - 25) < 0.5
    assert "media.variable_frame_rate" in codes(uneven_movie)


def test_silence_is_noticed(silent_movie: Path) -> None:
    assert codes(silent_movie) == {"media.silent"}
    assert probe(silent_movie).info.audio == ()


def test_size_is_given_upright_and_rotation_noticed(tmp_path: Path) -> None:
    path = make_movie(tmp_path / "turned.mp4", frames=5, width=320, height=180, rotation=90)
    info = probe(path).info
    assert (info.width, info.height, info.rotation) == (180, 320, 90)
    assert codes(path) == {"media.rotated", "media.silent"}


def test_a_landscape_video_is_noticed(tmp_path: Path) -> None:
    assert "media.landscape" in codes(make_movie(tmp_path / "wide.mp4", frames=5, width=320, height=180))


def test_a_video_whose_end_is_missing_is_usable_with_a_notice(plain_movie: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    data = plain_movie.read_bytes()
    cut.write_bytes(data[: len(data) * 6 // 10])
    found = probe(cut)
    notice = next(each for each in found.notices if each.code == "media.cut_short")
    assert notice.facts["of"] == 3
    assert notice.facts["seconds"] in (1, 2)


def test_a_cut_matroska_file_is_noticed_too(tmp_path: Path) -> None:
    whole = make_movie(tmp_path / "whole.mkv", frames=150)
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert "media.cut_short" in codes(cut)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.mp4", b"", "media.empty"),
        ("notes.mp4", b"not a video at all\n" * 50, "media.not_video"),
        ("sub.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "media.not_video"),
        ("noise.mp4", bytes(range(256)) * 40, "media.not_video"),
    ],
)
def test_what_is_no_video_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        probe(path)
    assert refused.value.code == code
    assert refused.value.facts["path"] == str(path)


def test_a_video_cut_off_before_its_index_is_called_truncated(silent_movie: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(silent_movie.read_bytes()[: silent_movie.stat().st_size * 6 // 10])
    with pytest.raises(BadInput) as refused:
        probe(cut)
    assert refused.value.code == "media.truncated"


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        probe(tmp_path / "nowhere.mp4")


def test_the_content_key_stays_with_the_content(plain_movie: Path, silent_movie: Path, tmp_path: Path) -> None:
    moved = shutil.copy(plain_movie, tmp_path / "另一个名字.mp4")
    assert content_key(Path(moved)) == content_key(plain_movie)
    assert content_key(silent_movie) != content_key(plain_movie)
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(plain_movie.read_bytes()[:-1] + b"!")
    assert content_key(changed) != content_key(plain_movie)


def test_nothing_is_printed_about_damaged_pictures(plain_movie: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray(plain_movie.read_bytes())
    for at in range(len(data) // 2, len(data) - 200, 37):
        data[at] ^= 0xFF
    path = tmp_path / "scratched.mp4"
    path.write_bytes(bytes(data))
    probe(path)
    assert capfd.readouterr().err == ""


def test_a_short_transport_stream_shows_its_first_picture(tmp_path: Path) -> None:
    path = make_movie(tmp_path / "EP01.ts", frames=60, gop=250)
    assert (probe(path).info.width, probe(path).info.height) == (180, 320)
