"""A title from nothing to checked in four languages, without the mouse: video, cues, times, translations, QC, states."""

import shutil
from pathlib import Path

import pytest

from crossreel.kernel.paths import resource
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

SOURCE, LINES = "zh-Hans", ("你迟到了", "外面在下雨")
TRANSLATED = {
    "en": ("You are  late.", "It is raining outside."),
    "es-419": ("Llegas tarde.", "Llueve afuera."),
    "ar": ("لقد تأخرت.", "إنها تمطر في الخارج."),
    "th": ("คุณมาสาย", "ฝนตกข้างนอก"),
}
FINDINGS, SPACING = "select rule from finding", ("spacing",)
STATES = "select language, state from track"
MOST_TABS = 30


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program with an empty catalog, and a folder with one video beside it."""

    def lay_out(catalog: Path) -> None:
        (catalog.parent / "drama").mkdir()
        shutil.copy(resource("sample", "EP01.mp4"), catalog.parent / "drama")

    return hands_on(lay_out)


def tab_to(hands: Hands, words: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until what begins with some words has the focus."""
    for _each in range(MOST_TABS):
        if hands.focus().words.startswith(words):
            return
        hands.key(key)
    raise AssertionError(f"{key} does not lead to “{words}”: {hands.focus()}")


def import_video(hands: Hands) -> None:
    """Import the folder as a new title."""
    hands.key("Ctrl+I")
    hands.wait_for(lambda: hands.focus().words.startswith("Choose folder"), "the button for a folder under the hands")
    hands.key("Space")
    hands.wait_for(lambda: hands.focus().where == "QFileDialog", "the dialog for a folder")
    hands.type("drama/", gap_ms=20)  # with the stroke the dialog has nothing to complete
    hands.wait_for(lambda: hands.focus().text == "drama/", "the typed folder")
    hands.key("Return")
    hands.wait_for(lambda: hands.is_seen("Import plan: episodes by languages"), "the plan")
    hands.settle()
    assert "1 file" in hands.words()
    tab_to(hands, "Title code", "Shift+Tab")
    hands.key("Ctrl+A")
    hands.type("EMPTY")
    tab_to(hands, "Name")
    hands.key("Ctrl+A")
    hands.type("From Empty")
    tab_to(hands, "Import 1 file")
    hands.key("Space")
    hands.wait_for(lambda: hands.state().place == "title", "the matrix of the title")
    assert hands.ask("select code, name, source_language from title") == [("EMPTY", "From Empty", SOURCE)]


def add_languages(hands: Hands) -> None:
    """Add the languages of the title in its matrix."""
    for tag in TRANSLATED:
        hands.key("Ctrl+L")
        hands.wait_for(lambda: hands.state().dialog, "the dialog for a language")
        hands.type(tag)
        hands.key("Return")
        hands.settle()
    assert [tag for (tag,) in hands.ask("select language from title_language order by position")] == list(TRANSLATED)


def write_source(hands: Hands) -> None:
    """Insert two cues, write them, and time one at the playhead, the other by typed times."""
    hands.key("Ctrl+3")
    hands.wait_for(lambda: hands.focus().words == "Insert the first cue", "the button for the first cue under the hands")
    hands.key("Space")
    hands.wait_for(lambda: hands.focus().where == "source", "the caret in the first cue")
    hands.type(LINES[0])
    hands.key("Escape")
    hands.key("Ctrl+Right", times=3, gap_ms=60)
    hands.key("F11")
    hands.wait_for(lambda: 0 < hands.cues(SOURCE)[0].start_ms < 200, "the in time some frames on")
    hands.key("Ctrl+Shift+Right")
    hands.key("F12")
    hands.wait_for(lambda: 1000 < hands.cues(SOURCE)[0].end_ms < 1400, "the out time a second on")
    hands.key("Ctrl+Alt+Ins")
    hands.wait_for(lambda: hands.focus().where == "source" and hands.state().row == 2, "the caret in the second cue")
    hands.type(LINES[1])
    hands.key("Ctrl+T")
    hands.wait_for(lambda: hands.focus().where == "in place", "the caret in the in time")
    hands.key("Ctrl+A")
    hands.type("00:02.000")
    hands.key("Tab")
    hands.wait_for(lambda: (hands.focus().where, hands.focus().words) == ("in place", "Out"), "the caret in the out time")
    hands.settle()
    hands.key("Ctrl+A")
    hands.type("00:04.000")
    hands.key("Return")
    hands.wait_for(lambda: [(each.start_ms, each.end_ms) for each in hands.cues(SOURCE)[1:]] == [(2000, 4000)], "the typed times")
    assert hands.texts(SOURCE) == list(LINES)


def translate(hands: Hands, tag: str, column: int) -> None:
    """Go into a cell of the matrix and write its lines."""
    hands.key("Ctrl+2")
    hands.wait_for(lambda: hands.state().place == "title", "the matrix")
    hands.settle()
    hands.key("Home", *["Right"] * column, "Return")
    hands.wait_for(lambda: (hands.state().place, hands.state().language) == ("editor", tag), f"the editor in {tag}")
    hands.settle()
    hands.key("Alt+Up", "F4")
    hands.wait_for(lambda: (hands.focus().where, hands.state().row) == ("target", 1), "the caret in the first cell")
    for row, words in enumerate(TRANSLATED[tag], 1):
        hands.wait_for(lambda row=row: hands.state().row == row and hands.focus().text == "", "an empty cell")
        hands.type(words)
        hands.key("Ctrl+Return")
    hands.wait_for(lambda: hands.texts(tag) == list(TRANSLATED[tag]), f"every word in {tag}")


def repair_findings(hands: Hands) -> None:
    """Check the title, and repair from the panel what was found."""
    hands.key("Ctrl+2", "F9")
    hands.wait_for(lambda: SPACING in hands.ask(FINDINGS), "the finding of two spaces")
    hands.settle()
    hands.key("Ctrl+3", "Ctrl+Shift+F")
    hands.wait_for(lambda: (hands.focus().where, hands.focus().words) == ("drawer", "Findings"), "the keys in the findings")
    hands.settle()
    hands.key("R")
    hands.wait_for(lambda: hands.texts("en")[0] == "You are late." and SPACING not in hands.ask(FINDINGS), "the repaired text")
    hands.key("Escape")
    hands.settle()


def mark_checked(hands: Hands, tag: str, column: int) -> None:
    """Go into a cell of the matrix and say that it is checked."""
    hands.key("Ctrl+2")
    hands.wait_for(lambda: hands.state().place == "title", "the matrix")
    hands.settle()
    hands.key("Home", *["Right"] * column, "Return")
    hands.wait_for(lambda: (hands.state().place, hands.state().language) == ("editor", tag), f"the editor in {tag}")
    hands.settle()
    hands.key("Alt+2")
    hands.wait_for(lambda: dict(hands.ask(STATES))[tag] == "checked", f"the state of {tag}")


def test_a_title_goes_from_empty_to_checked_by_keyboard_alone(hands: Hands) -> None:
    import_video(hands)
    add_languages(hands)
    write_source(hands)
    for column, tag in enumerate(TRANSLATED, 1):
        translate(hands, tag, column)
    repair_findings(hands)
    for column, tag in enumerate(TRANSLATED, 1):
        mark_checked(hands, tag, column)
    states = dict(hands.ask(STATES))
    assert {states[tag] for tag in TRANSLATED} == {"checked"}
    times = [(each.start_ms, each.end_ms) for each in hands.cues(SOURCE)]
    for tag in TRANSLATED:
        assert [(each.start_ms, each.end_ms) for each in hands.cues(tag)] == times
