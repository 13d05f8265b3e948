"""Driving the window: waiting for what it shows, filling a catalog."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Title
from crossreel.services.desk import Desk
from crossreel.ui.kit.typing_rest import TypingRest
from crossreel.ui.places.catalog.place import CatalogPlace
from crossreel.ui.places.catalog.views import TitleGrid
from crossreel.ui.places.title.place import TitlePlace
from crossreel.ui.shell.main_window import MainWindow


def add_title(desk: Desk, code: str = "HEIR", name: str = "The Hidden Heir", episodes: int = 3, **fields: object) -> Title:
    """Make a title with episodes and an English cue in each."""
    edit = desk.cataloging.create_title(code, name, "zh-Hans", **fields)
    title_id = next(iter(edit.ids("title")))
    desk.cataloging.add_language(title_id, "en")
    for number in range(1, episodes + 1):
        added = desk.cataloging.add_episode(title_id, number)
        episode_id = next(iter(added.ids("episode")))
        source = desk.editing.insert(episode_id, "zh-Hans", 1000, 2500, "你好")
        desk.editing.set_cell_text(next(iter(source.ids("cue"))), "en", "Hello.")
    return desk.cataloging.title(title_id)


def idle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing runs and everything that arrived was delivered."""
    qtbot.waitUntil(lambda: not window.workspace.jobs.running())


def hands_rest(qtbot: QtBot, part: QWidget) -> None:
    """Wait until nothing that was typed in a part of the window is still to be handed on."""

    def timers() -> list[QTimer]:
        return [timer for rest in part.findChildren(TypingRest) for timer in rest.findChildren(QTimer)]

    assert timers()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers()))


def open_title(qtbot: QtBot, window: MainWindow, title: Title) -> TitlePlace:
    """Open a title in its matrix and wait for its rows."""
    window.workspace.open_title(title.id)
    window.workspace.show_place("title")
    place = window.place_widget("title")
    assert isinstance(place, TitlePlace)
    qtbot.waitUntil(lambda: place.model.matrix is not None and place.model.matrix.title.id == title.id)
    idle(qtbot, window)
    return place


def catalog_place(qtbot: QtBot, window: MainWindow) -> CatalogPlace:
    """Return the catalog place once it was read."""
    place = window.place_widget("catalog")
    assert isinstance(place, CatalogPlace)
    idle(qtbot, window)
    return place


def names_shown(place: CatalogPlace) -> list[str]:
    """Return the names in the order of the grid."""
    view: TitleGrid = place.grid
    model = place.titles
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if view.model() is model else []
