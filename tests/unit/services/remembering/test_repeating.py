"""Lines that a title says several times."""

import pytest

from crossreel.domain.errors import BadInput
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.remembering.remembering import Remembering
from tests.builders import Drama
from tests.unit.services.remembering.conftest import Say


def test_lines_that_are_said_twice_are_told_and_kept_in_step(drama: Drama, memory: Remembering, say: Say, history: History) -> None:
    for number, at, english in ((1, 0, "Yes."), (1, 3, "Right."), (2, 1, "Right.")):
        say(number, at, "对", english)
    say(2, 2, "好", "Fine.")
    say(2, 3, "好", "Fine.")
    (repeat,) = memory.repeats(drama.title_id, "en")
    assert (repeat.source, repeat.texts, len(repeat.cue_ids)) == ("对", (("Right.", 2), ("Yes.", 1)), 3)
    assert [each.source for each in memory.repeats(drama.title_id, "en", differing=False)] == ["对", "好"]
    assert memory.repeats(drama.title_id, "ar") == ()

    first = drama.cues(1, "en")[0]
    assert memory.twins(first.id) == (drama.cues(1, "en")[3].id, drama.cues(2, "en")[1].id)
    edit = memory.keep_in_step(first.id)
    assert len(edit.changes) >= 2
    assert {drama.cue(cue_id).text for cue_id in repeat.cue_ids} == {"Yes."}  # type: ignore[union-attr]
    assert memory.repeats(drama.title_id, "en") == ()
    assert drama.cues(1)[0].text == "对"
    history.undo(drama.title_id)
    assert memory.repeats(drama.title_id, "en") == (repeat,)


def test_an_empty_line_leads_nothing(drama: Drama, memory: Remembering) -> None:
    cue = drama.cues(1, "en")[0]
    Editing(drama.database).set_text(cue.id, "")
    with pytest.raises(BadInput) as told:
        memory.keep_in_step(cue.id)
    assert told.value.code == "memory.says_nothing"
