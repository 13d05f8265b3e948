"""Masters are asked for by keys, made by the window, and stand as files and versions."""

from pathlib import Path

import pytest

from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.storage.database import Database
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.media.movies import make_movie


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """Two episodes of one source line, each with a second of video."""

    def make(catalog: Path) -> None:
        movie = make_movie(catalog.parent / "EP.mp4", frames=30)
        database = Database.open(catalog, author="Ana")
        cataloging, editing, info = Cataloging(database), Editing(database), probe(movie).info
        title_id = next(iter(cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
        for number in (1, 2):
            episode_id = next(iter(cataloging.add_episode(title_id, number).ids("episode")))
            cataloging.set_media(episode_id, movie, info)
            editing.insert(episode_id, "zh-Hans", 100, 900, "你在哪里？")
        database.close()

    return hands_on(make)


def test_masters_are_asked_for_by_keys_and_made(hands: Hands) -> None:
    hands.open(1)
    hands.key("Ctrl+2")
    hands.wait_for(lambda: hands.state().place == "title", "the matrix")
    hands.key("Ctrl+K")
    hands.type("Burn captions in")
    hands.wait_for(lambda: hands.first_command() == "Burn captions in…", "the command")
    hands.key("Return")
    hands.wait_for(lambda: "Tick the languages to burn in." in hands.words(), "the dialog")
    hands.key("Space")
    hands.wait_for(lambda: any(words.startswith("2 masters") for words in hands.words()), "the plan")
    assert not hands.ask("select * from run")
    hands.key("Return")
    folder = Path(hands.ask("select path from version")[0][0]).parent / "masters"
    wanted = {"HEIR_E001_zh-Hans_BURNED.mp4", "HEIR_E002_zh-Hans_BURNED.mp4"}
    hands.wait_for(lambda: folder.exists() and {each.name for each in folder.iterdir()} == wanted, "the masters")
    hands.wait_for(lambda: hands.ask("select state from run") == [("done",)], "the run")
    assert len(hands.ask("select * from version where look = 'burned' and language = 'zh-Hans'")) == 2
    hands.key("Ctrl+7")
    hands.wait_for(lambda: any("Burning captions in (x264)" in words for words in hands.words()), "the run in its place")
