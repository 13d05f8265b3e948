"""The editor in a real window: a real catalog with numbered videos, real libVLC, and silence from Qt."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.domain.cues.cue import Cue
from crossreel.domain.preferences import Preferences
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.desk import Desk
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.places.editor.place import EditorView
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import Registry
from tests.builders import Drama, make_drama
from tests.unit.media.movies import make_movie, tone

CACHE = "cache"


@pytest.fixture(scope="session")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine seconds at 30 frames a second, each frame carrying its number, with sound."""
    path = tmp_path_factory.mktemp("movies") / "episode.mp4"
    return make_movie(path, frames=270, samples=tone(9.0))


@pytest.fixture(scope="session")
def kept_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalog lies that is copied, and beside it what was worked out of its video."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def kept_drama(kept_folder: Path, movie: Path) -> Drama:
    """A closed catalog of three episodes with their video, to be copied: making one takes most of a second."""
    database = Database.open(kept_folder / "catalog.crossreel", author="Ana")
    drama = make_drama(database.path, episodes=3, cues=5, database=database)
    cataloging, info = Cataloging(database), probe(movie).info
    for episode_id in drama.episode_ids:
        cataloging.set_media(episode_id, movie, info)
    database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(kept_folder / CACHE))
        desk = build_desk(database.path, "command", Preferences(author="Ana"))
        desk.analyzing.prepare(drama.title_id, JobContext())
        desk.marking.find_all(drama.title_id)
        desk.listening.find_all(drama.title_id)
        desk.close()
    return drama


@dataclass(frozen=True, slots=True)
class Stage:
    """An open editor: the window, its parts, and the catalog behind it."""

    window: MainWindow
    desk: Desk
    drama: Drama
    bot: QtBot

    @property
    def workspace(self) -> Workspace:
        """The hub of the window."""
        return self.window.workspace

    @property
    def view(self) -> EditorView:
        """The editor place."""
        view = self.window.place_widget("editor")
        assert isinstance(view, EditorView)
        return view

    @property
    def open_desk(self) -> OpenEpisode:
        """What the editor has open."""
        return OpenEpisode.of(self.workspace)

    def sheet(self, number: int = 1) -> EpisodeSheet:
        """Read an episode from the catalog."""
        return self.desk.translating.sheet(self.drama.episode_ids[number - 1])

    def row(self, at: int, number: int = 1) -> CueRow:
        """Read a row of an episode from the catalog."""
        return self.sheet(number).rows[at]

    def text(self, at: int, language: str) -> Cue:
        """Read the translation of a row from the catalog."""
        return self.row(at).followers[language][0]

    def idle(self) -> None:
        """Wait until nothing runs that somebody waits for, and the editor shows what the catalog holds."""
        jobs = self.workspace.jobs
        QApplication.processEvents()  # what begins once something is painted
        self.bot.waitUntil(lambda: all(task.lane == "background" for task in jobs.running()))

    def select(self, at: int) -> None:
        """Make a row the current one."""
        self.workspace.select_cue(self.open_desk.rows()[at].cue.id)
        self.idle()


@pytest.fixture
def make_stage(qtbot: QtBot, tmp_path: Path, registry: Registry, kept_drama: Drama) -> Iterator[Callable[..., Stage]]:
    """Open the editor on the first of three episodes; closed when the test ends."""
    made: list[Stage] = []

    def make(*, video: Path | None = None, size: tuple[int, int] = (1280, 800), cue: int = 1, language: str = "en") -> Stage:
        preferences = Preferences(author="Ana", volume=0)
        catalog = tmp_path / "catalog.crossreel"
        shutil.copy(kept_drama.database.path, catalog)
        shutil.copytree(kept_drama.database.path.parent / CACHE, os.environ["XDG_CACHE_HOME"], dirs_exist_ok=True)
        desk = build_desk(catalog, "window", preferences)
        drama = replace(kept_drama, database=desk.database)
        if video is not None:
            info = probe(video).info
            for episode_id in drama.episode_ids:
                desk.cataloging.set_media(episode_id, video, info)
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        theme.apply(running, "dark")
        window = MainWindow(Workspace(desk, preferences), registry)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        stage = Stage(window, desk, drama, qtbot)
        made.append(stage)
        workspace = window.workspace
        workspace.open_title(drama.title_id)
        workspace.open_episode(drama.episode_ids[0], language)
        workspace.show_place("editor")
        qtbot.waitUntil(lambda: OpenEpisode.of(workspace).loaded is not None)
        stage.idle()
        stage.select(cue)
        return stage

    yield make
    for stage in made:
        stage.workspace.close()
        stage.window.close()
        stage.window.deleteLater()
        stage.desk.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def stage(make_stage: Callable[..., Stage]) -> Stage:
    """The editor on the second cue of the first episode, in English."""
    return make_stage()
