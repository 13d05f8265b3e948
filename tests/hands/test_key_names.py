"""Keys are named in the language of the interface wherever the window shows one."""

import re
import shutil
from pathlib import Path

import pytest

from crossreel.domain.preferences import Preferences
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

KEYS_LEFT = re.compile(r"(?<![⟦\w])(Ctrl|Alt|Shift|Space|PgUp|PgDn|PgDown|Home|End|Ins|Del|Enter|Esc|Num)\b")


@pytest.fixture(scope="module")
def hands(hands_on: Opener, sample_folder: Path) -> Hands:
    """The sample in the language that marks every translated word."""
    chosen = Preferences(author="Ana", author_key="ana", locale="qps", volume=0, keymap="numpad")
    return hands_on(lambda catalog: shutil.copytree(sample_folder, catalog.parent, dirs_exist_ok=True), preferences=chosen)


def test_no_key_is_left_as_an_english_word(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    seen = hands.words()
    hands.key("F1")
    hands.wait_for(lambda: hands.state().dialog, "the list of keys")
    seen += hands.words()
    assert any("⟦" in each and "→" in each for each in seen), "a key with an arrow in the list"
    assert [each for each in seen if KEYS_LEFT.search(each)] == []
