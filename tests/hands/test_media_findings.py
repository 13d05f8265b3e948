"""What is wrong with pictures and sounds is found, read and jumped to from the window."""

from pathlib import Path

import pytest

from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.media.clips import black, scene, silence, sine, with_bars, write_clip

RULES = "select rule from finding where version_id is not null order by start_ms, rule"
SUBTITLES = "1\n00:00:00,500 --> 00:00:02,000\n你看错了\n\n2\n00:00:02,500 --> 00:00:05,500\n这枚戒指是哪来的？\n"


def make(catalog: Path) -> None:
    """Make a title of two episodes: one with black in its middle, one with bars and one channel."""
    folder = catalog.parent / "The Heir"
    folder.mkdir()
    write_clip(folder / "EP01.mov", [*scene(1, 60), *black(75), *scene(2, 45)], [sine(6)] * 2)
    write_clip(folder / "EP02.mov", with_bars([*scene(3, 60), *scene(4, 60)], rows=(48, 48)), [sine(4), silence(4)])
    for number in (1, 2):
        (folder / f"EP0{number}.zh-Hans.srt").write_text(SUBTITLES, "utf-8")
    database = Database.open(catalog, author="Mei")
    importing = Importing(database)
    importing.apply(importing.scan([folder]))
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(make)


def test_pictures_and_sounds_are_checked_and_a_finding_is_gone_to(hands: Hands) -> None:
    hands.open(1)
    hands.key("Ctrl+K")
    hands.wait_for(lambda: bool(hands.state().dialog), "the palette")
    hands.type("check picture")
    hands.wait_for(lambda: hands.first_command() == "Check picture and sound", "the action in the palette")
    hands.key("Return")
    hands.wait_for(lambda: hands.ask(RULES) == [("letterbox",), ("missing_channel",), ("black_frames",)], "three findings")
    hands.settle()
    hands.key("Ctrl+Shift+F")
    hands.wait_for(lambda: hands.focus().where == "drawer", "the keys in the findings")
    hands.keep("findings")
    hands.wait_for(lambda: hands.focus().words == "Findings", "the list of findings")
    hands.key("Home", "Return")
    hands.wait_for(lambda: hands.state().playhead_ms in range(1990, 2040), "the playhead where the picture turns black")
