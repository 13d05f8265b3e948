"""`crossreel FILE.crossreel` opens the window on that catalog; what is none is said in a sentence, and nothing is made."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel import __version__
from crossreel.app.bootstrap import build_desk, default_catalog
from crossreel.app.main import run
from crossreel.app.opener import Opener
from crossreel.domain.preferences import Preferences

Command = Callable[..., tuple[int, str, str]]
PATIENCE_S = 60


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """An empty catalog that is not the user's own."""
    path = tmp_path / "片库 of March.crossreel"
    build_desk(path, "command", Preferences(author="Ana")).close()
    return path


def has_open(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Tell whether a process holds a file open; asking takes no lock that the process may be about to take."""
    handles = Path(f"/proc/{process.pid}/fd")
    try:
        return any(os.path.realpath(each) == str(path) for each in handles.iterdir())
    except OSError:
        return False


def window_has(path: Path) -> bool:
    """Tell whether a window holds a catalog: another one may only read it then."""
    desk = build_desk(path, "window", Preferences(author="Ana"))
    try:
        return desk.database.read_only_reason == "storage.other_window"
    finally:
        desk.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt's offscreen platform is driven here")
def test_a_file_opens_the_window_on_that_catalog(catalog: Path) -> None:
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    lock = catalog.with_name(f"{catalog.name}-window")
    with subprocess.Popen([sys.executable, "-m", "crossreel", catalog.name], cwd=catalog.parent, env=around) as process:
        try:
            end = time.monotonic() + PATIENCE_S
            while process.poll() is None and not has_open(process, lock) and time.monotonic() < end:
                time.sleep(0.2)
            assert process.poll() is None and window_has(catalog)
        finally:
            process.terminate()
    assert not default_catalog().exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gone.crossreel", "storage.no_catalog"),
        ("folder.crossreel", "storage.not_a_file"),
        ("foreign.crossreel", "storage.not_a_catalog"),
        ("notes.txt", "storage.not_a_catalog"),
        ("elsewhere/gone", "storage.no_catalog"),
    ],
)
def test_what_is_no_catalog_is_said_in_one_sentence(command: Command, tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder.crossreel").mkdir()
    (tmp_path / "foreign.crossreel").write_text("1\n00:00:01,000 --> 00:00:02,000\nWhere are you?\n" * 40)
    (tmp_path / "notes.txt").write_text("Call the buyer.")
    before = sorted(tmp_path.rglob("*"))
    path = tmp_path / name
    done, out, err = command(str(path))
    assert (done, out) == (1, "")
    assert str(path) in err and err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
    assert not default_catalog().exists()


def test_a_database_of_another_program_is_left_as_it_is(command: Command, tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    path = tmp_path / "photos.crossreel"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    done, _out, err = command(str(path))
    assert done == 1 and "is not a Crossreel catalog" in err
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_a_word_that_is_no_file_is_a_command_nobody_knows(command: Command) -> None:
    done, _out, err = command("delivr")
    assert done == 2 and "delivr" in err and "deliver" in err


@pytest.mark.parametrize("more", [("titles",), ("--json",)])
def test_a_file_stands_alone(command: Command, catalog: Path, more: tuple[str, ...]) -> None:
    done, _out, err = command(str(catalog), *more)
    assert done == 2 and "one catalog" in err


def test_two_catalogs_are_one_too_many(command: Command, catalog: Path) -> None:
    done, _out, err = command("--catalog", str(catalog), str(catalog))
    assert done == 2 and "one catalog" in err


def test_about_names_versions_and_places_and_opens_nothing(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "none.crossreel"
    done, out, _err = command("--catalog", str(path), "about", "--json")
    found = json.loads(out)
    assert done == 0 and not path.exists()
    assert (found["version"], found["catalog"], found["bundled"]) == (__version__, str(path), False)
    assert found["log"].endswith("crossreel.log") and (Path(found["licences"]) / "LICENSE").is_file()
    assert all(found[name] for name in ("python", "qt", "vlc", "sqlite", "system"))
    _done, words, _err = command("--catalog", str(path), "about")
    assert words.splitlines()[0] == f"Crossreel {__version__}" and f"Catalog: {path}" in words and "Licence: Apache-2.0" in words


@pytest.mark.parametrize("names_one", [True, False])
def test_a_name_to_work_in_is_refused_where_a_window_opens(catalog: Path, names_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Opener, "show_catalog", lambda *_given: 0)  # a window that opened would stay
    assert run(["--author", "Ana", *([str(catalog)] if names_one else [])]) == 2
