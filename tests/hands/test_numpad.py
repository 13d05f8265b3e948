"""The physical keys of a number pad, with NumLock and without, in the table and while one types; and what keys are called."""

import re
import shutil
from pathlib import Path

import pytest

from crossreel.domain.preferences import Preferences
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

KEYS_LEFT = re.compile(r"(?<![⟦\w])(Ctrl|Alt|Shift|Space|PgUp|PgDn|PgDown|Home|End|Ins|Del|Enter|Esc|Num)\b")


@pytest.fixture(scope="module")
def hands(hands_on: Opener, light_folder: Path) -> Hands:
    """The sample under the preset of the number pad, in the language that marks every translated word."""
    chosen = Preferences(author="Ana", author_key="ana", locale="qps", volume=0, keymap="numpad")
    return hands_on(lambda catalog: shutil.copytree(light_folder, catalog.parent, dirs_exist_ok=True), preferences=chosen)


@pytest.mark.parametrize("lock", [False, True], ids=["without NumLock", "with NumLock"])
@pytest.mark.parametrize("where", ["table", "target"])
def test_pad_steps_frames_and_sets_times(hands: Hands, lock: bool, where: str) -> None:
    hands.open(2, cue=3, language="en")
    if where == "target":
        hands.key("Return")
        hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    text, before = hands.focus().text, hands.cues("zh-Hans")[2]
    hands.key(*(["Num_Lock"] if lock else []))
    try:
        hands.key("KP_Divide")
        hands.wait_for(lambda: abs(hands.state().playhead_ms - before.start_ms) < 17, "the playhead back at the cue")
        for key in ("KP_Right", "KP_6"):  # one key, under both of its names
            at_ms = hands.state().playhead_ms
            hands.key(key)
            hands.wait_for(lambda at=at_ms: 30 < hands.state().playhead_ms - at < 37, f"the frame after {at_ms}")
        hands.key("KP_7")
        hands.wait_for(lambda: hands.cues("zh-Hans")[2].start_ms > before.start_ms, "another in time")
        hands.key("KP_2")
        hands.wait_for(lambda: hands.state().row == 4, "the next row")
        hands.key("KP_8")
        hands.wait_for(lambda: hands.state().row == 3, "the row before")
    finally:
        hands.key(*(["Num_Lock"] if lock else []))
    assert hands.focus().where == where
    if where == "target":
        assert hands.focus().text == text, "nothing was typed"
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.cues("zh-Hans")[2].start_ms == before.start_ms, "the former time")


def test_enter_of_the_pad_goes_on_as_the_big_one_does(hands: Hands) -> None:
    hands.open(3, cue=1, language="en")
    hands.key("Ctrl+Enter")
    hands.wait_for(lambda: hands.state().row == 3, "the empty cue")
    hands.key("Enter")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")


def test_pad_writes_figures_where_a_line_takes_them(hands: Hands) -> None:
    hands.open(2, cue=3, language="en")
    hands.key("Ctrl+F", "Num_Lock")
    hands.wait_for(lambda: hands.focus().kind == "Field", "the line to find in")
    try:
        hands.key("KP_7", "KP_5")
    finally:
        hands.key("Num_Lock")
    hands.wait_for(lambda: hands.focus().text == "75", "what was typed")
    hands.key("Esc")


def test_no_key_is_left_as_an_english_word(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    seen = hands.words()
    hands.key("F1")
    hands.wait_for(lambda: hands.state().dialog, "the list of keys")
    seen += hands.words()
    assert any("⟦" in each and "→" in each for each in seen), "a key with an arrow in the list"
    assert [each for each in seen if KEYS_LEFT.search(each)] == []
    hands.key("Esc")
