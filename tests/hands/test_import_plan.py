"""A folder comes in by hand: a late file is moved into time in the plan, and the import is taken back from its report."""

from pathlib import Path

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.ui.places.importing.folders import fill, write


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program on an empty catalog, a folder of subtitles beside it."""

    def make(catalog: Path) -> None:
        build_desk(catalog, "command", Preferences(author="Ana", author_key="ana")).close()
        folder = fill(catalog.parent / "Heir", [1, 2, 3])
        write(folder / "en" / "Heir_EP02.en.srt", late_s=2)
        (folder / "Heir_EP03.de.srt").write_text("no subtitles here\n", "utf-8")

    return hands_on(make)


def titles(hands: Hands) -> list[str]:
    """Return the codes in the catalog's file."""
    return [code for (code,) in hands.ask("select code from title")]


def test_a_late_file_is_moved_and_the_import_taken_back_from_its_report(hands: Hands) -> None:
    hands.key("Ctrl+I")
    hands.wait_for(lambda: hands.is_seen("Choose folder"), "the import place")
    hands.key("Ctrl+O")
    hands.wait_for(lambda: hands.focus().where == "QFileDialog", "the dialog")
    hands.type(str(hands.catalog.parent / "Heir"))
    hands.key("Return")
    hands.wait_for(lambda: hands.is_seen("Import plan: episodes by languages"), "the plan")
    hands.settle()
    assert hands.is_seen("Move into time with the source"), "the first doubt is chosen"
    hands.key("s")
    hands.wait_for(lambda: not hands.is_seen("Move into time with the source"), "the file in time")
    hands.key("e")
    hands.wait_for(lambda: hands.focus().text == "2", "the hands in the field of the episode")
    hands.type("4")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().kind == "MatrixView", "the hands back in the plan")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.is_seen("Episode 2, English"), "the correction taken back")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: titles(hands) == ["HEIR"], "the title in the catalog")
    hands.wait_for(lambda: hands.is_seen("Take the import back"), "the report")
    hands.settle()
    assert [each.start_ms for each in hands.cues("en", 2)] == [each.start_ms for each in hands.cues("zh-Hans", 2)]
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: titles(hands) == [], "nothing left of it")
    hands.wait_for(lambda: hands.is_seen("Import it again"), "the report of what was taken back")
