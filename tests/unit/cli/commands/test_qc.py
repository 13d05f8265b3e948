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
