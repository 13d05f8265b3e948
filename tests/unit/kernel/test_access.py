"""Whose new files are: the folder decides, never the umask; what is the user's own is closed to everybody else."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossreel.kernel import access, atomic


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    former = os.umask(0o022)
    yield os.umask
    os.umask(former)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("folder_mode", "expected"),
    [(0o700, 0o600), (0o755, 0o644), (0o2775, 0o664), (0o770, 0o660), (0o1777, 0o600), (0o777, 0o664)],
)
@pytest.mark.parametrize("mask", [0o022, 0o077, 0])
def test_a_new_file_follows_its_folder(
    tmp_path: Path, umask: Callable[[int], int], mask: int, folder_mode: int, expected: int
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(folder_mode)
    umask(mask)
    access.make_file(folder / "new")
    assert _mode(folder / "new") == expected


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"kept")
    (tmp_path / "old").chmod(0o640)
    access.make_file(tmp_path / "old")
    assert (_mode(tmp_path / "old"), (tmp_path / "old").read_bytes()) == (0o640, b"kept")


def test_a_folder_of_ours_is_closed_to_others_even_when_it_stood_open(tmp_path: Path) -> None:
    access.make_private_folder(tmp_path / "data" / "ours")
    assert _mode(tmp_path / "data" / "ours") == 0o700
    (tmp_path / "open").mkdir(mode=0o755)
    access.make_private_folder(tmp_path / "open")
    assert _mode(tmp_path / "open") == 0o700


def test_a_file_is_synced_before_it_gets_its_name_and_its_folder_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, steps = tmp_path / "report.html", []
    real_sync = os.fsync

    def sync(handle: int) -> None:
        named = target.exists()
        steps.append(("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file", named))
        real_sync(handle)

    monkeypatch.setattr(os, "fsync", sync)
    atomic.write_bytes(target, b"whole")
    assert steps == [("file", False), ("folder", True)]
    assert target.read_bytes() == b"whole"
