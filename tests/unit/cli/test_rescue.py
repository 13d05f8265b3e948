"""Backing up, restoring and salvaging from the command line."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from crossreel.app.main import run

Command = Callable[..., tuple[int, str, str]]
SRT = "".join(f"{n}\n00:00:{n % 60:02},000 --> 00:00:{n % 60:02},900\nLine {n} of many that are said.\n\n" for n in range(1, 60))


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return tmp_path / "c.crossreel"


@pytest.fixture
def command(command: Command, catalog: Path) -> Command:
    return partial(command, "--catalog", str(catalog))


@pytest.fixture
def filled(command: Command, tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(1, 13):
        (files / f"EP{number}.en.srt").write_text(SRT, "utf-8")
    assert command("import", str(files), "--title", "HEIR", "--source-language", "en")[0] == 0
    return files


def test_a_backup_is_made_listed_and_restored(command: Command, catalog: Path, filled: Path) -> None:
    assert json.loads(command("backup", "--list", "--json")[1]) == []
    code, out, _err = command("restore", "newest", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "storage.no_backups")
    code, out, _err = command("backup", "--json")
    made = json.loads(out)
    assert (code, made["faults"]) == (0, [])
    (listed,) = json.loads(command("backup", "--list", "--json")[1])
    assert (listed["path"], listed["titles"]) == (made["backup"], 1)
    assert made["backup"] in command("backup", "--list")[1]
    assert command("undo", "HEIR")[0] in (0, 1)
    for path in filled.iterdir():
        path.rename(path.with_name(f"new {path.name}"))
    assert command("import", str(filled), "--title", "LATER", "--source-language", "en")[0] == 0
    code, out, _err = command("restore")
    assert code == 1 and made["backup"] in out
    code, out, _err = command("restore", "newest", "--json")
    kept = Path(json.loads(out)["kept"])
    assert code == 0 and kept.is_file()
    assert [title["code"] for title in json.loads(command("titles", "--json")[1])] == ["HEIR"]
    assert command("restore", str(kept))[0] == 0
    assert "LATER" in command("titles")[1]


def test_a_copy_goes_where_it_is_told(command: Command, catalog: Path, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "usb" / "copy.crossreel"
    copy.parent.mkdir()
    assert command("backup", str(copy))[0] == 0
    assert run(["--catalog", str(copy), "titles"]) == 0
    code, out, _err = command("restore", str(tmp_path / "nowhere.crossreel"), "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "storage.no_backup")


def test_salvage_saves_what_can_be_read_and_says_what_was_lost(
    command: Command, catalog: Path, filled: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute("SELECT pageno FROM dbstat WHERE name = 'cue' ORDER BY path DESC LIMIT 1").fetchone()
    with catalog.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    code, out, _err = command("undo", "HEIR", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "storage.damaged")
    new = tmp_path / "new.crossreel"
    code, out, _err = command("salvage", str(new), "--json")
    told = json.loads(out)
    assert code == 1 and told["kept"]["title"] == 1
    lost = [each for each in told["lost"] if each["code"] == "storage.lost_cues"]
    assert lost and lost[0]["facts"]["language"] == "en"
    assert sum(each["facts"]["count"] for each in lost) + told["kept"]["cue"] == 12 * 59
    code, _out, err = command("salvage", str(tmp_path / "other.crossreel"))
    assert code == 1 and "Lost" in err
    code, out, _err = command("salvage", str(new), "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "storage.target_exists")


def test_what_another_version_derived_is_made_anew_by_a_command_that_writes(command: Command, catalog: Path, filled: Path) -> None:
    with closing(sqlite3.connect(catalog)) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key LIKE '%version%'")
        connection.execute("INSERT INTO search_dialogue(search_dialogue) VALUES ('delete-all')")
        connection.commit()
    code, out, err = command("search", "many", "--json")
    assert (code, json.loads(out)) == (0, []) and "Another version" in err
    assert command("qc", "HEIR")[0] in (0, 1)
    code, out, err = command("search", "many", "--json")
    assert (code, len(json.loads(out)), err) == (0, 50, "")
