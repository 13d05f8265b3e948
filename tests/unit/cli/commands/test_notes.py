"""`crossreel notes`."""

from tests.unit.cli.commands.conftest import Ask, Call, column


def test_a_note_is_taken_answered_resolved_and_removed(ask: Ask, call: Call, heir: str) -> None:
    told = ask("notes", "add", heir, "1", "en", "0:02.5", "Too long?", "--cue", "1")
    (note_id,) = told["made"]["note"]
    ask("notes", "answer", heir, note_id, "Shorter now.")
    first, answer = ask("notes", heir)
    assert (first["id"], first["episode"], first["at_ms"], first["text"]) == (note_id, 1, 2500, "Too long?")
    assert (first["cue_id"], answer["parent_id"]) == (column(ask, heir, 1, "en")[0][0]["id"], note_id)
    assert "Too long?" in call("notes", "list", heir, "--episode", "1", "--language", "en")[1]
    ask("notes", "resolve", heir, note_id)
    assert ask("notes", heir, "--open") == []
    ask("notes", "reopen", heir, note_id)
    assert len(ask("notes", heir, "--open")) == 2
    ask("notes", "remove", heir, note_id)
    assert ask("notes", heir) == []


def test_wrong_notes_are_refused(call: Call, heir: str) -> None:
    assert call("notes", "add", heir, "1", "en", "soon", "x")[0] == 2
    assert call("notes", "add", heir, "1", "en", "1", " ")[0] == 1
    assert call("notes", "answer", heir, "12", "x")[0] == 2
