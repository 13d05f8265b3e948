"""A title is screened, noted, mended, screened again and approved, all with real keys and real clips of two shapes."""

import json
from pathlib import Path

import pytest

from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.storage.database import Database
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.media.movies import make_movie, tone

LINES = ((("你在哪里？", "Where are you?"), (300, 1300)), (("我在这里。", "I'm right here."), (300, 1400)))
SHAPES = ((180, 320), (320, 180))
LONG_MS = 1600


def make(catalog: Path) -> None:
    """Two episodes of a second and a half with sound, one upright and one lying, a line in each."""
    database = Database.open(catalog, author="Ana")
    cataloging, editing = Cataloging(database), Editing(database)
    title_id = next(iter(cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
    cataloging.add_language(title_id, "en")
    for number, (((source, english), (start, end)), shape) in enumerate(zip(LINES, SHAPES, strict=True), start=1):
        movie = make_movie(
            catalog.parent / f"EP{number:02d}.mp4", frames=48, width=shape[0], height=shape[1], samples=tone(LONG_MS / 1000)
        )
        episode_id = next(iter(cataloging.add_episode(title_id, number).ids("episode")))
        cataloging.set_media(episode_id, movie, probe(movie).info)
        made = editing.insert(episode_id, "zh-Hans", start, end, source)
        editing.set_cell_text(next(iter(made.ids("cue"))), "en", english)
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program on that title."""
    return hands_on(make)


def watched(hands: Hands) -> dict[int, list[list[tuple[int, int]]]]:
    """What the file says was watched in English: the stretches of each sitting by the number of the episode, oldest first."""
    rows = hands.ask(
        "select episode.number, sitting.spans from sitting join episode on episode.id = sitting.episode_id"
        " where sitting.language = 'en' order by sitting.begun_ms, sitting.id"
    )
    found: dict[int, list[list[tuple[int, int]]]] = {}
    for number, spans in rows:
        found.setdefault(number, []).append([(each["start_ms"], each["end_ms"]) for each in json.loads(spans)])
    return found


def state_of(hands: Hands, number: int) -> str:
    """How far the English cell of an episode is, as the file says."""
    sql = (
        "select track.state from track join episode on episode.id = track.episode_id"
        " where episode.number = ? and track.language = 'en'"
    )
    return str(hands.ask(sql, number)[0][0])


def screening(hands: Hands, number: int) -> None:
    """Go to the screening by key, with an episode on, and wait until the picture has the keys."""
    hands.open(number, language="en")
    hands.key("Ctrl+4")
    hands.wait_for(lambda: hands.state().place == "screening", "the screening")
    hands.settle()
    hands.wait_for(lambda: hands.focus().where == "picture", "the keys on the picture")


def all_is_watched(hands: Hands) -> bool:
    """Ask by key for what is left: a machine that left out many frames has something, which then plays."""
    hands.key("w")
    hands.settle()
    return "You have watched all of it" in hands.state().toast


def test_a_title_is_screened_noted_mended_screened_again_and_approved(hands: Hands) -> None:
    screening(hands, 1)
    hands.key("Space")
    hands.wait_for(lambda: set(watched(hands)) == {1, 2} and watched(hands)[2][0][-1][1] == LONG_MS, "both watched to the end")
    assert watched(hands)[1][0][-1][1] == LONG_MS, "it went on over the change of shape, and the first was seen to its end"

    hands.key("PgUp")
    hands.settle()
    hands.key(".", times=20)
    hands.key("n")
    hands.wait_for(lambda: hands.focus().words.startswith("New note"), "the line of a note")
    hands.type("Too cold")
    hands.key("Alt+1", "Up", "Return")
    hands.wait_for(lambda: hands.ask("select kind, weight from note_mark") == [("text", "critical")], "the note and its weight")
    [(text, column, still)] = hands.ask(
        "select note.text, note.language, length(note_still.data) from note join note_still on note_still.note_id = note.id"
    )
    assert (text, column) == ("Too cold", "en") and still > 1000, "what was seen went along"
    hands.key("b")
    hands.wait_for(lambda: state_of(hands, 1) == "draft", "the cell sent back")

    hands.open(1, language="en")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Ctrl+A")
    hands.type("Where have you been?")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: hands.texts("en", 1) == ["Where have you been?"], "the line mended")

    screening(hands, 2)
    sittings = len(watched(hands)[1])
    hands.key("w")
    hands.wait_for(lambda: len(watched(hands)[1]) > sittings and watched(hands)[1][-1][-1][1] >= 1300, "what changed watched again")
    hands.wait_for(lambda: all_is_watched(hands), "nothing left to watch")
    hands.key("1")
    hands.wait_for(lambda: hands.focus().words.startswith("Notes"), "the keys on the notes")
    hands.key("r")
    hands.wait_for(lambda: hands.ask("select resolved_by from note")[0][0], "the note resolved")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "picture", "back on the picture, at the note")
    hands.key("Shift+a")
    hands.wait_for(lambda: state_of(hands, 1) == "approved", "the first episode approved")
    hands.wait_for(lambda: "episode 1" in hands.state().toast, "what was done said")
    hands.settle()
    hands.key("a")
    hands.wait_for(lambda: state_of(hands, 2) == "approved", "the second episode approved")
    hands.keep("screening")
    assert "Watched 100%" in hands.command("screening", "status", "HEIR", "--language", "en")
