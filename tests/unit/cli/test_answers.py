"""Answers that scripts rely on: exit codes of wrong names, JSON where nothing was done, gaps in a folder."""

import hashlib
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel.app.main import run
from crossreel.cli.main import names

Command = Callable[..., tuple[int, str]]
SRT = "1\n00:00:01,000 --> 00:00:02,000\n{text}\n"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    def call(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run(["--catalog", str(tmp_path / "c.crossreel"), *arguments])
        return code, capsys.readouterr().out

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    for number in (1, 4):
        (made / f"EP{number}.en.srt").write_text(SRT.format(text="Where are you?"), "utf-8")
    return made


def test_an_import_names_the_episodes_that_have_no_file(command: Command, folder: Path) -> None:
    code, out = command("import", str(folder), "--title", "HEIR", "--json")
    (gap,) = json.loads(out)["notices"]
    assert (code, gap["code"], gap["facts"]["numbers"]) == (0, "import.gaps", [2, 3])


def test_a_conflict_is_told_as_json_and_nothing_is_written(command: Command, folder: Path) -> None:
    command("import", str(folder), "--title", "HEIR")
    (folder / "EP4.en.srt").write_text(SRT.format(text="Here."), "utf-8")
    (folder / "EP5.en.srt").write_text(SRT.format(text="Here."), "utf-8")
    code, out = command("import", str(folder), "--title", "HEIR", "--json")
    report = json.loads(out)
    assert code == 1
    assert report["done"] == []
    assert [(item["name"], item["code"]) for item in report["failed"]] == [("EP4.en.srt", "import.occupied")]
    assert json.loads(command("titles", "--json")[1])[0]["episodes"] == 2


def test_states_and_undo_answer_as_json(command: Command, folder: Path) -> None:
    command("import", str(folder), "--title", "HEIR")
    code, out = command("state", "HEIR", "en", "4", "approved", "--json")
    assert (code, json.loads(out)) == (0, {"language": "en", "state": "approved", "episodes": [4]})
    code, out = command("undo", "HEIR", "--json")
    assert code == 0
    assert json.loads(out)["undone"]["code"]


def test_names_that_nobody_knows_are_wrong_use(command: Command, folder: Path, tmp_path: Path) -> None:
    command("import", str(folder), "--title", "HEIR")
    srt, out = str(folder / "EP1.en.srt"), str(tmp_path / "out")
    assert command("deliver", "HEIR", "--profile", "nobody", "--languages", "en", "--out", out)[0] == 2
    assert command("export", "HEIR", "--languages", "en", "--format", "nothing", "--out", out)[0] == 2
    assert command("qc", "HEIR", "--guide", "nowhere")[0] == 2
    assert command("convert", srt, str(tmp_path / "x.nothing"))[0] == 2
    assert command("convert", srt, str(tmp_path / "x.vtt"), "--encoding", "klingon")[0] == 2
    assert command("import", str(folder), "--title", "bad code")[0] == 2


def test_an_export_that_wrote_nothing_failed(command: Command, folder: Path, tmp_path: Path) -> None:
    command("import", str(folder), "--title", "HEIR")
    assert command("export", "HEIR", "--languages", "fr", "--out", str(tmp_path / "out"))[0] == 1


def test_a_landscape_guide_measures_a_landscape_picture(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "wide.en.srt"
    path.write_text(SRT.format(text="I kept waiting for you here.").replace("02,000", "04,000"), "utf-8")
    rules = [each["rule"] for each in json.loads(command("qc", str(path), "--json")[1])["findings"]]
    assert "rendered_width" in rules
    code, said = command("qc", str(path), "--guide", "landscape")
    assert code == 0, said


def test_without_a_display_the_window_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 1
    assert "crossreel --help" in capsys.readouterr().err


def test_an_interrupted_command_says_so(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crossreel.services.importing.plans.Importing.scan", interrupt)
    assert run(["--catalog", str(folder / "c.crossreel"), "import", str(folder), "--title", "HEIR"]) == 1
    assert "Cancelled" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate", "--json"),
        ("export", "HEIR", "--json"),
        ("search", "--limit", "many", "x", "--json"),
        ("import", ".", "--title", "HEIR", "--on-existing", "perhaps", "--json"),
        ("state", "--no-such-option", "--json"),
    ],
)
def test_every_wrong_call_is_an_error_object_in_json(command: Command, arguments: tuple[str, ...]) -> None:
    code, out = command(*arguments)
    error = json.loads(out)["error"]
    assert (code, error["code"]) == (2, "cli.wrong_use")
    assert error["message"]


def test_a_search_that_finds_nothing_was_done_and_its_ids_are_text(command: Command, folder: Path) -> None:
    command("import", str(folder), "--title", "HEIR")
    assert command("search", "nowhere")[0] == 0
    code, out = command("search", "Where", "--json")
    assert code == 0
    assert {type(hit["cue_id"]) for hit in json.loads(out)} == {str}


def test_a_command_is_found_by_the_name_of_its_file() -> None:
    for name, module in names().items():
        assert importlib.import_module(module).COMMAND.name == name


def test_a_command_loads_no_other_command() -> None:
    code = "import sys; from crossreel.cli.main import find_command; find_command('convert'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("crossreel.cli.commands.")] == ["crossreel.cli.commands.convert"]


def test_a_reader_that_has_enough_ends_a_command_in_silence() -> None:
    """As `crossreel history list HEIR | head -1` does."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "crossreel", "--help"], stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_from_outside_is_an_order_to_the_terminal(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "a\x1b[31m.bin").write_text("x")
    (tmp_path / "pack" / "SHA256SUMS").write_text(f"{hashlib.sha256(b'x').hexdigest()}  a\x1b[31m.bin\n")
    code, out = command("verify", str(tmp_path / "pack"))
    assert code == 0 and "\x1b" not in out and "a\\u001b[31m.bin" in out
    command("import", str(folder), "--title", "HEIR")
    command("buyers", "add", "--code", "REEL", "--name", "a\x9b31mb")
    code, out = command("buyers", "list")
    assert code == 0 and "a31mb" in out


def test_what_is_wrong_with_a_field_is_said_with_the_field(
    command: Command, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command("import", str(folder), "--title", "HEIR")
    right = ("rights", "add", "HEIR", "--licence", "avod", "--territories", "US", "--end-day", "2026-02-30")
    code, out = command(*right, "--json")
    assert code == 1 and json.loads(out)["error"]["code"] == "records.bad_day"
    run(["--catalog", str(tmp_path / "c.crossreel"), *right])
    assert capsys.readouterr().err.startswith("Until: “2026-02-30” is no day.")
