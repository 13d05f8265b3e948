"""A catalog for each test, and folders on media that refuse."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossreel.storage.database import Database


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Where the test's catalog stands."""
    return tmp_path / "catalog.crossreel"


@pytest.fixture
def database(catalog: Path) -> Iterator[Database]:
    """An empty catalog, open for writing."""
    database = Database.open(catalog, author="Ana")
    yield database
    database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts tmpfs folders of a given size; the test is skipped where mounting is not allowed."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("mounting is not allowed here")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def make_read_only() -> Callable[[Path], None]:
    """Turns a mounted folder into a read-only medium."""

    def remount(folder: Path) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True, capture_output=True)

    return remount
