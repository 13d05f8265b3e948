"""Many rows at once, and the clipboard: by the real keys, read back from the catalog's file."""

import itertools

import pytest

from tests.hands.hands import Hands

EPISODE = 3


@pytest.fixture(autouse=True)
def second_row(hands: Hands) -> None:
    """Begin at the second row of an episode with the focus in the table."""
    hands.open(EPISODE, cue=2, language="en")


def times(hands: Hands, language: str) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in hands.cues(language, EPISODE)]


def texts(hands: Hands, language: str) -> list[str]:
    return [cue.text for cue in hands.cues(language, EPISODE)]


def step(hands: Hands, frames: int) -> None:
    """Step on, each time from a picture that is there."""
    for _frame in range(frames):
        before = hands.state().playhead_ms
        hands.key("Ctrl+Right")
        hands.wait_for(lambda before=before: hands.state().playhead_ms > before, "the next frame")


def test_selected_rows_are_shifted_by_keys_alone_and_one_undo_brings_them_back(hands: Hands) -> None:
    before = times(hands, "zh-Hans")
    hands.key("Shift+Down")
    hands.wait_for(lambda: len(hands.state().selected) == 2, "two rows selected")
    hands.key("Ctrl+Alt+U")
    hands.type("0.05")
    hands.settle()
    hands.keep("rows-bar")
    hands.key("Return")
    moved = [before[0], *((start + 50, end + 50) for start, end in before[1:3]), *before[3:]]
    hands.wait_for(lambda: times(hands, "zh-Hans") == moved, "two rows later by 50 ms")
    assert times(hands, "es-419")[1] == moved[1]
    hands.key("Escape")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: times(hands, "zh-Hans") == before, "the times as they were")


def test_rows_go_to_the_clipboard_and_come_back_as_a_plan(hands: Hands) -> None:
    before = texts(hands, "en")
    hands.key("Shift+Down", "Ctrl+C")
    hands.settle()
    hands.key("Down", "Down", "Ctrl+V")
    hands.wait_for(lambda: hands.state().dialog, "the plan")
    hands.settle()
    hands.keep("paste-plan")
    assert texts(hands, "en") == before, "a plan writes nothing"
    hands.key("Return")
    hands.wait_for(lambda: before[1] in texts(hands, "en")[2:], "the second row pasted further down")
    hands.settle()
    assert not hands.state().dialog
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: texts(hands, "en") == before, "the texts as they were")


def test_what_was_just_copied_can_be_pasted_at_once_by_its_key(hands: Hands) -> None:
    hands.open(2, cue=1, language="en")
    hands.key("Ctrl+Alt+K")
    hands.wait_for(lambda: hands.state().toast, "the copy told")
    hands.settle()
    hands.key("Ctrl+Shift+V")
    hands.wait_for(lambda: hands.state().dialog == "PasteDialog", "the plan of what is pasted")
    hands.key("Escape")


def test_two_cues_and_the_playhead_stretch_the_episode(hands: Hands) -> None:
    before = times(hands, "en")
    step(hands, 3)
    hands.key("Ctrl+F11")
    hands.settle()
    hands.key("Escape")
    hands.key("Down", times=4)
    hands.settle()
    step(hands, 6)
    hands.key("Ctrl+F12")
    hands.settle()
    hands.keep("sync-bar")
    hands.press_button("Synchronise")
    hands.wait_for(lambda: times(hands, "en") != before, "other times")
    after = times(hands, "en")
    assert (after[1][0], after[4][0]) != (before[1][0], before[4][0]) and all(
        one[1] <= other[0] + 40 for one, other in itertools.pairwise(after)
    )
    hands.settle()
    hands.key("Escape", "Ctrl+Z")
    hands.wait_for(lambda: times(hands, "en") == before, "the times as they were")
