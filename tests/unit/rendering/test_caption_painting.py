"""Captions painted: read back from the pixels."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from crossreel.domain.picture.caption import VERTICAL, Picture
from crossreel.rendering import caption


def painted(text: str, language: str, width: int = 1080, height: int = 1920, placement: str = "") -> Picture:
    picture = caption.paint(text, language, VERTICAL, width, height, placement)
    assert picture is not None
    return picture


def pixels(picture: Picture) -> np.ndarray:
    return np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4).astype(int)


def ink(picture: Picture) -> np.ndarray:
    """Where the white of the letters is."""
    rows = pixels(picture)
    return rows[..., :3].min(axis=2) > 128


def blobs(picture: Picture) -> list[tuple[int, int]]:
    """Spans of neighbouring columns with ink, from left to right."""
    columns = [bool(has) for has in ink(picture).any(axis=0)]
    edges = [at for at in range(1, len(columns)) if columns[at] != columns[at - 1]]
    return list(zip(edges[::2], edges[1::2], strict=False))


def test_a_caption_is_white_with_a_dark_outline_on_nothing() -> None:
    picture = painted("Where?", "en")
    rows = pixels(picture)
    assert (rows[..., :3].max(axis=2) <= rows[..., 3]).all(), "premultiplied"
    assert tuple(rows[0, 0]) == (0, 0, 0, 0)
    solid = rows[..., 3] == 255
    assert (solid & (rows[..., :3].max(axis=2) < 30)).sum() > 500
    assert ink(picture).sum() > 500


def test_the_picture_is_cut_to_the_caption_and_placed_in_the_frame() -> None:
    picture = painted("Where?", "en")
    [line] = caption.layout("Where?", "en").lines
    assert abs(picture.x - line.box.x) < 12
    assert abs(picture.width - line.width_px) < 20
    assert picture.y < 1480 < picture.y + picture.height
    assert picture.height < 80
    edges = pixels(picture)[..., 3]
    assert edges.any(axis=0).sum() >= picture.width - 6
    assert edges.any(axis=1).sum() >= picture.height - 6


def test_it_scales_with_the_height_of_the_frame() -> None:
    large, small = painted("Where?", "en"), painted("Where?", "en", 540, 960)
    assert abs(large.width / 2 - small.width) <= 2
    assert abs(large.y / 2 - small.y) <= 2


def test_nothing_to_see_is_no_picture() -> None:
    assert caption.paint("", "en", VERTICAL, 1080, 1920) is None
    assert caption.paint("  ", "en", VERTICAL, 1080, 1920) is None


def test_arabic_runs_from_right_to_left_with_joined_letters() -> None:
    assert len(blobs(painted("محمد", "ar"))) == 1
    assert len(blobs(painted("abcd", "en"))) == 4
    spans = blobs(painted("محمد.", "ar"))
    widths = [right - left for left, right in spans]
    assert widths[0] < 15 < widths[-1], "the full stop stands on the left"
    spans = blobs(painted("abcd.", "en"))
    assert spans[-1][1] - spans[-1][0] < 15


def test_a_latin_name_inside_arabic_stays_left_to_right() -> None:
    first = pixels(painted("(Ling)", "en"))
    assert len(blobs(painted("سلام Ling", "ar"))) >= 5
    assert first.size


def test_italic_bold_colour_and_underline_show() -> None:
    plain = painted("Hill", "en")
    slanted = painted("<i>Hill</i>", "en")
    assert not np.array_equal(pixels(plain)[:40, :40], pixels(slanted)[:40, :40])
    yellow = pixels(painted("<c=#ffcc00>Hill</c>", "en"))
    assert ((yellow[..., 0] > 240) & (yellow[..., 1] > 190) & (yellow[..., 2] < 30)).sum() > 300
    under = painted("<u>Hill</u>", "en")
    assert under.height > plain.height
    assert (ink(under).sum(axis=1) > 0.9 * under.width - 20).any(), "one long stroke"


def test_a_reading_stands_over_its_base() -> None:
    base = painted("東京", "ja")
    read = painted("<ruby>東京<rt>とう</rt></ruby>", "ja")
    assert read.y < base.y - 15
    assert abs(read.y + read.height - base.y - base.height) <= 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "你到底在哪里？"),
        ("th", "ผู้ใหญ่"),
        ("hi", "क्षत्रिय"),
        ("ko", "어디 있는 거야?"),
        ("vi", "Nguyễn Thị"),
        ("he", "איפה"),
    ],
)
def test_every_script_leaves_ink(language: str, text: str) -> None:
    assert ink(painted(text, language)).sum() > 800


def test_han_takes_the_shape_of_its_language() -> None:
    assert not np.array_equal(pixels(painted("直骨", "zh-Hans")), pixels(painted("直骨", "ja")))


def test_any_thread_gives_the_same_picture() -> None:
    texts = [("zh-Hans", "你到底在哪里？"), ("ar", "أين أنت؟"), ("th", "คุณอยู่ที่ไหน"), ("en", "Where?")] * 3
    expected = [painted(text, language, 540, 960) for language, text in texts]
    found: dict[int, Picture] = {}

    def work(first: int) -> None:
        for index in range(first, len(texts), 4):
            found[index] = painted(texts[index][1], texts[index][0], 540, 960)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[index] for index in range(len(texts))] == expected


def test_captions_are_measured_where_there_is_no_display() -> None:
    code = "from crossreel.rendering import caption; print(round(caption.sizes(['HHHH'], 'en')[0][0].width_px))"
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "184", "")
