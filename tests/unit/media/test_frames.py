"""Exact frames: every picture carries its own number, so what is shown can be read back."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Picture
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.media.frames import FrameReader
from crossreel.media.poster import read_poster
from crossreel.media.probe import probe
from tests.unit.media.movies import make_movie, number_in, tone


def number_on(picture: Picture) -> int:
    return number_in(np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4))


def test_the_still_at_a_time_is_the_frame_shown_then(ntsc_movie: Path) -> None:
    rate = probe(ntsc_movie).info.frame_rate
    with FrameReader(ntsc_movie) as reader:
        for number in (0, 1, 149, 60, 59, 61, 7, 120, 119, 30):
            first_ms = frame_start_ms(number, rate)
            assert number_on(reader.still(first_ms)) == number
            if number:
                assert number_on(reader.still(first_ms - 1)) == number - 1
            assert reader.times.start_ms(number) == first_ms


def test_stepping_walks_through_every_frame_both_ways(ntsc_movie: Path) -> None:
    with FrameReader(ntsc_movie) as reader:
        at_ms, seen = 0, [0]
        for _ in range(149):
            at_ms = reader.times.step_ms(at_ms, 1)
            seen.append(number_on(reader.still(at_ms, 80)))
        assert seen == list(range(150))
        assert reader.times.step_ms(at_ms, 1) == at_ms
        back = []
        while at_ms > 0:
            at_ms = reader.times.step_ms(at_ms, -1)
            back.append(number_on(reader.still(at_ms, 80)))
        assert back == list(range(148, -1, -1))
        assert reader.times.step_ms(0, -1) == 0


def test_uneven_frames_are_found_by_their_own_times(uneven_movie: Path) -> None:
    with FrameReader(uneven_movie) as reader:
        assert [reader.times.start_ms(index) for index in range(7)] == [0, 20, 60, 120, 140, 180, 240]
        assert [number_on(reader.still(at)) for at in (19, 20, 59, 60, 119, 120)] == [0, 1, 1, 2, 2, 3]


def test_stills_are_upright_and_scaled(tmp_path: Path) -> None:
    path = make_movie(tmp_path / "turned.mp4", frames=9, width=320, height=180, rotation=90)
    with FrameReader(path) as reader:
        whole = reader.still(100)
        assert (whole.width, whole.height) == (180, 320)
        upright = np.frombuffer(whole.data, np.uint8).reshape(320, 180, 4)
        assert number_in(np.rot90(upright, -1)) == 3
        small = reader.still(100, 64)
        assert (small.width, small.height, len(small.data)) == (36, 64, 36 * 64 * 4)


@pytest.mark.parametrize("suffix", [".mkv", ".mov", ".ts"])
def test_frames_are_found_in_every_container(tmp_path: Path, suffix: str) -> None:
    path = make_movie(tmp_path / f"film{suffix}", frames=70, samples=tone(2.3))
    with FrameReader(path) as reader:
        assert [number_on(reader.still(-(-number * 1000 // 30), 80)) for number in (0, 1, 69, 30, 29, 2)] == [0, 1, 69, 30, 29, 2]


def test_a_poster_is_taken_from_inside_the_video(plain_movie: Path) -> None:
    assert number_on(read_poster(plain_movie, [160])[0]) == 16


def test_the_part_of_a_cut_video_that_is_there_is_shown(plain_movie: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(plain_movie.read_bytes()[: plain_movie.stat().st_size * 6 // 10])
    with FrameReader(cut) as reader:
        assert number_on(reader.still(500)) == 15
        assert 20 < reader.frame_count < 90
        reader.still(2999)


def test_a_file_without_pictures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("hello " * 100)
    with pytest.raises(BadInput):
        FrameReader(path)


@settings(max_examples=60, deadline=None)
@given(at_ms=st.integers(0, 6000), steps=st.integers(-200, 200))
def test_steps_lead_to_frame_starts_and_add_up(ntsc_movie: Path, at_ms: int, steps: int) -> None:
    with FrameReader(ntsc_movie) as reader:
        there = reader.times.step_ms(at_ms, steps)
        index = reader.times.frame_index(there)
        assert reader.times.start_ms(index) == there
        assert index == min(max(reader.times.frame_index(at_ms) + steps, 0), reader.frame_count - 1)
