"""The program on a screen of its own, one for each file of tests."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import make_drama
from tests.hands.hands import Hands
from tests.hands.loaded import Loaded
from tests.hands.screen import lacking
from tests.kept_sample import CATALOG, kept_sample

FOLDER = Path(__file__).parent
Opener = Callable[..., Hands]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where only these files run, let a second worker begin with one that needs no sample: the first makes it meanwhile."""
    if all(FOLDER in item.path.parents for item in items):
        first = items[0].path if items else FOLDER
        second = next((item.path for item in items if "light_folder" not in getattr(item, "fixturenames", ())), first)
        items.sort(key=lambda item: (item.path not in (first, second), item.path == second))


@pytest.fixture(scope="session")
def light_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's catalog, a small picture and what is worked out of it, to be copied."""
    return kept_sample(tmp_path_factory, light=True)


@pytest.fixture(scope="session")
def loaded() -> Iterator[Loaded]:
    """The program in memory, to be started."""
    program = Loaded()
    yield program
    program.close()


@contextmanager
def opening(folders: pytest.TempPathFactory, loaded: Loaded) -> Iterator[Opener]:
    """Start programs, and see afterwards that each ends well."""
    if lacking():
        pytest.skip(f"no screen can be made here: {lacking()}")
    opened: list[Hands] = []

    def open_on(make: Callable[[Path], object], **how: object) -> Hands:
        folder = folders.mktemp("hands")
        make(folder / CATALOG)
        opened.append(Hands(loaded, folder / CATALOG, **how))  # type: ignore[arg-type]
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
def hands_on(tmp_path_factory: pytest.TempPathFactory, loaded: Loaded) -> Iterator[Opener]:
    """Start the program on a catalog that `make(path)` writes; what is passed besides goes to `Hands`."""
    with opening(tmp_path_factory, loaded) as open_on:
        yield open_on


@pytest.fixture(scope="session")
def hands_on_a_few_cues(tmp_path_factory: pytest.TempPathFactory, loaded: Loaded) -> Iterator[Hands]:
    """One program for all files that need no more than a title: two episodes of three English cues."""

    def make(catalog: Path) -> None:
        make_drama(catalog, episodes=2, cues=3, languages=("en",)).database.close()

    with opening(tmp_path_factory, loaded) as open_on:
        yield open_on(make)


@pytest.fixture(scope="session")
def walking(tmp_path_factory: pytest.TempPathFactory, loaded: Loaded, light_folder: Path) -> Iterator[Hands]:
    """One program on the sample for all walks that begin each of their steps in the same cue."""
    with opening(tmp_path_factory, loaded) as open_on:
        yield open_on(lambda catalog: shutil.copytree(light_folder, catalog.parent, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def hands(hands_on: Opener, light_folder: Path) -> Hands:
    """The sample, six episodes in five languages with a small picture each, open in the editor at its first cue."""
    started = hands_on(lambda catalog: shutil.copytree(light_folder, catalog.parent, dirs_exist_ok=True))
    started.open(1, language="en")
    return started
