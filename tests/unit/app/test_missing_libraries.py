"""Where libraries of the system are missing: one sentence, and what needs none of them works."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from crossreel.app import main
from crossreel.app.opener import Opener
from crossreel.kernel.paths import resource
from crossreel.kernel.system_parts import missing_parts, system_parts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring everything")
NEEDED = [each.part for each in system_parts() if each.purpose == "text" and not each.carried]


def crossreel(folder: Path, hidden: Sequence[str], *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command where some libraries cannot be loaded: files without content stand before them."""
    for name in hidden:
        (folder / name).touch()
    around = {**os.environ, "LD_LIBRARY_PATH": str(folder), "HOME": str(folder), **environment}
    command = [sys.executable, "-m", "crossreel", *arguments]
    return subprocess.run(command, env=around, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("library", NEEDED)
def test_qc_tells_which_library_is_missing_and_how_to_get_it(tmp_path: Path, library: str) -> None:
    done = crossreel(tmp_path, [library], "qc", str(resource("sample", "EP01_en.srt")))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert library in done.stderr
    assert not [other for other in NEEDED if other != library and other in done.stderr]
    package = next(each.packages["debian"] for each in system_parts() if each.part == library)
    assert package in done.stderr or "apt-get" not in done.stderr


def test_a_title_is_made_without_qt_and_is_not_told_it_once_a_track(tmp_path: Path) -> None:
    catalog = tmp_path / "demo" / "catalog.crossreel"
    assert crossreel(tmp_path, NEEDED, "demo", str(tmp_path / "demo")).returncode == 0
    assert catalog.is_file()
    done = crossreel(tmp_path, NEEDED, "--catalog", str(catalog), "qc", "HIDDENHEIR")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert all(name in done.stderr for name in NEEDED)


def test_the_window_tells_them_all_at_once(tmp_path: Path) -> None:
    done = crossreel(tmp_path, NEEDED, "--catalog", str(tmp_path / "a.crossreel"), DISPLAY=":9", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert all(name in done.stderr for name in NEEDED)


@pytest.mark.parametrize(
    "environment",
    [{"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "wayland-4711"}, {"WAYLAND_DISPLAY": "w-1", "DISPLAY": ":4711"}],
    ids=str,
)
def test_a_display_that_does_not_answer_is_said(tmp_path: Path, environment: dict[str, str]) -> None:
    if "DISPLAY" not in environment and missing_parts("wayland"):
        pytest.skip("this system has no libraries of Wayland, which is said first")
    plain = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_RUNTIME_DIR": str(tmp_path), **environment}
    done = crossreel(tmp_path, [], "--catalog", str(tmp_path / "a.crossreel"), **plain)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"“{list(environment.values())[-1]}”" in done.stderr
    assert not (tmp_path / "a.crossreel").exists()


def test_a_self_check_says_it_and_goes_on(tmp_path: Path) -> None:
    done = crossreel(tmp_path, ["libGL.so.1"], "selfcheck")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    verdicts = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines() if line.startswith(("ok", "FAILED"))}
    assert verdicts["system"] == verdicts["caption"] == "FAILED"
    assert verdicts["catalog"] == verdicts["formats"] == "ok"


def test_what_needs_no_qt_works(tmp_path: Path) -> None:
    subtitles = str(resource("sample", "EP01_en.srt"))
    assert crossreel(tmp_path, NEEDED, "info", subtitles).returncode == 0
    assert crossreel(tmp_path, NEEDED, "convert", subtitles, str(tmp_path / "out.vtt")).returncode == 0


def test_a_library_that_nobody_thought_of_is_told_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def break_down(_opener: Opener, _catalog: Path | None) -> int:
        raise ImportError("libodd.so.3: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(Opener, "show_window", break_down)
    assert main.run([]) == 1
    assert "libodd.so.3" in capsys.readouterr().err


def test_a_fault_of_ours_is_no_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_opener: Opener, _catalog: Path | None) -> int:
        raise ImportError("cannot import name 'Desktop'")

    monkeypatch.setattr(Opener, "show_window", break_down)
    with pytest.raises(ImportError):
        main.run([])


def test_about_says_which_engine_was_not_found(tmp_path: Path) -> None:
    done = crossreel(tmp_path, ["libvlc.so.5", "libGL.so.1"], "about", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["vlc"], found["qt"]) == ("", "")
    assert found["sqlite"] and found["python"]
