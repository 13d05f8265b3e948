"""The program on a screen of its own, one for each file of tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.preferences import Preferences
from crossreel.services.jobs import JobContext
from tests.hands.hands import Hands
from tests.hands.screen import lacking

CATALOG = "catalog.crossreel"
Opener = Callable[..., Hands]


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's catalog and its files, to be copied."""
    folder = tmp_path_factory.mktemp("sample")
    desk = build_desk(folder / CATALOG, "command", Preferences(author="Ana", author_key="ana"))
    try:
        report = make_sample_catalog(desk, folder, JobContext())
    finally:
        desk.close()
    assert not report.failed
    return folder


@pytest.fixture(scope="module")
def hands_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Start the program on a catalog that `make(path)` writes; what is passed besides goes to `Hands`."""
    if lacking():
        pytest.skip(f"no screen can be made here: {lacking()}")
    opened: list[Hands] = []

    def open_on(make: Callable[[Path], object], **how: object) -> Hands:
        folder = tmp_path_factory.mktemp("hands")
        make(folder / CATALOG)
        opened.append(Hands(folder, folder / CATALOG, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield open_on
    codes = []
    for each in opened:
        try:
            codes.append(each.quit())
        finally:
            each.close()
    assert codes == [0] * len(codes), "the program did not end well"


@pytest.fixture(scope="module")
def hands(hands_on: Opener, sample_folder: Path) -> Hands:
    """The sample, six episodes in five languages with their videos, open in the editor at its first cue."""
    started = hands_on(lambda catalog: shutil.copytree(sample_folder, catalog.parent, dirs_exist_ok=True))
    started.open(1, language="en")
    return started
