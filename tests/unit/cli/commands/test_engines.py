"""`crossreel engines`: listed, set up, tried and taken off; a key is never an argument and never shown."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Reply, serving
from tests.memory_keyring import MemoryKeyring, keyring_in_memory, no_keyring

Call = Callable[..., tuple[int, str, str]]
Ask = Callable[..., Any]
ADD = ("engines", "add", "gpt", "--address", "https://host/v1", "--model", "m-1", "--input-price", "0,15", "--output-price", "0.6")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a list of engines."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring of the test."""
    with keyring_in_memory() as made:
        yield made


def test_one_is_added_listed_changed_and_removed(ask: Ask, call: Call, ring: MemoryKeyring) -> None:
    added = ask(*ADD, "--currency", "cny")
    assert added["price"] == {"currency": "CNY", "input": "0.15", "output": "0.6", "minute": "0"}
    assert added["lacks"][0]["code"] == "engines.no_key" and not added["can_work"]
    assert "variable CROSSREEL_KEY_GPT" in call("engines")[2]
    changed = ask("engines", "set", "gpt", "--rename", "big", "--model", "m-2", "--no-key", "--input-price", "0")
    assert (changed["name"], changed["model"], changed["can_work"]) == ("big", "m-2", True)
    assert (changed["price"]["input"], changed["price"]["output"]) == ("0", "0.6")
    listed = ask("engines")
    assert "big" in [each["name"] for each in listed["engines"]]
    assert "chat_server" in [each["id"] for each in listed["offered"]]
    assert ask("engines", "remove", "big") == {"removed": "big"}
    assert "big" not in [each["name"] for each in ask("engines", "list")["engines"]]


def test_prices_are_written_as_people_write_them(call: Call, ring: MemoryKeyring) -> None:
    _code, out, _err = call(*ADD)
    assert "$0.15 and $0.60 a million tokens" in out
    _code, out, _err = call("engines", "set", "gpt", "--minute-price", "0.0061")
    assert "$0.15 and $0.60 a million tokens, $0.0061 a minute" in out


def test_a_key_comes_from_the_standard_input(call: Call, ask: Ask, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    call(*ADD)
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
    code, out, err = call("engines", "key", "gpt")
    assert (code, out) == (0, "The key is kept in the system's keyring.\n")
    assert ring.kept == {("Crossreel", "gpt"): "s3cret"} and "s3cret" not in out + err
    assert "s3cret" not in json.dumps(ask("engines"))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert call("engines", "key", "gpt")[0] == 2, "no key is no key"
    assert ask("engines", "key", "gpt", "--forget") == {"name": "gpt", "kept": False} and not ring.kept


def test_where_there_is_no_keyring_it_is_said_plainly(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with no_keyring():
        call(*ADD)
        monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
        code, _out, err = call("engines", "key", "gpt")
    assert code == 1 and "no keyring" in err and "CROSSREEL_KEY_GPT" in err


def test_a_server_is_tried(call: Call, ask: Ask, ring: MemoryKeyring) -> None:
    with serving(Reply(body=b'{"data": [{"id": "m-1"}]}')) as loopback:
        ask("engines", "add", "here", "--address", loopback.address, "--model", "m-1", "--no-key")
        assert ask("engines", "try", "here")["models"] == ["m-1"]
        ask("engines", "set", "here", "--model", "m-9")
        code, out, _err = call("engines", "try", "here")
    assert code == 1 and "lists no model m-9" in out and "m-1" in out
    code, _out, err = call("engines", "try", "here")
    assert code == 1 and "cannot be reached" in err


def test_what_cannot_be_is_said_and_nothing_written(call: Call, tmp_path: Path, ring: MemoryKeyring) -> None:
    for more, words in ((("--address", "host"), "is no address"), (("--input-price", "much"), "is no price")):
        code, _out, err = call(*ADD, *more)
        assert code == 1 and words in err
    assert not list((tmp_path / "config").rglob("engines.toml"))
    assert call("engines", "remove", "none")[0] == 1
