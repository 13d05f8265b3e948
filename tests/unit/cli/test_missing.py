"""Commands and what is not there: none but those that bring something make a catalog, and none finds nothing in nothing."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossreel.app.bootstrap import default_catalog

Command = Callable[..., tuple[int, str, str]]
SRT = "1\n00:00:01,000 --> 00:00:02,000\nWhere are you?\n"
WORKING = [
    ("titles",),
    ("search", "where"),
    ("qc", "HEIR"),
    ("undo", "HEIR"),
    ("state", "HEIR", "en", "all", "approved"),
    ("export", "HEIR", "--languages", "en", "--out", "out"),
    ("deliver", "HEIR", "--profile", "app-standard", "--languages", "en", "--out", "out"),
]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def loose_umask() -> Iterator[None]:
    former = os.umask(0)
    yield
    os.umask(former)


@pytest.mark.parametrize("arguments", WORKING, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("folder", ["typo", "."])
def test_a_command_that_works_on_a_catalog_makes_none(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], folder: str
) -> None:
    catalog = tmp_path / folder / "c.crossreel"
    code, out, err = command("--catalog", str(catalog), *arguments, "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "storage.no_catalog"
    assert str(catalog) in err
    assert list(tmp_path.iterdir()) == []


def test_without_a_catalog_of_ones_own_reading_makes_none_either(command: Command) -> None:
    code, _out, err = command("titles")
    assert (code, default_catalog().parent.exists()) == (1, False)
    assert str(default_catalog()) in err


def test_an_import_makes_the_catalog_but_no_folder_for_it(command: Command, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "EP1.en.srt").write_text(SRT, "utf-8")
    code, _out, err = command("--catalog", str(tmp_path / "typo" / "c.crossreel"), "import", str(files), "--title", "HEIR")
    assert (code, (tmp_path / "typo").exists()) == (1, False)
    assert str(tmp_path / "typo") in err
    assert command("--catalog", str(tmp_path / "c.crossreel"), "import", str(files), "--title", "HEIR")[0] == 0
    assert command("--catalog", str(tmp_path / "c.crossreel"), "titles")[0] == 0


@pytest.mark.usefixtures("loose_umask")
def test_the_catalog_of_ones_own_is_for_nobody_else(command: Command, tmp_path: Path) -> None:
    (tmp_path / "EP1.en.srt").write_text(SRT, "utf-8")
    default_catalog().parent.mkdir(parents=True)
    default_catalog().parent.chmod(0o755)
    assert command("import", str(tmp_path / "EP1.en.srt"), "--title", "HEIR")[0] == 0
    default_catalog().chmod(0o644)  # as earlier versions left it
    assert command("state", "HEIR", "en", "all", "translated")[0] in (0, 1)
    assert default_catalog().parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o077 for path in default_catalog().parent.iterdir()} == {0}


def test_a_check_in_a_language_that_is_not_there_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "EP1.en.srt").write_text(SRT, "utf-8")
    catalog = ("--catalog", str(tmp_path / "c.crossreel"))
    command(*catalog, "import", str(tmp_path / "EP1.en.srt"), "--title", "HEIR", "--source-language", "en")
    code, out, err = command(*catalog, "qc", "HEIR", "--languages", "en,fr", "--json")
    assert code == 2
    assert "fr" in json.loads(out)["error"]["message"] and "HEIR" in err
    assert command(*catalog, "qc", "HEIR", "--languages", "en")[0] in (0, 1)
