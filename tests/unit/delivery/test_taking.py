"""Whole files of a package: one reading each, none written over, and another one than the catalog knows is refused."""

import hashlib
import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path

import pytest

from crossreel.delivery.hashing import hash_of
from crossreel.delivery.taking import NothingRemembered, Origin, take
from crossreel.domain.errors import BadInput
from crossreel.media.probe import content_key

DATA = bytes(range(256)) * 4096 * 3 + b"end"  # 3 MiB and three bytes
KINDS = ("sha256", "md5", "xxh64")


class Memory(NothingRemembered):
    """Remembers what it was given, and counts how often it was asked."""

    def __init__(self) -> None:
        self.kept: dict[Path, Mapping[str, str]] = {}

    def find(self, path: Path, found: os.stat_result) -> Mapping[str, str]:
        return self.kept.get(path, {})

    def keep(self, path: Path, found: os.stat_result, digests: Mapping[str, str]) -> None:
        self.kept[path] = digests


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "video.mp4"
    path.write_bytes(DATA)
    return path


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 2 << 20, len(DATA)])
def test_a_copy_is_hashed_while_it_is_made(tmp_path: Path, video: Path, size: int) -> None:
    video.write_bytes(DATA[:size])
    taken = take(Origin(path=video, content_key=content_key(video)), tmp_path / "copy", KINDS, NothingRemembered())
    assert (tmp_path / "copy").read_bytes() == DATA[:size]
    assert not (tmp_path / "copy").samefile(video)
    assert dict(taken.digests) == {kind: hash_of(DATA[:size], kind) for kind in KINDS}
    assert taken.size == size


def test_a_link_is_the_file_itself_and_read_once(tmp_path: Path, video: Path) -> None:
    memory = Memory()
    taken = take(Origin(path=video, content_key=content_key(video), link=True), tmp_path / "link", KINDS, memory)
    assert taken.way in ("link", "clone")
    assert (tmp_path / "link").samefile(video) == (taken.way == "link")
    assert taken.digests["sha256"] == hashlib.sha256(DATA).hexdigest()
    memory.kept[video] = dict.fromkeys(KINDS, "remembered")
    again = take(Origin(path=video, content_key=content_key(video), link=True), tmp_path / "again", KINDS, memory)
    assert set(again.digests.values()) == {"remembered"}
    copied = take(Origin(path=video), tmp_path / "copy", KINDS, memory)
    assert copied.digests == taken.digests  # what is copied is hashed as it passes, whatever is remembered


def test_what_cannot_be_linked_is_copied(tmp_path: Path, video: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: object, target: object) -> None:
        raise OSError("another drive")

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr("crossreel.delivery.taking._clone", lambda source, target: False)
    taken = take(Origin(path=video, link=True), tmp_path / "copy", KINDS, Memory())
    assert taken.way == "copy"
    assert (tmp_path / "copy").read_bytes() == DATA
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "video.mp4"]


@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_was_replaced_since_the_plan_is_refused(tmp_path: Path, video: Path, link: bool) -> None:
    known = content_key(video)
    video.write_bytes(DATA[:-1] + b"!")
    with pytest.raises(BadInput) as caught:
        take(Origin(path=video, content_key=known, link=link), tmp_path / "copy", KINDS, NothingRemembered())
    assert (caught.value.code, caught.value.facts["path"]) == ("package.source_changed", str(video))


@pytest.mark.parametrize("grown", [b"", DATA[:9] + b"more"])
def test_a_file_that_changes_while_it_is_copied_is_refused(tmp_path: Path, video: Path, grown: bytes) -> None:
    """Another writer cuts it, or writes in its middle: neither its size nor its key tells, its time does."""
    calls = count()

    def harm() -> None:
        if next(calls) == 1:
            if grown:
                os.utime(video, ns=(0, 0))
            else:
                os.truncate(video, 1 << 20)

    with pytest.raises(BadInput, match=r"package\.source_changed"):
        take(Origin(path=video), tmp_path / "copy", KINDS, NothingRemembered(), harm)


def test_a_file_that_is_gone_or_none_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.mp4", tmp_path):
        with pytest.raises(BadInput) as caught:
            take(Origin(path=path), tmp_path / "copy", KINDS, NothingRemembered())
        assert (caught.value.code, caught.value.facts["path"]) == ("package.source_gone", str(path))


def test_nothing_is_written_over(tmp_path: Path, video: Path) -> None:
    (tmp_path / "there").write_bytes(b"mine")
    for link in (True, False):
        with pytest.raises(FileExistsError):
            take(Origin(path=video, link=link), tmp_path / "there", KINDS, NothingRemembered())
    assert (tmp_path / "there").read_bytes() == b"mine"
