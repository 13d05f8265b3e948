"""docs/editor-keys.md tells the keys as the keymaps have them, and never more of them than other programs ask for."""

import re
from pathlib import Path

import pytest

from crossreel.domain.keys import bound
from crossreel.services import keymaps
from crossreel.ui.shell.registry import find_all

PAGE = Path(__file__).resolve().parents[2] / "docs" / "editor-keys.md"
WORKS = {
    "Play the cue": "play.cue",
    "Set the in time at the playhead": "edit.set_in",
    "Set the out time at the playhead": "edit.set_out",
    "Set the out time and go to the next cue": "edit.set_out_next",
    "Take what is typed and go on writing in the next cue": "edit.next_cue",
    "Break the lines anew": "edit.break_lines",
    "Split the cue at the caret": "edit.split",
    "Merge the cue with the next one": "edit.merge",
    "Delete the cue": "edit.delete",
    "Go to the next thing that was found": "edit.next_finding",
}
"""What does each work of the page."""
BESIDE = {
    "edit.commit_next": "Ctrl+Return", "edit.next_empty": "Alt+E", "edit.next_draft": "Alt+M", "edit.next_stale": "Alt+S",
    "edit.repair": "Alt+R", "editor.next_episode": "Alt+Right", "edit.in_time": "Ctrl+T", "edit.times_in_frames": "Ctrl+Alt+T",
    "edit.go_to": "Ctrl+G", "window.keys": "F1",
}  # fmt: skip
"""Keys that the page names in its words."""


def rows() -> list[list[str]]:
    """Return the cells of the table, without its head."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def held() -> dict[str, tuple[str, ...]]:
    """The keys of every action under the preset that the page tells."""
    return bound([action.keyed() for action in find_all().actions], keymaps.load("function_keys"), {})


def test_the_ten_works_are_told_with_the_keys_they_have(held: dict[str, tuple[str, ...]]) -> None:
    told = {row[0]: row[1] for row in rows()}
    assert list(told) == list(WORKS)
    assert all(key in held[WORKS[work]] for work, key in told.items()), told


def test_no_work_takes_more_keys_than_elsewhere() -> None:
    for work, *cells in rows():
        pairs = [(keys, times) for keys, times in zip(cells[::2], cells[1::2], strict=True) if keys != "–"]
        assert [str(len(keys.split(", "))) for keys, _times in pairs] == [times for _keys, times in pairs], work
        assert int(pairs[0][1]) <= min(int(times) for _keys, times in pairs), work


def test_the_keys_in_the_words_are_those_of_the_preset(held: dict[str, tuple[str, ...]]) -> None:
    said = PAGE.read_text("utf-8").replace("Ctrl+Enter", "Ctrl+Return")
    for action, key in BESIDE.items():
        assert key in held[action], action
        assert re.search(rf"(?<![\w+]){re.escape(key)}(?![\w+])", said), key


def test_presets_of_other_programs_keep_their_keys_for_these_works() -> None:
    actions = [action.keyed() for action in find_all().actions]
    for preset, column in (("subtitle_edit", 3), ("aegisub", 5)):
        keys = bound(actions, keymaps.load(preset), {})
        for row in rows():
            theirs = row[column]
            if "," not in theirs and theirs not in ("–", "Del", "Enter"):
                assert theirs in keys[WORKS[row[0]]], (preset, row[0])
