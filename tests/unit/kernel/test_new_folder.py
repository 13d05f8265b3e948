"""Folders that appear whole: one builder at a time, and what dead builders left is taken away."""

import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel.kernel.lock_file import LockFile
from crossreel.kernel.new_folder import new_folder, withdraw
from tests.unit.kernel.syncs import recorded

BUILDER = """
import sys, time
from pathlib import Path
from crossreel.kernel.new_folder import new_folder
with new_folder(Path(sys.argv[1])) as partial:
    (partial / "half.srt").write_text("half")
    print(partial.name, flush=True)
    time.sleep(60)
"""


def start_builder(target: Path) -> "tuple[subprocess.Popen[str], str]":
    """Start a process that builds a folder and does not come to an end; return it and the name of its partial folder."""
    process = subprocess.Popen([sys.executable, "-c", BUILDER, str(target)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def stop(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="syncs are watched through /proc")
def test_its_folders_are_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(monkeypatch, tmp_path) as calls, new_folder(tmp_path / "pack") as partial:
        (partial / "data" / "en").mkdir(parents=True)
    part = partial.name
    assert calls == [
        ("sync", ".pack.building"),
        ("sync", f"{part}/data/en"),
        ("sync", f"{part}/data"),
        ("sync", part),
        ("name", "pack"),
        ("sync", "."),
    ]
    assert names(tmp_path) == ["pack"]


def test_a_second_builder_of_the_same_folder_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    with new_folder(target) as partial:
        (partial / "a.srt").write_text("a")
        with pytest.raises(BlockingIOError), new_folder(target):
            pytest.fail("two builders")
    assert names(tmp_path) == ["pack"]
    assert names(target) == ["a.srt"]


def test_what_a_killed_builder_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    killed, partial = start_builder(tmp_path / "yesterday")
    stop(killed)
    assert names(tmp_path) == [".yesterday.building", partial]
    with new_folder(tmp_path / "today"):
        pass
    assert names(tmp_path) == ["today"]


def test_what_a_living_builder_builds_is_left_alone(tmp_path: Path) -> None:
    living, partial = start_builder(tmp_path / "other")
    try:
        with new_folder(tmp_path / "mine"):
            pass
        assert names(tmp_path) == [".other.building", "mine", partial]
        assert (tmp_path / partial / "half.srt").read_text() == "half"
    finally:
        stop(living)
    with new_folder(tmp_path / "other"):
        pass
    assert names(tmp_path) == ["mine", "other"]


@pytest.mark.parametrize(
    "mark",
    [
        lambda: "",
        lambda: f"{platform.node()}\nprecious",
        lambda: f"{platform.node()}\n../precious",
        lambda: f"{platform.node()}\nelse.00000000.partial",
        lambda: "another machine\npack.00000000.partial",
    ],
)
def test_only_what_a_dead_builder_of_this_machine_names_is_taken_away(tmp_path: Path, mark: Callable[[], str]) -> None:
    site = tmp_path / "site"
    kept = [site / name for name in ("precious", "mine.partial", "else.00000000.partial", "pack.00000000.partial")]
    for folder in (*kept, tmp_path / "precious"):
        folder.mkdir(parents=True)
        (folder / "work").write_text("work")
    (site / ".pack.building").write_text(mark())
    with new_folder(site / "today"):
        pass
    assert all((folder / "work").read_text() == "work" for folder in (*kept, tmp_path / "precious"))


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_links_in_the_place_of_marks_and_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "work").write_text("work")
    site = tmp_path / "site"
    site.mkdir()
    (site / "pack.00000000.partial").symlink_to(tmp_path / "precious")
    (site / ".pack.building").write_text(f"{platform.node()}\npack.00000000.partial")
    (site / ".new.building").symlink_to(tmp_path / "precious" / "work")
    with pytest.raises(OSError), new_folder(site / "new"):
        pytest.fail("wrote through a link")
    (site / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError), new_folder(site / "link"):
        pytest.fail("built in a link")
    with new_folder(site / "today"):
        pass
    assert (tmp_path / "precious" / "work").read_text() == "work"


def test_a_folder_that_fills_while_it_is_built_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    with pytest.raises(FileExistsError), new_folder(target):
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    assert (names(tmp_path), names(target)) == (["pack"], ["mine.txt"])


def test_a_mistake_in_the_building_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), new_folder(tmp_path / "pack") as partial:
        (partial / "data").mkdir()
        (partial / "data").write_text("x")
    assert names(tmp_path) == []


def test_a_disk_that_cannot_keep_the_name_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def fail_at_the_site(handle: int) -> None:
        if os.path.samestat(os.fstat(handle), tmp_path.stat()):
            raise OSError(5, "Input/output error")
        sync(handle)

    with pytest.raises(OSError, match="Input/output"), new_folder(tmp_path / "pack") as partial:
        (partial / "a").write_text("a")
        monkeypatch.setattr(os, "fsync", fail_at_the_site)
    assert names(tmp_path) == []


def test_where_there_are_no_locks_two_builders_still_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(lock: LockFile) -> bool:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(LockFile, "try_lock", unsupported)
    with new_folder(tmp_path / "pack") as first:
        (first / "a").write_text("first")
        with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "pack") as second:
            assert second != first
            raise ZeroDivisionError
    assert (names(tmp_path), names(tmp_path / "pack")) == (["pack"], ["a"])


def test_a_folder_is_withdrawn(tmp_path: Path) -> None:
    with new_folder(tmp_path / "pack") as partial:
        (partial / "a").write_text("a")
    withdraw(tmp_path / "pack")
    withdraw(tmp_path / "pack")
    assert names(tmp_path) == []
