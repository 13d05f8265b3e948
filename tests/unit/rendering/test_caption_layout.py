"""Captions laid out: widths, places, breaks, and what no face has."""

import unicodedata
from pathlib import Path
from threading import Thread

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.picture.caption import LANDSCAPE, VERTICAL
from crossreel.domain.text.inline import escape
from crossreel.rendering import caption, fonts


def width(text: str, language: str) -> float:
    """Return the width of a line of inline markup."""
    [[line]] = caption.sizes([text], language)
    return line.width_px


def test_the_default_box_takes_788_pixels() -> None:
    assert VERTICAL.max_width_px == 788


def test_every_declared_face_is_on_this_machine() -> None:
    assert [name for name, path in fonts.declared_files().items() if path is None] == []


def test_widths_are_the_unhinted_advances_of_the_font_file() -> None:
    path = fonts.declared_files()["NotoSans-Bold.ttf"]
    assert isinstance(path, Path)
    with TTFont(path) as file:
        advance, names, per_em = file["hmtx"], file.getBestCmap(), file["head"].unitsPerEm
        for text in ("HHHHHHHH", "nnnn", "mmmmmmmmmm"):
            exact = sum(advance[names[ord(letter)]][0] for letter in text) * VERTICAL.font_px / per_em
            assert width(text, "en") == pytest.approx(exact, abs=0.5)


@pytest.mark.parametrize(("language", "text"), [("zh-Hans", "你到底在哪里？"), ("ja", "どこにいるの？"), ("zh-Hant", "你……到底")])
def test_full_width_characters_are_one_em_wide(language: str, text: str) -> None:
    assert width(text, language) == pytest.approx(60 * len(text), abs=2)


def test_a_caption_stands_in_its_box() -> None:
    laid = caption.layout("Where on earth\nare you?", "en")
    first, last = laid.lines
    assert (first.text, last.text) == ("Where on earth", "are you?")
    assert last.baseline_px == 1480
    assert last.baseline_px - first.baseline_px == pytest.approx(75)
    for line in laid.lines:
        assert line.box.x + line.box.width / 2 == pytest.approx(470)
        assert line.box.y < line.baseline_px < line.box.y + line.box.height
        assert line.box.width == line.width_px
    assert last.box.y + last.box.height < 1500


def test_a_line_that_is_too_wide_stays_one_line() -> None:
    laid = caption.layout("word " * 60, "en")
    assert len(laid.lines) == 1
    assert laid.lines[0].width_px > 3000


def test_empty_lines_keep_their_place_and_empty_text_has_none() -> None:
    assert [line.text for line in caption.layout("one\n\nthree", "en").lines] == ["one", "", "three"]
    assert caption.layout("", "en").lines == ()
    assert caption.layout("<i></i>", "en").lines == ()


@pytest.mark.parametrize(
    ("placement", "side", "row"),
    [("1", "left", 2), ("2", "centre", 2), ("3", "right", 2), ("4", "left", 1), ("8", "centre", 0), ("9", "right", 0)],
)
def test_the_keypad_places_captions(placement: str, side: str, row: int) -> None:
    [line] = caption.layout("Word", "en", VERTICAL, placement).lines
    expected = {"left": 76.0, "centre": 470 - line.width_px / 2, "right": 864 - line.width_px}
    assert line.box.x == pytest.approx(expected[side])
    assert (0 <= line.baseline_px < 640, 640 <= line.baseline_px < 1280, line.baseline_px >= 1280) == (row == 0, row == 1, row == 2)


def test_a_percent_box_places_captions() -> None:
    [line] = caption.layout("Word", "en", VERTICAL, "10,60,80,20").lines
    assert line.box.x + line.box.width / 2 == pytest.approx(540)
    assert line.box.y + line.box.height == pytest.approx(1920 * 0.8, abs=1)


def test_characters_no_face_has_are_named_once() -> None:
    assert caption.layout("a\ue000b\ue000c\ue001", "en").missing == "\ue000\ue001"
    for language, text in (
        ("ar", "أين أنت؟\u200f"),
        ("th", "ผู้ใหญ่"),
        ("hi", "क्षत्रिय।"),
        ("ko", "어디?"),
        ("vi", "Nguyễn"),
        ("ja", "東京ー"),
    ):
        assert caption.layout(text, language).missing == ""


def test_letters_of_arabic_join() -> None:
    assert width("ببب", "ar") < 0.8 * 3 * width("ب", "ar")


def test_marks_stand_on_their_letters() -> None:
    assert width("ที่", "th") == pytest.approx(width("ท", "th"), abs=0.5)
    assert width("क्ष", "hi") < width("क", "hi") + width("ष", "hi")
    name = "Nguyễn Thị Hồng ơi, ừ!"
    assert width(unicodedata.normalize("NFD", name), "vi") == pytest.approx(width(name, "vi"), abs=1)


def test_a_wide_reading_spreads_its_base_and_raises_the_line() -> None:
    plain = caption.layout("東京へ", "ja").lines[0]
    read = caption.layout("<ruby>東京<rt>とうきょうと</rt></ruby>へ", "ja").lines[0]
    assert read.text == "東京へ"
    assert read.width_px == pytest.approx(plain.width_px + 60, abs=3)
    assert read.box.y < plain.box.y - 20
    assert read.baseline_px == plain.baseline_px


def test_a_landscape_picture_has_a_box_of_its_own() -> None:
    [line] = caption.layout("Word", "en", LANDSCAPE).lines
    assert line.box.x + line.box.width / 2 == pytest.approx(960)
    assert line.baseline_px == 972


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=30))
def test_measuring_and_laying_out_agree_on_any_text(text: str) -> None:
    [line] = caption.layout(escape(text), "en").lines
    assert line.width_px == pytest.approx(width(escape(text), "en"), abs=0.05)


def test_every_thread_knows_what_the_fonts_have() -> None:
    """A raw font answers only on the thread that made it: each thread asks its own."""
    fonts.has_character.cache_clear()
    assert caption.missing("你好 Where أين", "zh-Hans") == ""
    found: list[str] = []
    for _ in range(3):
        fonts.has_character.cache_clear()
        thread = Thread(target=lambda: found.append(caption.missing("你好 Where أين", "zh-Hans")))
        thread.start()
        thread.join()
    assert found == ["", "", ""]
