"""The arithmetic of places, for the paths of every system."""

import os
from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.media_place import follow, read, way, written

WINDOWS = [
    ("C:\\Drama", "C:\\Drama\\videos\\EP01.mp4", "videos/EP01.mp4"),
    ("C:\\Drama\\catalogs", "c:\\drama\\videos\\EP01.mp4", "../videos/EP01.mp4"),
    ("C:\\Drama", "D:\\videos\\EP01.mp4", None),
    ("\\\\nas\\drama\\catalogs", "\\\\NAS\\drama\\videos\\EP01.mp4", "../videos/EP01.mp4"),
    ("\\\\nas\\drama", "\\\\nas\\other\\EP01.mp4", None),
    ("\\\\nas\\drama", "Z:\\EP01.mp4", None),
    ("C:\\", "C:\\EP01.mp4", "EP01.mp4"),
]
POSIX = [
    ("/home/lin", "/home/lin/videos/EP01.mp4", "videos/EP01.mp4"),
    ("/home/lin/catalogs/heir", "/home/lin/videos/EP01.mp4", "../../videos/EP01.mp4"),
    ("/home/Lin", "/home/lin/EP01.mp4", "../lin/EP01.mp4"),
    ("/", "/EP01.mp4", "EP01.mp4"),
    ("/a", "relative/EP01.mp4", None),
]


@pytest.mark.parametrize(("folder", "file", "expected"), WINDOWS)
def test_the_way_between_windows_paths(folder: str, file: str, expected: str | None) -> None:
    found = way(PureWindowsPath(folder), PureWindowsPath(file))
    assert (found.as_posix() if found is not None else None) == expected
    if found is not None:
        assert follow(PureWindowsPath(folder), found) == PureWindowsPath(file)
        assert follow(PureWindowsPath(folder), PureWindowsPath(written(found))) == PureWindowsPath(file)


@pytest.mark.parametrize(("folder", "file", "expected"), POSIX)
def test_the_way_between_posix_paths(folder: str, file: str, expected: str | None) -> None:
    found = way(PurePosixPath(folder), PurePosixPath(file))
    assert (found.as_posix() if found is not None else None) == expected
    if found is not None:
        assert follow(PurePosixPath(folder), found) == PurePosixPath(file)


def test_a_way_written_on_windows_is_followed_elsewhere() -> None:
    found = way(PureWindowsPath("C:\\Drama\\catalogs"), PureWindowsPath("C:\\Drama\\videos\\EP01.mp4"))
    assert found is not None
    assert follow(PurePosixPath("/srv/catalogs"), PurePosixPath(written(found))) == PurePosixPath("/srv/videos/EP01.mp4")


def test_steps_up_end_at_the_root() -> None:
    assert follow(PurePosixPath("/a"), PurePosixPath("../../../b.mp4")) == PurePosixPath("/b.mp4")
    assert follow(PureWindowsPath("C:\\a"), PureWindowsPath("../../../b.mp4")) == PureWindowsPath("C:\\b.mp4")


parts = st.lists(st.sampled_from(["a", "b", "短剧", "c d", "Ä"]), max_size=5)


@given(folder=parts, file=parts, name=st.sampled_from(["EP01.mp4", "第1集.mp4"]), windows=st.booleans())
def test_a_way_leads_back_to_its_file(folder: list[str], file: list[str], name: str, windows: bool) -> None:
    kind: type[PurePath] = PureWindowsPath if windows else PurePosixPath
    root = "C:\\" if windows else "/"
    start, end = kind(root, *folder), kind(root, *file, name)
    found = way(start, end)
    assert found is not None
    assert follow(start, kind(read(written(found)))) == end


@given(name=st.binary(min_size=1, max_size=12).filter(lambda raw: not {0, 47} & set(raw) and raw not in (b".", b"..")))
def test_any_name_is_written_as_text_and_read_back(name: bytes) -> None:
    path = PurePosixPath(os.fsdecode(name))
    text = written(path)
    assert text.encode("utf-8").decode() == text
    assert PurePosixPath(read(text)) == path


def test_a_name_that_is_no_text_is_written_in_percent_signs() -> None:
    assert written(PurePosixPath("videos", os.fsdecode(b"\xb5\xda1.mp4"))) == "file:videos/%B5%DA1.mp4"
    assert written(PurePosixPath("file:1.mp4")) == "file:file%3A1.mp4"
    assert written(PurePosixPath("第1集 100%.mp4")) == "第1集 100%.mp4"
