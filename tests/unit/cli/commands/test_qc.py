"""`crossreel qc` as a terminal has it: rules set otherwise, runs kept and compared, and what the exit code says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import Drama, make_drama

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def drama(tmp_path: Path) -> Drama:
    made = make_drama(tmp_path / "qc.crossreel", episodes=2, cues=3, languages=("en", "ar"))
    made.database.close()
    return made


@pytest.fixture
def call(drama: Drama, command: Call) -> Call:
    """Calls a command of the catalog of the test."""
    return lambda *words: command("--catalog", str(drama.database.path), "--author", "Ana", *words)


def test_a_rule_is_set_otherwise_listed_with_its_reason_and_taken_back(call: Call) -> None:
    assert (
        call("qc", "rule", "set", "HEIR", "gap", "--severity", "info", "--reason", "As agreed", "--buyer", "app-standard")[0] == 0
    )
    assert call("qc", "rule", "set", "HEIR", "gap", "--off", "--reason", "Song", "--language", "en")[0] == 0
    listed = json.loads(call("qc", "rules", "HEIR", "--json")[1])["settings"]
    assert [(each["language"], each["buyer"], each["weight"], each["reason"], each["author"]) for each in listed] == [
        ("", "APP", "info", "As agreed", "Ana"),
        ("en", "", "off", "Song", "Ana"),
    ]
    assert "As agreed" in call("qc", "rules", "HEIR")[1]
    assert call("qc", "rule", "unset", "HEIR", "gap", "--language", "en")[0] == 0
    assert [each["buyer"] for each in json.loads(call("qc", "rules", "HEIR", "--json")[1])["settings"]] == ["APP"]


def test_a_bare_language_is_every_variety_of_it(call: Call) -> None:
    assert call("qc", "rule", "set", "HEIR", "gap", "--off", "--reason", "Song", "--language", "zh")[0] == 0
    assert call("qc", "rule", "set", "HEIR", "gap", "--severity", "info", "--reason", "So", "--language", "zh-TW")[0] == 0
    listed = json.loads(call("qc", "rules", "HEIR", "--json")[1])["settings"]
    assert [(each["language"], each["weight"]) for each in listed] == [("zh", "off"), ("zh-Hant", "info")]
    assert call("qc", "rule", "unset", "HEIR", "gap", "--language", "zh")[0] == 0
    assert [each["language"] for each in json.loads(call("qc", "rules", "HEIR", "--json")[1])["settings"]] == ["zh-Hant"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "HEIR", "nonsense", "--off", "--reason", "So"), "nonsense"),
        (("set", "HEIR", "gap", "--reason", "So"), "--off"),
        (("set", "HEIR", "gap", "--off"), "Write why"),
        (("set", "HEIR", "gap", "--off", "--reason", "So", "--buyer", "Nobody"), "STREAMER"),
    ],
)
def test_what_is_missing_to_set_a_rule_is_said(call: Call, words: tuple[str, ...], said: str) -> None:
    code, _out, error = call("qc", "rule", *words)
    assert code != 0
    assert said in error


LONG = "This is a line that no phone in the whole wide world can ever show in one piece, can it?"


def test_runs_are_listed_named_and_compared(call: Call) -> None:
    call("qc", "HEIR")
    first = json.loads(call("qc", "runs", "HEIR", "--json")[1])
    assert [(each["number"], each["author"], each["guide"]) for each in first] == [(1, "Ana", "vertical")]
    assert call("cues", "text", "HEIR", "1", "en", "1", LONG)[0] == 0
    code, out, _error = call("qc", "HEIR", "--baseline", "last", "--rules", "rendered_width", "--json")
    assert code == 1
    made = json.loads(out)["comparison"]
    assert ((made["before"], made["after"]), [each["rule"] for each in made["new"]]) == ((1, 2), ["rendered_width"])
    assert call("qc", "name", "HEIR", "1", "As it came")[0] == 0
    assert call("qc", "HEIR", "--baseline", "2", "--rules", "rendered_width")[0] == 0, "nothing is new"
    told = json.loads(call("qc", "compare", "HEIR", "As it came", "2", "--json")[1])
    assert [each["message"] for each in told["new"] if each["rule"] == "rendered_width"]
    assert "+ 1 en" in call("qc", "compare", "HEIR", "1", "2")[1]
    assert [each["rule"] for each in json.loads(call("qc", "show", "HEIR", "2", "--json")[1])] == ["rendered_width"]
    code, _out, error = call("qc", "compare", "HEIR", "77")
    assert code != 0
    assert "77" in error


def test_the_exit_code_says_what_was_asked(call: Call) -> None:
    call("cues", "text", "HEIR", "1", "en", "1", "Wait...")
    assert call("qc", "HEIR", "--rules", "ellipsis")[0] == 1
    assert call("qc", "HEIR", "--rules", "ellipsis", "--fail-on", "error")[0] == 0
    assert call("qc", "HEIR", "--rules", "ellipsis", "--fail-on", "warning")[0] in (0, 1)
    assert call("qc", "rule", "set", "HEIR", "ellipsis", "--severity", "warning", "--reason", "So")[0] == 0
    assert call("qc", "HEIR", "--rules", "ellipsis", "--fail-on", "warning")[0] == 1
    assert call("qc", "HEIR", "--rules", "elipsis")[0] not in (0, 1)


def test_files_are_asked_some_rules_and_have_no_runs(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.en.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:03,000\nWait...\n", encoding="utf-8")
    assert call("qc", str(path), "--rules", "gap")[0] == 0
    assert call("qc", str(path), "--rules", "ellipsis")[0] == 1
    assert call("qc", str(path), "--baseline", "last")[0] not in (0, 1)


def test_the_whole_catalog_is_checked_where_something_changed(call: Call) -> None:
    code, out, _error = call("qc", "--all", "--json")
    made = json.loads(out)
    assert (code, [each["title"] for each in made["checked"]], made["failed"]) == (0, ["HEIR"], [])
    assert json.loads(call("qc", "--all", "--json")[1])["unchanged"] == ["HEIR"]
    assert call("qc", "--all", "HEIR")[0] not in (0, 1)
    assert call("qc")[0] not in (0, 1)


def test_spelling_is_a_finding_where_it_is_asked_for(call: Call) -> None:
    """Not in a run that does not ask; a language without a dictionary is named, and judged by all other rules."""

    def found(*words: str) -> set[str]:
        return {each["rule"] for each in json.loads(call("qc", "HEIR", "--json", *words)[1])["findings"]}

    assert call("cues", "text", "HEIR", "1", "en", "3", "I beleive you.")[0] == 0
    assert "spelling" not in found()
    assert "spelling" in found("--spelling")
    assert found("--rules", "spelling") == {"spelling"}
    assert "Arabic" in call("qc", "HEIR", "--spelling")[2]
    assert "spelling" not in found()
