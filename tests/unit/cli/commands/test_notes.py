"""`crossreel notes`."""

from pathlib import Path

from crossreel.kernel.paths import resource
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


def test_a_note_says_what_it_is_about_and_keeps_its_picture(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("media", "set", heir, "1", str(resource("sample", "EP01.mp4")))
    told = ask(
        "notes", "add", heir, "1", "en", "0:00.5", "Her hand is cut off", "--kind", "picture", "--weight", "critical", "--still"
    )
    (note_id,) = told["made"]["note"]
    ask("notes", "mark", heir, note_id, "--weight", "minor")
    [note] = ask("notes", heir)
    assert (note["kind"], note["weight"]) == ("picture", "minor")
    ask("undo", heir)
    assert ask("notes", heir)[0]["weight"] == "critical"
    assert call("notes", "still", heir, note_id, str(tmp_path / "still.jpg"))[0] == 0
    assert (tmp_path / "still.jpg").read_bytes().startswith(b"\xff\xd8")
    ask("notes", "remove", heir, note_id)
    ask("undo", heir)
    assert ask("notes", heir)[0]["kind"] == "picture", "all of the note comes back"
    plain = ask("notes", "add", heir, "1", "en", "0:00.5", "Hm")["made"]["note"][0]
    assert ask("notes", heir)[1]["kind"] is None
    assert call("notes", "still", heir, plain, str(tmp_path / "none.jpg"))[0] == 1
