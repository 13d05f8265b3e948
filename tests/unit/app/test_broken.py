"""A fault of ours in a command: one sentence, its own exit code, and a log that names places and quotes nobody."""

import json
import logging
from pathlib import Path

import pytest

from crossreel.app import main
from crossreel.app.broken import BROKEN, late_log
from crossreel.formats import reading
from crossreel.formats.notices import Notices
from crossreel.formats.text import Encoding


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the log goes, of a program in which no text can be decoded."""

    def decode_or_break(data: bytes, notices: Notices, *, encoding: str | None = None, language: str = "") -> tuple[str, Encoding]:
        raise ZeroDivisionError(data.decode())

    monkeypatch.setattr(reading, "decode", decode_or_break)
    monkeypatch.setattr(main, "log_folder", lambda: tmp_path / "log")
    (tmp_path / "a.en.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nI know it\n", "utf-8")
    (tmp_path / "b.en.srt").write_bytes(b"\x00")
    return tmp_path


def test_a_fault_of_ours_is_told_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["info", str(folder / "a.en.srt")]) == BROKEN
    out, err = capsys.readouterr()
    log = folder / "log" / "crossreel.log"
    assert (out, err.count("\n")) == ("", 1)
    assert "ZeroDivisionError" in err and str(log) in err and "a.en.srt" not in err
    logged = log.read_text("utf-8")
    assert "decode_or_break" in logged and "reading.py" in logged and "I know it" not in logged
    assert log.stat().st_mode & 0o777 == 0o600

    assert main.run(["info", str(folder / "a.en.srt"), "--json"]) == BROKEN
    told = json.loads(capsys.readouterr().out)["error"]
    assert (told["code"], told["facts"]["path"]) == ("system.broke", str(log))


def test_of_several_files_it_takes_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others have their turn, and the terminal sees no trace."""
    assert main.run(["qc", str(folder / "a.en.srt"), str(folder / "b.en.srt"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [[item["code"] for item in each["failed"]] for each in json.loads(out)] == [["item.unexpected"], ["format.empty"]]
    assert "Traceback" not in err and "File " not in err and err.count("\n") == 2
    assert "decode_or_break" in (folder / "log" / "crossreel.log").read_text("utf-8")


def test_a_command_with_nothing_to_log_makes_no_log(folder: Path) -> None:
    assert main.run(["info", str(folder / "b.en.srt")]) == 1
    assert not (folder / "log").exists()


def test_a_log_that_cannot_be_made_is_on_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("a file", "utf-8")
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    with late_log(tmp_path / "log"):
        logging.getLogger("crossreel.odd").error("told all the same")
    assert "told all the same" in capsys.readouterr().err
    assert root.handlers == before
