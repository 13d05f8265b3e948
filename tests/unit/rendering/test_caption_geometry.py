"""What is measured is what is drawn: the geometry of captions against their pixels, in every script, style and place."""

import threading

import numpy as np
import pytest

from crossreel.domain.picture.caption import LANDSCAPE, VERTICAL, Box, CaptionLine, CaptionStyle, LineSize, Picture
from crossreel.domain.picture.placement import find_placement
from crossreel.rendering import caption

TEXTS = {
    "latin": ("en", "Where were you\nlast night, Agnès?"),
    "italic": ("en", "<i>Where were you\nlast night, Agnès?</i>"),
    "italic word": ("en", "He said <i>flying off</i> again"),
    "bold": ("fr", "<b>Où étais-tu</b>\nhier soir ?"),
    "underline": ("en", "An <u>easy</u> day"),
    "colour": ("en", "<c=#ff4040>Stop!</c> Go"),
    "ruby japanese": ("ja", "<ruby>東京<rt>とうきょうと</rt></ruby>へ\n<ruby>行<rt>い</rt></ruby>く"),
    "ruby long": ("ja", "<ruby>志<rt>こころざし</rt></ruby>"),
    "ruby chinese": ("zh-Hans", "你<ruby>到底<rt>dàodǐ</rt></ruby>在哪里"),
    "ruby italic": ("ja", "<i>私の<ruby>心<rt>こころ</rt></ruby></i>だ"),
    "ruby outside the plane": ("ja", "<ruby>𠮷野家<rt>よしのやののれん</rt></ruby>"),
    "chinese italic": ("zh-Hans", "<i>你到底在哪里</i>"),
    "arabic": ("ar", "أين كنت\nالليلة الماضية؟"),
    "arabic italic": ("ar", "أين <i>كنت</i> الليلة"),
    "arabic with latin": ("ar", "اتصل بـ <i>Ling Wang</i> الآن"),
    "hebrew": ("he", "איפה <i>היית</i> אתמול?"),
    "thai": ("th", "เมื่อคืน<i>คุณอยู่</i>ที่ไหน"),
    "hangul": ("ko", "어디 <i>있는</i> 거야?"),
    "devanagari": ("hi", "तुम <i>कहाँ</i> थे?"),
    "vietnamese": ("vi", "<i>Nguyễn</i> Thị Ễn ơi"),
    "empty line": ("en", "one\n\n<i>three</i>"),
}  # fmt: skip
CASES = pytest.mark.parametrize(("language", "text"), TEXTS.values(), ids=TEXTS)
PLACES = ["", *"13456789", "10,30,80,30", "20,60,49,20"]
STYLES = pytest.mark.parametrize("style", [VERTICAL, LANDSCAPE], ids=["vertical", "landscape"])
BAR = "<c=#ff0000>|</c>"


def painted(text: str, language: str, style: CaptionStyle, placement: str = "") -> Picture:
    picture = caption.paint(text, language, style, style.canvas_width, style.canvas_height, placement)
    assert picture is not None
    return picture


def pixels(picture: Picture) -> np.ndarray:
    return np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4).astype(int)


def box_of(mask: np.ndarray, picture: Picture) -> Box:
    """Return the box round what a mask keeps of a picture, in pixels of the canvas."""
    columns, rows = np.where(mask.any(axis=0))[0], np.where(mask.any(axis=1))[0]
    x, y = picture.x + int(columns[0]), picture.y + int(rows[0])
    return Box(x=x, y=y, width=int(columns[-1] - columns[0]) + 1, height=int(rows[-1] - rows[0]) + 1)


def assert_same(found: Box, expected: Box, within: float) -> None:
    for edge in ("x", "y", "right", "bottom"):
        assert getattr(found, edge) == pytest.approx(getattr(expected, edge), abs=within), edge


@STYLES
@CASES
@pytest.mark.parametrize("placement", PLACES)
def test_the_ink_is_where_it_was_measured(language: str, text: str, style: CaptionStyle, placement: str) -> None:
    laid = caption.layout(text, language, style, placement)
    picture = painted(text, language, style, placement)
    outlined = box_of(pixels(picture)[..., 3] > 64, picture)
    edge = style.outline_px
    ink = Box(x=outlined.x + edge, y=outlined.y + edge, width=outlined.width - 2 * edge, height=outlined.height - 2 * edge)
    assert laid.ink is not None
    assert_same(ink, laid.ink, 1.5)


@STYLES
@CASES
def test_what_qc_measures_is_what_is_laid_out(language: str, text: str, style: CaptionStyle) -> None:
    [sizes] = caption.sizes([text], language, style)
    laid = caption.layout(text, language, style).lines
    assert [size.text for size in sizes] == [line.text for line in laid]
    for size, line in zip(sizes, laid, strict=True):
        assert size.width_px == pytest.approx(line.width_px, abs=0.05)
        assert size.rise_px == pytest.approx(line.box.height - style.ascent_px - style.descent_px)
        assert [reading.width for reading in size.readings] == [reading.width for reading in line.readings]


@CASES
def test_a_line_is_as_wide_as_it_pushes_what_follows(language: str, text: str) -> None:
    """A bar before and a bar behind: from one to the other the drawn line advances as far as was measured."""
    for line in text.split("\n"):
        if not line or line.count("<") % 2 or ("<i>" in line) != ("</i>" in line):
            continue
        barred = f"{BAR}{line}{BAR}"
        picture = painted(barred, language, VERTICAL)
        rows = pixels(picture)
        red = (rows[..., 0] > 200) & (rows[..., 1:3].max(axis=2) < 80)
        columns = np.where(red.any(axis=0))[0]
        starts = [int(at) for index, at in enumerate(columns) if index == 0 or at - columns[index - 1] > 1]
        [[whole]], [[bar]] = caption.sizes([barred], language), caption.sizes(["|"], language)
        assert starts[-1] - starts[0] == pytest.approx(whole.width_px - bar.width_px, abs=1.5), line


@CASES
def test_no_letter_leaves_its_line_by_more_than_its_own_overhang(language: str, text: str) -> None:
    for line in caption.layout(text, language).lines:
        if line.ink is not None:
            assert line.ink.x > line.box.x - 14
            assert line.ink.right < line.box.right + 14


def test_italics_are_measured_in_their_own_face() -> None:
    upright, slanted = width("Where were you last night?", "en"), width("<i>Where were you last night?</i>", "en")
    assert upright / slanted == pytest.approx(1.06, abs=0.01)
    assert width("<i>你到底在哪里</i>", "zh-Hans") == pytest.approx(width("你到底在哪里", "zh-Hans"), abs=0.1)


def width(text: str, language: str) -> float:
    [[line]] = caption.sizes([text], language)
    return line.width_px


@pytest.mark.parametrize(
    ("language", "text"), [("zh-Hans", "一二三"), ("ar", "ااا"), ("th", "รรร"), ("ko", "이이이"), ("hi", "ररर")]
)
def test_scripts_without_an_italic_face_are_slanted(language: str, text: str) -> None:
    """What stands upright leans to the right by twelve degrees: its top is further right than its foot."""
    upright, slanted = (line_of(markup, language).ink for markup in (text, f"<i>{text}</i>"))
    assert upright is not None
    assert slanted is not None
    assert slanted.width - upright.width > 4
    assert slanted.height == pytest.approx(upright.height, abs=0.1)


def line_of(text: str, language: str) -> CaptionLine:
    [line] = caption.layout(text, language).lines
    return line


def test_bold_is_heavier_where_the_style_is_not() -> None:
    style = CaptionStyle(bold=False)
    [[plain]], [[bold]] = caption.sizes(["Where"], "en", style), caption.sizes(["<b>Where</b>"], "en", style)
    [[always]] = caption.sizes(["Where"], "en", VERTICAL)
    assert plain.width_px < bold.width_px == pytest.approx(always.width_px, abs=0.05)
    [line] = caption.layout("<b>Where</b>", "en", style).lines
    assert line.width_px == pytest.approx(bold.width_px, abs=0.05)


@pytest.mark.parametrize(
    ("language", "base", "reading"),
    [
        ("ja", "志", "こころざし"),
        ("ja", "東京", "とうきょうと"),
        ("ja", "東京都", "とう"),
        ("ja", "𠮷野家", "よしのやののれん"),
        ("zh-Hans", "你", "nǐhǎoma"),
    ],
)
def test_a_reading_stands_over_its_base_and_widens_it(language: str, base: str, reading: str) -> None:
    text = f"<ruby>{base}<rt>{reading}</rt></ruby>"
    line = line_of(text, language)
    [box] = line.readings
    small = CaptionStyle(font_px=VERTICAL.font_px / 2)
    [[alone]] = caption.sizes([reading], language, small)
    assert box.width == pytest.approx(alone.width_px, abs=0.1)
    assert line.width_px == pytest.approx(max(alone.width_px, width(base, language)), abs=1)
    assert box.x + box.right == pytest.approx(line.box.x + line.box.right, abs=1)
    assert line.box.y < box.y < box.bottom < line.baseline_px - 45
    picture = painted(text, language, VERTICAL)
    rows = pixels(picture)[..., :3].min(axis=2) > 128
    above = rows[: round(box.bottom - 8 - picture.y)]
    ink = box_of(above, picture)
    assert box.x - 1.5 <= ink.x <= ink.right <= box.right + 1.5
    assert ink.width > box.width - 12
    assert ink.y >= box.y - 1.5
    below = rows.copy()
    below[: round(line.baseline_px - 50 - picture.y)] = False
    word = box_of(below, picture)
    assert word.x + word.right == pytest.approx(box.x + box.right, abs=8), "in the middle under its reading"


def test_a_reading_over_two_lines_is_drawn_once() -> None:
    first, second = caption.layout("<ruby>東\n京<rt>とう\nきょう</rt></ruby>", "ja").lines
    assert (len(first.readings), len(second.readings)) == (1, 0)
    assert (first.text, second.text) == ("東", "京")


def test_what_a_reading_lacks_is_missing() -> None:
    assert caption.layout("<ruby>東<rt>\ue000</rt></ruby>", "ja").missing == "\ue000"


@pytest.mark.parametrize("text", ["", "\n", "\n\n", "<i></i>", "<i>\n</i>"])
def test_where_nothing_stands_nothing_is_measured(text: str) -> None:
    assert caption.sizes([text, "x"], "en")[0] == ()
    laid = caption.layout(text, "en")
    assert (laid.lines, laid.box, laid.ink) == ((), None, None)


def test_a_place_that_is_none_is_the_usual_one() -> None:
    assert caption.layout("Word", "en", VERTICAL, "a,b,c,d") == caption.layout("Word", "en")
    assert caption.layout("Word", "en", VERTICAL, "0") == caption.layout("Word", "en")
    assert find_placement("0") is None


def test_any_thread_measures_the_same() -> None:
    texts = [(language, text) for language, text in TEXTS.values()] * 2
    caption.forget()
    expected = [caption.sizes([text], language)[0] for language, text in texts]
    found: dict[int, tuple[LineSize, ...]] = {}

    def work(first: int) -> None:
        for index in range(first, len(texts), 4):
            caption.forget()
            found[index] = caption.sizes([texts[index][1]], texts[index][0])[0]

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[index] for index in range(len(texts))] == expected
