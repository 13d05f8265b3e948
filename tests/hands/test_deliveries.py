"""What a buyer has is walked by keyboard, what it rejected goes back to work with its words, and comes back with an undo."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import TitleText
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.trade.buyer import Buyer
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands


def make(catalog: Path) -> None:
    """Make a title of three episodes in English that a buyer has."""
    drama = make_drama(catalog, episodes=3, cues=3, languages=("en",))
    database = drama.database
    with database.edit(EditHeader(label="edit.test", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put_all(replace(track, state=State.APPROVED) for track in uow.where(Track))
        uow.put(TitleText(id=database.new_id(), title_id=drama.title_id, language="en", name="The Hidden Heir"))
        uow.put(Buyer(id=database.new_id(), code="REEL", name="Reel", profile_id="app-standard"))
    told = Delivering(database).deliver(drama.title_id, "", (), catalog.parent / "out", wording=Words, buyer="REEL")
    assert told.package is not None, told.plan.refusals
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(make)


def walk_to(hands: Hands, words: str) -> None:
    """Press Tab until something has the focus."""
    for _step in range(30):
        if hands.focus().words.startswith(words):
            return
        hands.key("Tab")
    raise AssertionError(f"Tab does not lead to {words}")


def test_a_rejected_cell_goes_back_to_work_by_keyboard(hands: Hands) -> None:
    hands.open(1, language="en")
    hands.key("Ctrl+5")
    hands.wait_for(lambda: hands.state().place == "deliveries", "the deliveries")
    hands.settle()
    walk_to(hands, "What each buyer has")
    hands.key("Right", "Right")
    hands.keep("board")
    walk_to(hands, "Rejected")
    hands.key("Space")
    hands.wait_for(lambda: bool(hands.state().dialog), "the question for the buyer's words")
    hands.type("Out of step")
    hands.key("Tab")
    walk_to(hands, "Back to work")
    hands.key("Space")
    said = "select verdict, reason from receipt"
    assert hands.wait_for(lambda: hands.ask(said), "the receipt in the file") == [("rejected", "Out of step")]
    note = "select note.text, note.author, episode.number from note join episode on episode.id = note.episode_id"
    assert hands.ask(note) == [("Out of step", "REEL", 3)]
    states = "select state from track join episode on episode.id = track.episode_id where language = 'en' order by number"
    assert hands.ask(states) == [("approved",), ("approved",), ("translated",)]
    hands.settle()
    walk_to(hands, "What would I have to send")
    hands.key("Space")
    hands.settle()
    hands.wait_for(
        lambda: any("the buyer rejected it" in words for words in hands.words()) or hands.is_seen("Approve"), "what is due"
    )
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: not hands.ask(said) and not hands.ask(note), "the receipt and its note taken back")


def test_a_package_is_verified_from_its_bar(hands: Hands) -> None:
    """Somebody added a file to the package; the folder is typed into the dialog, and what is wrong is listed in words."""
    ((package,),) = hands.ask("select package_path from delivery")
    (Path(package) / "data" / "note.txt").write_text("mine")
    if hands.state().place != "deliveries":
        hands.key("Ctrl+5")
        hands.wait_for(lambda: hands.state().place == "deliveries", "the deliveries")
    hands.settle()
    hands.press_button("Verify a package…")
    hands.wait_for(lambda: hands.focus().where == "QFileDialog", "the dialog for a folder")
    hands.type(package)
    hands.settle()
    if hands.focus().where == "menu":  # what the dialog proposes
        hands.key("Escape")
    hands.wait_for(lambda: hands.focus().text == package, "the typed folder")
    hands.key("Return")
    hands.wait_for(lambda: hands.state().dialog, "what the look told")
    hands.keep("verified")
    assert "2 things are wrong with this package." in hands.words()
    hands.key("Escape")
    hands.wait_for(lambda: not hands.state().dialog, "the place again")
