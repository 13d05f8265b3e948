"""The harness itself: a key, a letter, a drag and a look arrive where they should."""

import numpy as np

from tests.hands.hands import Hands


def test_typed_letters_of_every_script_come_into_the_file(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Ctrl+A")
    hands.type("A+B? ¿Qué? สวัสดี مرحبا 你好!")
    hands.wait_for(lambda: hands.texts("en")[1] == "A+B? ¿Qué? สวัสดี مرحبا 你好!", "the typed text in the file")


def test_waveform_is_seen_and_a_click_moves_the_playhead(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.wait_for(lambda: len(np.unique(hands.look("timeline").reshape(-1, 3), axis=0)) > 20, "a drawn timeline")
    place = hands.place_of("timeline")
    hands.click(hands.timeline_x(3000), place.y + 6)
    hands.wait_for(lambda: abs(hands.state().playhead_ms - 3000) < 60, "the playhead at three seconds")


def test_row_is_chosen_by_a_click_and_by_a_key(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.click(*hands.cell(4, "en").centre)
    hands.wait_for(lambda: hands.state().row == 4, "the row that was clicked")
    hands.click(*hands.cell(6, "en").centre, keys="Shift")
    hands.wait_for(lambda: hands.state().selected == (4, 5, 6), "three selected rows")
    hands.key("Alt+Down")
    hands.wait_for(lambda: hands.state().row == 7, "the row after")


def test_program_that_is_killed_opens_again(hands: Hands) -> None:
    hands.settle()
    before = hands.cues("zh-Hans", 1)
    hands.kill()
    hands.start()
    hands.open(1, language="en")
    assert hands.cues("zh-Hans") == before
