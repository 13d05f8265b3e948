"""What every test of the suite is held to: no display, no noise, nothing left behind."""

import gc
import itertools
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crossreel.storage import backends
from crossreel.ui.hub.garbage import collect_due
from tests import one_engine
from tests.backends.plain import PlainOpener
from tests.one_cache import keep_compiled
from tests.patient_bot import PatientBot
from tests.weights import Weights

ROOT = Path(__file__).resolve().parent.parent
HOMES = (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state"))
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
SQLITE = ROOT / "tests" / "unit" / "storage" / "sqlite"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of storage and services run over another database than SQLite's."""
    parser.addoption("--backend", choices=("sqlite", "plain"), default="sqlite", help="the database that catalogs stand in")
    parser.addoption("--weigh", action="store_true", help="write down anew which files of tests take long")


def pytest_configure(config: pytest.Config) -> None:
    """Keep out of the developer's folders, and open every catalog in the database that was asked for."""
    place = _quick_folder()
    home = tempfile.TemporaryDirectory(prefix="crossreel-tests-", dir=place, ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ.update({name: str(Path(home.name) / folder) for name, folder in HOMES})
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)  # what a failed test wrote stays; what programs leave behind goes
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(dir=home.name)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of some hundred processes compiles everything again
    sys.dont_write_bytecode = False
    known = (
        config.getoption("--hypothesis-seed") is None
    )  # the same examples each time; `--hypothesis-seed=random` looks for others
    slow = [HealthCheck.too_slow]  # it measures the machine
    most = 50 if known else 100
    settings.register_profile("house", deadline=None, suppress_health_check=slow, derandomize=known, max_examples=most)
    settings.load_profile("house")
    keep_compiled()
    one_engine.keep_running()
    config.add_cleanup(one_engine.let_go)
    config.pluginmanager.register(Weights(weigh=config.getoption("--weigh")))
    if config.getoption("--backend") == "plain":
        backends.OPENERS.insert(0, PlainOpener())


def _quick_folder() -> str:
    """Put what tests write into memory where there is room: SQLite waits for the disk at every commit."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        return str(MEMORY)
    return tempfile.gettempdir()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With another database leave out what is promised of an SQLite file."""
    if config.getoption("--backend") == "plain":
        items[:] = [each for each in items if each.get_closest_marker("sqlite") is None and SQLITE not in each.path.parents]


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Make the widgets' application first: the caption renderer would make one that shows no window."""
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Wait as long as a busy machine may need for what becomes true."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def last_full_collection(one_application: QApplication) -> list[float]:
    """Collect garbage on this thread only, as the window does: a worker thread must never destroy a widget."""
    gc.disable()
    gc.collect()
    gc.freeze()
    return [time.monotonic()]


@pytest.fixture(autouse=True)
def garbage_goes(last_full_collection: list[float]) -> Iterator[None]:
    """Collect after each test what it left in cycles."""
    yield
    last_full_collection[0] = collect_due(last_full_collection[0])


@pytest.fixture(autouse=True)
def keys_are_up(one_application: QApplication) -> Iterator[None]:
    """Let go of what a test held down: QTest leaves the modifiers of its last event, and the next selection would grow by it."""
    yield
    if one_application.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Count out folders; `mktemp` would read through those of all tests before, for every test."""
    among = tmp_path_factory.mktemp("homes")
    return (among / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test user folders of its own, so that none reads or writes the developer's."""
    home = next(homes)
    home.mkdir()
    for name, folder in HOMES:
        monkeypatch.setenv(name, str(home / folder))


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=30)
    still = [thread.name for thread in left if thread.is_alive()]
    assert not still, f"threads left running: {still}"


@pytest.fixture
def shared() -> Path:
    """The folder of reference data beside the project; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data is not beside the project")
    return folder
