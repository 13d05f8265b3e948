"""A real window on a real catalog, held to silence: a warning of Qt fails the test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.services.desk import Desk
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import Registry, find_all
from tests.unit.ui.stage import kept_drama, kept_folder, make_stage, movie, stage

__all__ = ["kept_drama", "kept_folder", "make_stage", "movie", "stage"]  # made once for all folders here

OFFSCREEN_NOISE = "This plugin does not support"  # size hints; raising a menu, and its grab of the keyboard


@pytest.fixture(autouse=True)
def silent_qt(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which Qt warns."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    log = request.getfixturevalue("qtlog")
    yield
    said = [record.message for record in log.records if record.type.name in ("QtWarningMsg", "QtCriticalMsg")]
    assert [each for each in said if OFFSCREEN_NOISE not in each] == []


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin and end every test in English."""
    set_locale("en")
    yield
    set_locale("en")


@pytest.fixture(scope="session")
def registry() -> Registry:
    """All panels and actions."""
    return find_all()


@pytest.fixture(scope="session")
def empty_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog made once: making one takes longer than copying it."""
    path = tmp_path_factory.mktemp("empty") / "catalog.crossreel"
    build_desk(path, "command", Preferences(author="Ana")).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, empty_catalog: Path) -> Iterator[Desk]:
    """Every service over an empty catalog."""
    path = tmp_path / "catalog.crossreel"
    shutil.copy(empty_catalog, path)
    opened = build_desk(path, "window", Preferences(author="Ana"))
    yield opened
    opened.close()


@pytest.fixture
def make_window(qtbot: QtBot, desk: Desk, registry: Registry) -> Iterator[Callable[..., MainWindow]]:
    """Make windows that are closed, and whose lanes are stopped, when the test ends."""
    made: list[MainWindow] = []

    def make(preferences: Preferences | None = None, on: Desk | None = None, size: tuple[int, int] = (1280, 720)) -> MainWindow:
        chosen = preferences or Preferences(author="Ana")
        set_locale(chosen.locale or "en")
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        theme.apply(running, chosen.theme)
        window = MainWindow(Workspace(on or desk, chosen), registry)
        window.resize(*size)
        window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.workspace.close()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    """The window in English, dark."""
    return make_window()
