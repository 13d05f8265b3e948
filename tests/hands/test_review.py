"""Drafted lines are reviewed with real keys: accepted, mended, refused, asked about, taken back; the file says what came of it."""

from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.edits.edit import EditHeader
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.episode.cues import open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.storage.database import Database
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.media.movies import make_movie, tone

LINES = (
    ("你在哪里？", "Where are you?", 100), ("我在这里。", "I'm right here.", 300), ("来吧。", "Come on.", 500),
    ("现在。", "Now.", 700), ("走开。", "Go away.", 800),
)  # fmt: skip
"""Source, draft and how sure it is: the least sure one stands first."""


def make(catalog: Path) -> None:
    """An episode of five seconds with sound, five lines drafted in English."""
    database = Database.open(catalog, author="Ana")
    cataloging, editing = Cataloging(database), Editing(database)
    title_id = next(iter(cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
    episode_id = next(iter(cataloging.add_episode(title_id, 1).ids("episode")))
    movie = make_movie(catalog.parent / "EP01.mp4", frames=150, width=180, height=320, samples=tone(5.0))
    cataloging.set_media(episode_id, movie, probe(movie).info)
    sources = [
        next(iter(editing.insert(episode_id, "zh-Hans", at * 1000, at * 1000 + 900, source).ids("cue")))
        for at, (source, _draft, _sure) in enumerate(LINES)
    ]
    with database.edit(EditHeader(label="edit.draft", title_id=title_id)) as edit, edit.part() as uow:
        cues, track = open_track(uow, uow.get(Title, title_id), read_episode(uow, episode_id), "en")
        batch = DraftBatch(id=uow.new_id(), title_id=title_id, stage=Stage.TRANSLATING, maker="mine", model="m2", column="en")
        pairs = zip(sources, LINES, strict=True)
        drafted = {cue_id: Drafted(text=text, confidence=sure) for cue_id, (_source, text, sure) in pairs}
        put_drafts(uow, cues, track.id, batch, drafted, Origin.MACHINE)
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program on that title."""
    return hands_on(make)


def verdicts(hands: Hands) -> dict[str, str]:
    """What the file says became of each draft, by its words."""
    return dict(hands.ask("select text, verdict from draft"))


def text_of(hands: Hands, drafted: str) -> tuple[str, str]:
    """What stands in the cue that was drafted so, and where that is from."""
    rows = hands.ask("select cue.text, cue.origin from cue join draft on draft.cue_id = cue.id where draft.text = ?", drafted)
    return str(rows[0][0]), str(rows[0][1])


def on_the_list(hands: Hands) -> bool:
    """Whether the keys are on the list of lines."""
    return hands.focus().words.startswith("Drafted lines")


def test_lines_are_accepted_mended_refused_asked_about_and_taken_back(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+6")
    hands.wait_for(lambda: hands.state().place == "review", "the queue")
    hands.wait_for(lambda: on_the_list(hands), "the keys on the list")
    hands.wait_for(lambda: hands.is_seen("Accept"), "a line to judge")
    first, second, third, fourth, fifth = (draft for _source, draft, _sure in LINES)

    hands.key("Return")
    hands.wait_for(lambda: verdicts(hands)[first] == "accepted", "the first line accepted")
    assert text_of(hands, first) == (first, "typed")

    hands.key("e")
    hands.wait_for(lambda: hands.focus().text == second, "the caret in the second line, at once the one under the hands")
    hands.key("End")
    hands.type(" Really.")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: verdicts(hands)[second] == "mended", "the second line mended")
    assert text_of(hands, second) == (f"{second} Really.", "typed")
    hands.wait_for(lambda: on_the_list(hands), "the keys on the list again")

    hands.key("r")
    hands.wait_for(lambda: hands.focus().words.startswith("Refuse"), "the line for a word of why")
    hands.type("too harsh")
    hands.key("Return")
    hands.wait_for(lambda: verdicts(hands)[third] == "refused", "the third line refused")
    assert hands.ask("select reason, judged_by from draft where text = ?", third) == [("too harsh", "Ana")]

    hands.key("q")
    hands.wait_for(lambda: hands.focus().words.startswith("Ask"), "the line for a question")
    hands.type("Now or never?")
    hands.key("Return")
    hands.wait_for(lambda: verdicts(hands)[fourth] == "asked", "the fourth line asked about")
    assert hands.ask("select text from note") == [("Now or never?",)]

    hands.key("a")
    hands.wait_for(lambda: verdicts(hands)[fifth] == "accepted", "the fifth line accepted by its letter")
    hands.key("Ctrl+z")
    hands.wait_for(lambda: verdicts(hands)[fifth] == "unseen", "the last verdict taken back")
    assert text_of(hands, fifth) == (fifth, "machine")
    hands.settle()
    hands.key("Space")
    hands.settle()
    hands.key("Return")
    hands.wait_for(lambda: verdicts(hands)[fifth] == "accepted", "the line that came back is the one under the hands")
    hands.keep("review")
