"""The program on a screen of its own, one for each file of tests."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.marking.shots import Marking
from crossreel.storage.database import Database
from tests.hands.catalog_file import ask
from tests.hands.hands import Hands
from tests.hands.loaded import Loaded
from tests.hands.screen import lacking
from tests.kept_sample import CATALOG, kept_sample
from tests.unit.media.movies import make_movie, tone

FOLDER = Path(__file__).parent
Opener = Callable[..., Hands]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where only these files run, let a second worker begin with one that needs no sample: the first makes it meanwhile."""
    if all(FOLDER in item.path.parents for item in items):
        first = items[0].path if items else FOLDER
        second = next((item.path for item in items if "sample_folder" not in getattr(item, "fixturenames", ())), first)
        items.sort(key=lambda item: (item.path not in (first, second), item.path == second))


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's catalog, its files and what is worked out of them, to be copied."""
    return kept_sample(tmp_path_factory)


@pytest.fixture(scope="session")
def loaded() -> Iterator[Loaded]:
    """The program in memory, to be started."""
    program = Loaded()
    yield program
    program.close()


@pytest.fixture(scope="module")
def hands_on(tmp_path_factory: pytest.TempPathFactory, loaded: Loaded) -> Iterator[Opener]:
    """Start the program on a catalog that `make(path)` writes; what is passed besides goes to `Hands`."""
    if lacking():
        pytest.skip(f"no screen can be made here: {lacking()}")
    opened: list[Hands] = []

    def open_on(make: Callable[[Path], object], **how: object) -> Hands:
        folder = tmp_path_factory.mktemp("hands")
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


@pytest.fixture(scope="session")
def light_folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a small picture in each episode, for what does everything there is to do with one."""
    folder = tmp_path_factory.mktemp("light") / "sample"
    shutil.copytree(sample_folder, folder, ignore=shutil.ignore_patterns("*.mp4"))
    movie = make_movie(folder / "small.mp4", frames=27 * 10, rate=Fraction(10), width=90, height=160, samples=tone(27))
    with closing(Database.open(folder / CATALOG, author="Ana")) as database:
        cataloging, marking, info = Cataloging(database), Marking(database), probe(movie).info
        for (episode_id,) in ask(folder / CATALOG, "select id from episode order by number"):
            cataloging.set_media(episode_id, movie, info)
            for at_ms in (4000, 8000, 12_000):
                marking.add(episode_id, at_ms)
    return folder


@pytest.fixture(scope="module")
def title_folder(sample_folder: Path) -> Path:
    """The folder that `hands` gets a copy of; a file of tests that looks at no picture says `light_folder`."""
    return sample_folder


@pytest.fixture(scope="module")
def hands(hands_on: Opener, title_folder: Path) -> Hands:
    """The sample, six episodes in five languages with their videos, open in the editor at its first cue."""
    started = hands_on(lambda catalog: shutil.copytree(title_folder, catalog.parent, dirs_exist_ok=True))
    started.open(1, language="en")
    return started
