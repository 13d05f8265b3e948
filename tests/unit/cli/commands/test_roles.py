"""Commands that work on tracks take a role beside the language: full, SDH, forced, signs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossreel.cli import commands
from crossreel.cli.arguments import Argument, Option, parameters_of
from crossreel.cli.command import Command
from crossreel.kernel.plugins import discover
from tests.unit.cli.commands.conftest import SOURCE, Ask, Call, srt, texts

WITHOUT = {
    "convert": "a file is in no catalog",
    "qc rule": "a rule is set for a language, whatever the subtitles are for",
    "media add": "what is burned in or spoken",
    "media change": "what is burned in or spoken",
    "media cut": "what is burned in or spoken",
    "draft run": "machines draft the whole subtitles",
    "memory export": "words are the same whatever they are for",
    "memory import": "words are the same whatever they are for",
    "terms export": "terms are the same whatever they are for",
    "review accept-all": "columns are named whole: en-x-sdh",
    "review list": "columns are named whole: en-x-sdh",
    "review report": "columns are named whole: en-x-sdh",
    "artwork add": "the language of the lettering",
    "artwork change": "the language of the lettering",
    "burn": "signs have an option of their own, and no other role stands on a picture",
    "credits add": "the language of a dub or a translation",
    "credits change": "the language of a dub or a translation",
    "deliveries accept": "columns are named whole: en-x-sdh",
    "deliveries reject": "columns are named whole: en-x-sdh",
    "deliveries paper": "a paper is of all that goes in a language",
    "episode-texts add": "words about an episode",
    "episode-texts change": "words about an episode",
    "listings add": "words about the title",
    "listings change": "words about the title",
    "metadata export": "words about the title",
    "profiles findings": "all that goes in a language is judged",
    "rights add": "a right is to a language",
    "rights change": "a right is to a language",
}
"""Commands with a language that is not that of subtitles."""


@pytest.fixture
def deaf(ask: Ask, heir: str) -> str:
    """Give a title whose English subtitles for the deaf say more than the others."""
    ask("tracks", "make", heir, "en", "all", "--role", "sdh", "--copy", "full")
    ask("cues", "text", heir, "1", "en", "1", "[door slams] Where is  zzyzx this ring from?", "--role", "sdh")
    return heir


def _takers() -> Iterator[tuple[str, list[tuple[Any, Any, Argument | Option]]]]:
    for command in discover(commands, "COMMAND", Command):
        for name, run in [(command.name, command.run), *((f"{command.name} {each.name}", each.run) for each in command.actions)]:
            if run is not None:
                yield name, parameters_of(run)


def test_every_command_that_takes_languages_of_subtitles_takes_roles() -> None:
    lacking = set()
    for name, parameters in _takers():
        options = {parameter.name for parameter, _kind, described in parameters if isinstance(described, Option)}
        if options & {"language", "languages"} and "role" not in options and name not in WITHOUT:
            lacking.add(name)
    assert lacking == set()


def test_words_are_found_and_replaced_in_one_role(ask: Ask, call: Call, deaf: str) -> None:
    asked = ("cues", "find", deaf, "ring", "--languages", "en", "--episodes", "1")
    assert [(hit["language"], hit["role"]) for hit in ask(*asked)] == [("en", "full"), ("en", "sdh")]
    assert [hit["text"] for hit in ask(*asked, "--role", "full")] == ["Where did you get this ring?"]
    assert "en-x-sdh" in call(*asked, "--role", "sdh")[1]
    assert call(*asked, "--role", "loud")[0] == 2
    ask("cues", "replace", deaf, "ring", "necklace", "--languages", "en", "--role", "sdh", "--episodes", "1")
    assert texts(ask, deaf, 1, "en")[0] == "Where did you get this ring?"
    assert texts(ask, deaf, 1, "en-x-sdh")[0] == "[door slams] Where is  zzyzx this necklace from?"
    found = ask("search", "ring", "--language", "en", "--role", "sdh")
    assert [(hit["episode_number"], hit["role"]) for hit in found] == [(2, "sdh")]
    assert {hit["role"] for hit in ask("search", "ring", "--language", "en")} == {"full", "sdh"}


def test_qc_looks_at_one_role_alone(ask: Ask, call: Call, deaf: str) -> None:
    report = ask_findings(call, deaf, "--role", "sdh")
    assert {finding["role"] for finding in report} == {"sdh"} and any(finding["rule"] == "spacing" for finding in report)
    assert {finding["role"] for finding in ask_findings(call, deaf, "--languages", "en", "--role", "full")} <= {"full"}
    code, _out, err = call("qc", deaf, "--role", "forced")
    assert code == 2 and "zh-Hans" in err
    assert {each["role"] for each in ask("findings", deaf, "--role", "sdh")} == {"sdh"}


def ask_findings(call: Call, *asked: str) -> list[dict[str, Any]]:
    """Return what `qc` finds, whose exit code says that it does."""
    return list(json.loads(call("qc", *asked, "--json")[1])["findings"])


def test_words_no_dictionary_has_are_listed_by_role(ask: Ask, deaf: str) -> None:
    listed = ask("spell", deaf, "--languages", "en", "--role", "full")
    assert "zzyzx" not in [each["word"] for each in listed["words"]]
    sdh = ask("spell", deaf, "--languages", "en", "--role", "sdh")
    assert "en" in sdh["unchecked"] or "zzyzx" in [each["word"] for each in sdh["words"]]


def test_times_move_and_rows_are_listed_by_role(ask: Ask, deaf: str) -> None:
    ask("cues", "pin", deaf, "1", "en", "1", "--role", "sdh")
    before = {column: _first(ask, deaf, column) for column in ("zh-Hans", "en", "en-x-sdh")}
    ask("cues", "shift", deaf, "1", "--later", "0.2", "--languages", "en", "--role", "sdh")
    after = {column: _first(ask, deaf, column) for column in before}
    assert after == before | {"en-x-sdh": before["en-x-sdh"] + 200}
    rows = ask("cues", "list", deaf, "1", "--languages", "en", "--role", "sdh")
    assert set(rows[0]["cues"]) == {"en-x-sdh"}
    assert ask("retime", "chain", deaf, "1", "--role", "sdh", "--cues", "1", "--language", "en", "--dry-run")["cues"] == []


def _first(ask: Ask, title: str, column: str) -> int:
    (row, *_rest) = ask("cues", "list", title, "1", "--languages", column)
    return int(row["cues"][column][0]["start_ms"])


def test_a_file_is_imported_into_a_role(ask: Ask, heir: str, tmp_path: Path) -> None:
    file = tmp_path / "signs.srt"
    file.write_text(srt(tuple(reversed(SOURCE))), "utf-8")
    ask("import", str(file), "--title", heir, "--episode", "1", "--language", "zh-Hans", "--role", "signs")
    assert [each for each in texts(ask, heir, 1, "zh-Hans-x-signs") if each] == list(reversed(SOURCE))
    assert {(each["language"], each["role"]) for each in ask("tracks", heir) if each["episode"] == 1} == {
        ("zh-Hans", "full"), ("en", "full"), ("zh-Hans", "signs"),
    }  # fmt: skip


def test_scripts_and_notes_take_roles(ask: Ask, deaf: str, tmp_path: Path) -> None:
    asked = ("script", "export", deaf, "--languages", "en", "--format", "csv", "--out", str(tmp_path))
    ask(*asked, "--role", "sdh", "--role", "full", "--episodes", "1")
    (written,) = tmp_path.glob("*.csv")
    heading, first, *_rest = written.read_text("utf-8-sig").splitlines()
    assert {"en", "en-x-sdh"} < set(heading.split(",")) and "door slams" in first and "Where did you get" in first
    ask("notes", "add", deaf, "1", "en", "0:01", "Which door?", "--role", "sdh")
    ask("notes", "add", deaf, "1", "en", "0:01", "Which ring?")
    assert [each["text"] for each in ask("notes", deaf, "--role", "sdh")] == ["Which door?"]
    assert [each["text"] for each in ask("notes", deaf, "--language", "en", "--role", "full")] == ["Which ring?"]
