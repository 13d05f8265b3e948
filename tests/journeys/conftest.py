"""Journeys: the real window on the real sample, driven by the tour's hand."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.app.desktop import close_window, open_window
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.ui.kit import theme
from crossreel.ui.shell.main_window import MainWindow
from tests.kept_sample import CACHE, CATALOG, kept_sample
from tests.tour.tour import Tour


@dataclass(frozen=True)
class Sample:
    """A folder with the sample's files and a catalog that holds them."""

    folder: Path
    catalog: Path


@pytest.fixture
def sample(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Sample:
    """The sample title in a catalog of its own."""
    kept = kept_sample(tmp_path_factory)
    shutil.copytree(kept, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("home"))
    shutil.copytree(kept / CACHE, os.environ["XDG_CACHE_HOME"], dirs_exist_ok=True)
    return Sample(folder=tmp_path, catalog=tmp_path / CATALOG)


@pytest.fixture
def open_tour(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], Tour]]:
    """Open the window on a catalog; the tour's hand drives it. It is closed when the test ends."""
    windows: list[MainWindow] = []
    tours: list[Tour] = []
    set_locale("en")

    def open_on(catalog: Path) -> Tour:
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        theme.apply(running, "dark")
        window = open_window(catalog, Preferences(author="Ana", locale="en"))
        window.resize(1280, 720)
        window.show()
        windows.append(window)
        tour = Tour(tmp_path)
        tour.catalog = catalog
        tours.append(tour)
        tour.hand.rest()
        return tour

    yield open_on
    for tour in tours:
        tour.close()
    for window in windows:
        close_window(window)
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
