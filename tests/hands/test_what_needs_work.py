"""Ctrl+Enter and its neighbours: to the next cue that needs work, and a word at the end."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.editing.cues import Editing
from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands


def drafted(catalog: Path) -> None:
    """Two episodes of 6 cues: in the first, the English of the second is empty, of the fourth machine-made, of the fifth stale."""
    drama = make_drama(catalog, code="FEW", episodes=2, cues=6)
    english, editing = drama.cues(1, "en"), Editing(drama.database)
    editing.set_text(english[1].id, "")
    editing.set_text(drama.cues(1)[4].id, "另一句话")
    with drama.database.edit(EditHeader(label="edit.import", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put_all([replace(uow.get(Cue, english[3].id), origin=Origin.MACHINE)])
    drama.database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(drafted)


def test_each_kind_of_work_is_gone_to_by_its_key(hands: Hands) -> None:
    for key, row in (("Alt+E", 2), ("Alt+M", 4), ("Alt+S", 5)):
        hands.open(1, cue=6, language="en", title="FEW")
        hands.key(key)
        hands.wait_for(lambda row=row: hands.state().row == row, f"row {row} by {key}")
        hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Alt+S")
    hands.wait_for(lambda: "Only this cue" in hands.state().toast, "that there is no other")


def test_ctrl_enter_goes_through_what_needs_work_and_says_when_it_is_done(hands: Hands) -> None:
    hands.open(1, cue=1, language="en", title="FEW")
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: hands.state().row == 2, "the empty cue")
    hands.type("So it is")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: hands.state().row == 4, "the machine-made cue")
    hands.key("Ctrl+Return")  # read and right: it is accepted
    hands.wait_for(lambda: hands.state().row == 5, "the stale cue")
    hands.wait_for(lambda: hands.cues("en")[3].origin == "typed", "an accepted draft")
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: "Only this cue still needs work in English" in hands.state().toast, "what is left")
    hands.key("Ctrl+Shift+Return")
    hands.wait_for(lambda: hands.ask("select count(*) from journal_edit where label = 'edit.confirm_source'")[0][0], "confirmed")
    hands.settle()
    hands.key("Ctrl+Return")
    hands.wait_for(lambda: "Nothing more to do in this episode in English" in hands.state().toast, "that all is done")
    assert (hands.state().row, hands.focus().where) == (5, "target")
    hands.keep("nothing-more-to-do")
    hands.press_button("Episode 2")
    hands.wait_for(lambda: hands.state().episode == 2, "the next episode")
