"""Files that appear whole, and are on the disk before they have their name."""

import os
import sys
import threading
from pathlib import Path

import pytest

from crossreel.kernel.atomic import make_folder, write_bytes
from tests.unit.kernel.syncs import recorded

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="syncs are watched through /proc")


@on_linux
def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(monkeypatch, tmp_path) as calls:
        write_bytes(tmp_path / "a.srt", b"text")
    (first, partial), *rest = calls
    assert (first, Path(partial).suffix) == ("sync", ".partial")
    assert rest == [("name", "a.srt"), ("sync", ".")]
    assert [path.name for path in tmp_path.iterdir()] == ["a.srt"]


def test_a_write_that_fails_leaves_the_former_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bytes(tmp_path / "a.srt", b"former")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_bytes(tmp_path / "a.srt", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.srt", b"former")]


def test_a_name_as_long_as_a_name_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_bytes(path, b"text")
    assert path.read_bytes() == b"text"


def test_many_writers_of_one_file_each_write_it_whole(tmp_path: Path) -> None:
    texts = [bytes([65 + number]) * 200_000 for number in range(8)]
    threads = [threading.Thread(target=write_bytes, args=(tmp_path / "a", text)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "a").read_bytes() in texts
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@on_linux
def test_new_folders_are_durable_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with recorded(monkeypatch, tmp_path) as calls:
        make_folder(tmp_path / "a" / "b")
        make_folder(tmp_path / "a" / "b")
    assert calls == [("sync", "."), ("sync", "a")]
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        make_folder(tmp_path / "file")
