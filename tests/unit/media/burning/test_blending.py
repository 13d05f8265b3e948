"""Captions laid into stored frames: what is seen afterwards is what laying them over the picture gives."""

from fractions import Fraction

import av
import numpy as np
import pytest

from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.hiding import Hide
from crossreel.media.burning.blending import blend, patches
from crossreel.media.burning.covering import cover, covers
from crossreel.media.burning.stored import Stored, copy_of, samples, stored

WIDE, HIGH = 96, 160
FORMATS = ("yuv420p", "yuvj420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le")


def frame_of(form: str, colours: int = 1) -> av.VideoFrame:
    """A picture of slow ramps, which survives any subsampling."""
    rows, columns = np.mgrid[0:HIGH, 0:WIDE]
    rgb = np.dstack([40 + rows, 60 + columns, 200 - rows // 2]).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    made = frame.reformat(format=form, dst_colorspace="ITU709" if colours == 1 else "ITU601")
    made.colorspace = colours
    return made


def seen(frame: av.VideoFrame) -> np.ndarray:
    return frame.to_ndarray(format="rgb24").astype(np.float32)


def caption(x: int, y: int, wide: int = 40, high: int = 24) -> Picture:
    """A block of one colour that is half there at its left and wholly at its right; premultiplied."""
    made = np.zeros((high, wide, 4), np.uint8)
    made[:, : wide // 2] = (100, 90, 10, 128)
    made[:, wide // 2 :] = (250, 220, 30, 255)
    return Picture(width=wide, height=high, data=made.tobytes(), x=x, y=y)


def laid_over(rgb: np.ndarray, picture: Picture) -> np.ndarray:
    wanted, over = rgb.copy(), np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4).astype(np.float32)
    place = wanted[picture.y : picture.y + picture.height, picture.x : picture.x + picture.width]
    over = over[: place.shape[0], : place.shape[1]]
    place[...] = place * (1 - over[..., 3:] / 255) + over[..., :3]
    return wanted


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("colours", [1, 5])
def test_a_caption_looks_as_laid_over_the_picture(form: str, colours: int) -> None:
    frame, picture = frame_of(form, colours), caption(20, 40)
    before, how = seen(frame), stored(frame, Fraction(1))
    blend(frame, patches(picture, how), how.depth)
    apart = np.abs(seen(frame) - laid_over(before, picture))
    assert apart[44:60, 22:38].mean() < 2.0 and apart[44:60, 42:58].mean() < 2.0  # colours run over the edges
    assert apart.mean() < 1.0 and np.array_equal(seen(frame)[80:], before[80:])


@pytest.mark.parametrize("at", [(21, 41), (-0, 0), (70, 150)])
def test_odd_places_and_edges_of_the_picture_hold_a_caption(at: tuple[int, int]) -> None:
    frame, picture = frame_of("yuv420p"), caption(*at)
    before, how = seen(frame), stored(frame, Fraction(1))
    blend(frame, patches(picture, how), how.depth)
    assert np.abs(seen(frame) - laid_over(before, picture)).mean() < 1.0


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_picture_carries_its_caption_upright(turns: int) -> None:
    frame, picture = frame_of("yuv420p"), caption(30, 20)
    how = stored(frame, Fraction(1))
    turned = Stored(**{each: getattr(how, each) for each in Stored.__slots__ if each != "turns"}, turns=turns)
    before = np.rot90(seen(frame), turns)
    blend(frame, patches(picture, turned), how.depth)
    assert turned.upright == ((HIGH, WIDE) if turns % 2 else (WIDE, HIGH))
    assert np.abs(np.rot90(seen(frame), turns) - laid_over(before, picture)).mean() < 1.0


def test_pixels_that_are_no_squares_carry_a_narrower_caption() -> None:
    frame = frame_of("yuv444p")
    how, before = stored(frame, Fraction(2)), seen(frame)
    picture = caption(40, 40)
    assert how.upright == (2 * WIDE, HIGH)
    blend(frame, patches(picture, how), how.depth)
    apart = np.abs(seen(frame) - before).max(axis=2)
    assert apart[45, 20:39].min() > 5 and not apart[45, :19].any() and not apart[45, 41:].any()


@pytest.mark.parametrize("form", ["yuv420p", "yuvj420p", "yuv422p10le"])
def test_a_box_is_black_and_nothing_else_changes(form: str) -> None:
    frame = frame_of(form)
    how, before = stored(frame, Fraction(1)), seen(frame)
    cover(frame, covers(Box(x=25, y=50, width=50, height=25), Hide.BOX, how), how.depth)
    after = seen(frame)
    assert after[82:118, 26:70].max() <= 3 and np.array_equal(after[:78], before[:78])
    assert np.array_equal(after[122:], before[122:])


@pytest.mark.parametrize("form", ["yuv420p", "yuv420p10le"])
def test_a_blur_leaves_no_stroke_and_keeps_the_brightness(form: str) -> None:
    frame = frame_of(form)
    luma = samples(frame.planes[0], stored(frame, Fraction(1)).depth)
    luma[84:116:4, 30:66] = luma.max()
    how = stored(frame, Fraction(1))
    before = luma[80:120, 24:72].astype(float)
    cover(frame, covers(Box(x=25, y=50, width=50, height=25), Hide.BLUR, how), how.depth)
    after = samples(frame.planes[0], how.depth)[80:120, 24:72].astype(float)
    assert np.abs(np.diff(after, axis=0)).max() < np.abs(np.diff(before, axis=0)).max() / 4
    assert abs(after.mean() - before.mean()) < 0.02 * before.mean()


def test_a_copy_is_alike_and_its_own() -> None:
    frame = frame_of("yuv420p")
    frame.pts, frame.time_base = 7, Fraction(1, 30)
    made, before = copy_of(frame), seen(frame)
    samples(made.planes[0], 8)[...] = 16
    assert np.array_equal(seen(frame), before) and made.pts == 7 and int(made.colorspace) == 1


def test_a_larger_copy_repeats_its_last_row_and_column() -> None:
    rgb = np.full((5, 5, 3), 90, np.uint8)
    rgb[-1], rgb[:, -1] = 200, 200
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")
    made = samples(copy_of(frame, 6, 6).planes[0], 8)
    assert made.shape == (6, 6) and np.array_equal(made[:, 5], made[:, 4]) and np.array_equal(made[5], made[4])
