"""Prints tell the same edit from another one, whatever the size, the bit rate and what is burned in below."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.catalog.cut import Cut
from crossreel.media.cache import MediaCache
from crossreel.media.prints import Kinship, Prints, compare, find_shift, read_prints, step_for, twins

SHOT_S = 2
GRIDS = ((90_000, 6_000), (110_000, 12_000), (400_000, 24_000), (24_000, 3_000), (1_000, 750))
RATE = 10


def scene(seed: int, width: int, height: int) -> np.ndarray:
    """A picture of its own: soft blobs of light, as a room with people has them."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = y / height, x / width
    picture = np.full((height, width), 60.0, np.float32)
    for _blob in range(7):
        at_x, at_y, size, light = rng.random(), rng.random(), 0.05 + rng.random() * 0.2, rng.uniform(-90, 150)
        picture += light * np.exp(-(((x - at_x) / size) ** 2 + ((y - at_y) / size) ** 2))
    return np.clip(np.repeat(picture[..., None], 3, axis=2), 0, 255).astype(np.uint8)


def make(path: Path, shots: list[int], *, width: int = 180, height: int = 320, words: bool = False, quality: int = 20) -> Path:
    """Encode shots of two seconds each; with words burned into the lower third."""
    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=Fraction(RATE), options={"preset": "ultrafast", "crf": str(quality), "g": "25"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        for at in range(len(shots) * SHOT_S * RATE):
            picture = scene(shots[at // (SHOT_S * RATE)], width, height)
            if words:
                picture[int(height * 0.7) : int(height * 0.78), width // 6 : -width // 6] = 255 if at % 7 else 0
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, RATE)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prints]:
    """Give the prints of one episode in several versions, and of another episode."""
    folder, shots = tmp_path_factory.mktemp("prints"), list(range(12))
    made = {
        "clean": make(folder / "clean.mp4", shots),
        "small and burned in": make(folder / "burned.mp4", shots, width=90, height=160, words=True, quality=38),
        "without a scene": make(folder / "shorter.mp4", shots[:6] + shots[8:]),
        "with another end": make(folder / "ending.mp4", [*shots[:8], 90, 91, 92, 93]),
        "with a trailer": make(folder / "longer.mp4", [*shots, 95, 96]),
        "another episode": make(folder / "other.mp4", list(range(50, 62))),
    }
    return {name: read_prints(path) for name, path in made.items()} | {
        "stretch": read_prints(made["with a trailer"], cut=Cut(out_ms=24_000))
    }


def test_size_bit_rate_and_burned_in_words_make_no_other_edit(prints: dict[str, Prints]) -> None:
    told = compare(prints["clean"], prints["small and burned in"])
    assert told.kinship is Kinship.SAME
    assert told.agree >= told.compared - 1 >= 5


@pytest.mark.parametrize(
    ("name", "from_ms"),
    [("without a scene", range(12_000, 15_001)), ("with another end", range(16_000, 19_001)), ("with a trailer", [24_000])],
)
def test_another_edit_is_told_with_where_it_begins(prints: dict[str, Prints], name: str, from_ms: range) -> None:
    told = compare(prints["clean"], prints[name])
    assert (told.kinship, told.from_ms in from_ms) == (Kinship.OTHER_EDIT, True), told


def test_another_episode_is_other_content(prints: dict[str, Prints]) -> None:
    assert compare(prints["clean"], prints["another episode"]).kinship is Kinship.OTHER_CONTENT


def test_the_same_picture_under_two_numbers_is_found(prints: dict[str, Prints]) -> None:
    several = [prints[name] for name in ("another episode", "clean", "with another end", "small and burned in", "stretch")]
    assert twins(several) == [(1, 3), (1, 4), (3, 4)]


def test_black_and_short_videos_prove_nothing() -> None:
    black = Prints(length_ms=60_000, step_ms=6_000, pictures=bytes(9 * 288))
    assert compare(black, black).kinship is Kinship.UNKNOWN
    short = Prints(length_ms=900, step_ms=750, pictures=bytes(range(144)) * 2)
    assert compare(short, short).kinship is Kinship.UNKNOWN


@pytest.mark.parametrize(("length_ms", "step_ms"), GRIDS)
def test_pictures_are_taken_on_one_grid(length_ms: int, step_ms: int) -> None:
    assert step_for(length_ms) == step_ms


def test_prints_are_kept(prints: dict[str, Prints], tmp_path: Path) -> None:
    cache = MediaCache(tmp_path)
    cache.put_prints("key", prints["clean"])
    cache.put_prints("key", prints["stretch"], Cut(out_ms=24_000))
    assert (cache.prints("key"), cache.prints("key", Cut(out_ms=24_000))) == (prints["clean"], prints["stretch"])
    assert cache.prints("other") is None


def test_a_video_that_begins_later_or_earlier_is_found_at_its_shift(tmp_path: Path) -> None:
    shots = list(range(12))
    plain, late = make(tmp_path / "plain.mp4", shots), make(tmp_path / "late.mp4", [80, *shots], width=90, height=160, words=True)
    first, second = read_prints(plain), read_prints(late)
    assert compare(first, second).kinship is Kinship.OTHER_CONTENT
    shifts = (find_shift(first, late), find_shift(second, plain))
    assert [abs((found or 0) - meant) <= 500 for found, meant in zip(shifts, (2000, -2000), strict=True)] == [True, True], shifts
    assert find_shift(first, late, cut=Cut(in_ms=2000)) is None, "cut there, both begin together"
    assert compare(first, read_prints(late, cut=Cut(in_ms=2000))).kinship is Kinship.SAME
