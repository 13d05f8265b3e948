"""Journeys: the real window on the real sample, driven by the tour's hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.app.desktop import close_window, open_window
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.services.jobs import JobContext
from crossreel.ui.kit import theme
from crossreel.ui.shell.main_window import MainWindow
from tests.tour.tour import Tour


@dataclass(frozen=True)
class Sample:
    """A folder with the sample's files and a catalog that holds them."""

    folder: Path
    catalog: Path


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """The sample title in a catalog of its own."""
    catalog = tmp_path / "catalog.crossreel"
    desk = build_desk(catalog, "command", Preferences(author="Ana"))
    try:
        report = make_sample_catalog(desk, tmp_path, JobContext())
    finally:
        desk.close()
    assert not report.failed
    return Sample(folder=tmp_path, catalog=catalog)


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
