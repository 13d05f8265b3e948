"""Undo, redo and history from the command line: of a title, of the catalog, and past what cannot be undone."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.editing.cues import Editing
from crossreel.storage.database import Database
from tests.unit.storage.drama import over

Command = Callable[..., tuple[int, str, str]]
SRT = "1\n00:00:01,000 --> 00:00:02,000\n{text}\n"


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return tmp_path / "c.crossreel"


@pytest.fixture
def command(command: Command, catalog: Path) -> Command:
    return partial(command, "--catalog", str(catalog), "--author", "Ana")


@pytest.fixture
def heir(command: Command, tmp_path: Path) -> None:
    """A title of one episode with English subtitles."""
    folder = tmp_path / "heir"
    folder.mkdir()
    (folder / "EP1.zh-Hans.srt").write_text(SRT.format(text="你在哪里"), "utf-8")
    (folder / "EP1.en.srt").write_text(SRT.format(text="Where are you?"), "utf-8")
    assert command("import", str(folder), "--title", "HEIR")[0] == 0


def codes(command: Command) -> list[str]:
    return [row["code"] for row in json.loads(command("titles", "--json")[1])]


def retype(catalog: Path, text: str, *, journaled_in_title: bool = True) -> None:
    """Change the English cue: as a person at work, or behind the back of the title's history."""
    database = Database.open(catalog, author="Ana")
    with database.read() as uow:
        cue = next(cue for cue in uow.where(Cue) if cue.anchor_id is not None)
    if journaled_in_title:
        Editing(database).set_text(cue.id, text)
    else:
        header = EditHeader(label="edit.replace", title_id=None, actor=Actor(name="Ben"), facts={"what": "a", "by": "b"})
        with database.edit(header) as open_edit, open_edit.part() as uow:
            over(uow, replace(cue, text=text))
    database.close()


@pytest.mark.usefixtures("heir")
def test_the_import_of_a_title_is_undone_and_redone_in_the_catalog_by_name(command: Command) -> None:
    code, out, err = command("undo", "HEIR", "--json")
    nothing = {"undone": None, "passed_over": [], "places": [], "left_alone": None}
    assert (code, json.loads(out), codes(command)) == (1, nothing, ["HEIR"])
    assert "without a title" in err
    code, out, _err = command("undo")
    assert (code, "Import of “" in out, codes(command)) == (0, True, [])
    code, out, _err = command("redo", "--json")
    assert (code, json.loads(out)["redone"]["code"], codes(command)) == (0, "edit.import_title", ["HEIR"])
    assert command("redo")[0] == 1
    (line,) = json.loads(command("history", "HEIR", "--json")[1])["steps"]
    assert (line["code"], line["done"], line["can_move"]) == ("edit.import_title", True, False)


@pytest.mark.usefixtures("heir")
def test_a_title_that_was_worked_on_goes_only_when_told_and_always_comes_back(
    command: Command, catalog: Path, tmp_path: Path
) -> None:
    retype(catalog, "Where were you?")
    code, out, err = command("undo", "--json")
    error = json.loads(out)["error"]
    assert (code, error["code"], error["facts"]["count"], codes(command)) == (1, "history.worked_on", 1, ["HEIR"])
    assert "Import" in error["facts"]["what"]["message"] and "Import" in err
    assert command("undo", "--with-work")[0] == 0
    assert codes(command) == []
    other = tmp_path / "EP1.en.srt"
    other.write_text(SRT.format(text="Other."), "utf-8")
    assert command("import", str(other), "--title", "OTHER")[0] == 0
    assert command("redo")[0] == 0
    assert sorted(codes(command)) == ["HEIR", "OTHER"], "what was imported meanwhile takes nothing from redo"
    assert "Where were you" in command("search", "Where were you")[1]
    assert command("undo", "HEIR")[0] == 0
    assert "Where are you" in command("search", "Where are you")[1]


@pytest.mark.usefixtures("heir")
def test_a_step_that_cannot_be_undone_is_named_and_passed_over(command: Command, catalog: Path) -> None:
    retype(catalog, "One")
    assert command("state", "HEIR", "zh-Hans", "1", "approved")[0] == 0
    retype(catalog, "Two")
    retype(catalog, "Behind", journaled_in_title=False)
    code, out, err = command("undo", "HEIR", "--json")
    error = json.loads(out)["error"]
    assert (code, error["code"], error["facts"]["author"]) == (1, "history.stale", "Ana")
    assert (error["facts"]["what"]["code"], error["facts"]["by"]["code"]) == ("edit.set_text", "edit.replace")
    assert "Ana" in err and "Ben" in err and "Write English" in err
    code, out, err = command("undo", "HEIR", "--skip")
    assert code == 0
    assert "Set the state" in out and "Passed over: Write English" in err
    lines = json.loads(command("history", "HEIR", "--json")[1])["steps"]
    assert [(line["code"], line["done"], line["passed_over"]) for line in lines] == [
        ("edit.set_text", False, True), ("edit.set_state", False, False),
        ("edit.set_text", True, False), ("edit.import_title", True, False),
    ]  # fmt: skip
    assert "Behind" in command("search", "Behind")[1]
    assert "passed over" in command("history", "HEIR")[1]
    assert command("redo", "HEIR")[0] == 0
    code, out, _err = command("redo", "HEIR", "--json")
    assert [line["code"] for line in json.loads(out)["passed_over"]] == ["edit.set_text"]
    assert command("--author", "Ben", "undo")[0] == 0, "what was done behind the title’s back is taken back"
    assert command("undo", "HEIR")[0] == 0, "and the step can be undone again"
    assert command("search", "One")[0] == 0


def test_nobody_s_title_is_wrong_use(command: Command, heir: None) -> None:
    for name in ("undo", "redo", "history"):
        assert command(name, "NOBODY")[0] == 2


@pytest.mark.usefixtures("heir")
def test_everyone_undoes_their_own_steps_and_is_told_of_the_newer_one(command: Command, catalog: Path) -> None:
    retype(catalog, "Of Ana")
    ben = ("--author", "Ben")
    assert command(*ben, "terms", "put", "HEIR", "总裁", "--in", "en=CEO")[0] == 0
    lines = json.loads(command("history", "HEIR", "--json")[1])["steps"]
    assert [(line["author"], line["own"]) for line in lines] == [("Ben", False), ("Ana", True), ("Ana", True)]
    code, out, err = command("undo", "HEIR", "--json")
    told = json.loads(out)
    assert (code, told["undone"]["author"], told["left_alone"]["author"]) == (0, "Ana", "Ben")
    assert "left alone" in err and "Ben" in err
    code, _out, err = command("undo", "HEIR")
    assert code == 1 and "You have nothing more to undo here" in err and "Ben" in err
    assert command("redo", "HEIR")[0] == 0 and "Of Ana" in command("search", "Of Ana")[1]
    assert command(*ben, "undo", "HEIR")[0] == 0
    assert json.loads(command("terms", "HEIR", "--json")[1]) == []


def test_the_author_goes_with_a_command(command: Command) -> None:
    code, _out, err = command()
    assert code == 2 and "--author" in err
