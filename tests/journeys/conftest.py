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

from crossreel.app.bootstrap import build_desk
from crossreel.app.desktop import close_window, open_window
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.services.jobs import JobContext
from crossreel.ui.kit import theme
from crossreel.ui.shell.main_window import MainWindow
from tests.tour.tour import Tour

CATALOG, CACHE = "catalog.crossreel", "cache"


@dataclass(frozen=True)
class Sample:
    """A folder with the sample's files and a catalog that holds them."""

    folder: Path
    catalog: Path


@pytest.fixture(scope="session")
def kept_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample title and what is worked out of its videos, to be copied: decoding them takes seconds."""
    folder = tmp_path_factory.mktemp("sample") / "made"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / CACHE))
        desk = build_desk(folder / CATALOG, "command", Preferences(author="Ana"))
        try:
            report = make_sample_catalog(desk, folder, JobContext())
            assert not report.failed
            assert report.edit is not None and report.edit.header.title_id is not None
            desk.analyzing.prepare(report.edit.header.title_id, JobContext())
            desk.marking.find_all(report.edit.header.title_id)
        finally:
            desk.close()
    return folder.rename(folder.with_name("kept"))  # what the catalog knows of its videos leads to those beside it


@pytest.fixture
def sample(kept_sample: Path, tmp_path: Path) -> Sample:
    """The sample title in a catalog of its own."""
    shutil.copytree(kept_sample, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns(CACHE))
    shutil.copytree(kept_sample / CACHE, os.environ["XDG_CACHE_HOME"], dirs_exist_ok=True)
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
