"""Shot changes are found where pictures cut and fade, and nowhere else: not in flashes, not in fast pans, not in noise."""

from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, Cancelled, NotFound
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.media.frame_times import read_frame_times
from crossreel.media.shots import read_shots
from tests.unit.media.scenes import Scene, faded, flashed, make_cuts, pictures_of, write_pictures

SIZE = (90, 160)


def shot(seed: int, frames: int, **how: object) -> list:
    return pictures_of(Scene(seed=seed, frames=frames, **how), *SIZE)  # type: ignore[arg-type]


def frames_of(path: Path) -> list[int]:
    times = read_frame_times(path)
    return [times.frame_index(at_ms) for at_ms in read_shots(path)]


@pytest.mark.parametrize("rate", [Fraction(24_000, 1_001), Fraction(25), Fraction(30), Fraction(60)], ids=str)
def test_hard_cuts_are_found_on_their_first_frame(tmp_path: Path, rate: Fraction) -> None:
    path = make_cuts(tmp_path / "cuts.mp4", (40, 25, 60, 18, 33), rate=rate)
    assert read_shots(path) == tuple(frame_start_ms(frame, rate) for frame in (40, 65, 125, 143))


@pytest.mark.parametrize("frames", [1, 2, 5, 8])
def test_a_flash_is_no_cut_but_what_cuts_after_it_is(tmp_path: Path, frames: int) -> None:
    pictures = [*flashed(shot(1, 100, pan=(0.4, 0)), 50, frames), *shot(2, 60)]
    assert frames_of(write_pictures(tmp_path / "flash.mp4", pictures)) == [100]


def test_a_flash_on_a_cut_hides_it_not(tmp_path: Path) -> None:
    pictures = [*shot(1, 60), *flashed(shot(2, 60), 0, 2)]
    assert frames_of(write_pictures(tmp_path / "flash.mp4", pictures)) == [60]


@pytest.mark.parametrize("level", [0.0, 250.0], ids=["black", "white"])
@pytest.mark.parametrize(("out", "empty", "back"), [(20, 10, 20), (12, 4, 12), (30, 40, 25)])
def test_a_fade_is_one_cut_in_the_middle_of_what_is_empty(tmp_path: Path, out: int, empty: int, back: int, level: float) -> None:
    pictures = faded(shot(1, 90), shot(2, 90), out=out, empty=empty, back=back, level=level)
    [found] = frames_of(write_pictures(tmp_path / "fade.mp4", pictures))
    assert abs(found - (90 + empty / 2)) <= 3


def test_where_only_one_side_fades_the_other_is_the_cut(tmp_path: Path) -> None:
    out = faded(shot(1, 90), shot(2, 90), out=30, empty=20, back=0)
    assert frames_of(write_pictures(tmp_path / "out.mp4", out)) == [110]
    back = faded(shot(1, 90), shot(2, 90), out=0, empty=20, back=30)
    assert frames_of(write_pictures(tmp_path / "in.mp4", back)) == [90]


def test_a_video_that_comes_out_of_black_and_goes_into_it_is_one_shot(tmp_path: Path) -> None:
    opening = faded(shot(9, 1), shot(1, 90), out=1, empty=20, back=20)
    closing = faded(opening, shot(9, 1), out=20, empty=20, back=0)[:-1]
    assert frames_of(write_pictures(tmp_path / "whole.mp4", closing)) == []


@pytest.mark.parametrize("how", [{"pan": (9, 3)}, {"noise": 25.0}, {"pan": (0, 14), "noise": 12.0}], ids=str)
def test_pans_and_noise_are_no_cuts(tmp_path: Path, how: dict[str, object]) -> None:
    assert frames_of(write_pictures(tmp_path / "one.mp4", shot(3, 120, **how))) == []


def test_a_short_video_is_one_shot(tmp_path: Path) -> None:
    assert read_shots(write_pictures(tmp_path / "short.mp4", shot(1, 3))) == ()


def test_it_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = make_cuts(tmp_path / "cuts.mp4", (60, 60, 60))
    told: list[tuple[int, int]] = []
    read_shots(path, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1][1] == 6 and told[-1][0] >= 4

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_shots(path, check=stop)


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_bytes(b"no video at all" * 50)
    with pytest.raises(BadInput):
        read_shots(tmp_path / "no.mp4")
    with pytest.raises(NotFound):
        read_shots(tmp_path / "nowhere.mp4")


def test_a_video_cut_off_gives_the_shots_it_has(tmp_path: Path) -> None:
    path = make_cuts(tmp_path / "cuts.mkv", (40, 25, 60, 50))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 7 // 10])
    found = frames_of(path)
    assert found and found == [40, 65, 125][: len(found)]
