"""Marks under the words of an edit box, and words written at the caret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.edit_box_marks import Mark, points, units


@given(st.text(max_size=30), st.integers(0, 30))
def test_positions_are_counted_both_ways(text: str, at: int) -> None:
    text = text.encode("utf-16-le", "ignore").decode("utf-16-le")
    at = min(at, len(text))
    assert points(text, units(text, at)) == at


def test_marks_stand_beside_the_text_and_never_in_it(qtbot: QtBot) -> None:
    box = EditBox()
    qtbot.addWidget(box)
    box.show_text(1, "<i>a😀</i> word")
    mark = Mark(start=3, end=7, kind="spelling", tip="unknown")
    box.set_marks_of("spelling", [mark])
    box.set_marks_of("terms", [Mark(start=0, end=1, kind="term")])
    assert [each.cursor.selectedText() for each in box.extraSelections()] == ["a", "word"]  # type: ignore[attr-defined]
    assert (box.markup(), box.is_dirty) == ("<i>a😀</i> word", False)
    assert box.mark_at(units("a😀 word", 4)) == mark
    box.set_marks_of("spelling", [])
    assert [each.kind for each in box.marks()] == ["term"]


@pytest.mark.parametrize(
    ("text", "caret", "words", "expected"),
    [
        ("See you", 3, "Lin Wan", "See Lin Wan you"),
        ("", 0, "Gu", "Gu"),
        ("(x", 1, "Gu", "(Gu x"),
        ("我说", 1, "戒指", "我戒指说"),
        ("ฉันรัก", 3, "แหวน", "ฉันแหวนรัก"),
        ("من", 2, "آل غو", "من آل غو"),
    ],
)
def test_words_are_written_apart_from_those_beside_them(qtbot: QtBot, text: str, caret: int, words: str, expected: str) -> None:
    box = EditBox()
    qtbot.addWidget(box)
    box.show_text(1, text)
    box.set_caret(caret)
    box.insert_words(words)
    assert box.markup() == expected
    assert box.is_dirty
