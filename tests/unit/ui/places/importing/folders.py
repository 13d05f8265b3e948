"""Folders to import, and the window on their plan."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from crossreel.domain.importing.plan_matrix import PlanColumn
from crossreel.ui.hub.workspace import ImportRequest
from crossreel.ui.places.importing.place import ImportPlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import idle

CUE = "{number}\n00:00:{start:06.3f} --> 00:00:{end:06.3f}\n{text} {number}\n"
WORDS = {"zh-Hans": "你不该回来的，这里已经没有你的位置了。", "en": "You should never have come back here."}


def write(path: Path, text: str = "", *, tag: str = "en", late_s: float = 0.0, cues: int = 12) -> None:
    """Write a subtitle file whose cues do not come at even distances."""
    path.parent.mkdir(parents=True, exist_ok=True)
    starts = [1 + at * 2 + (at * 7 % 5) / 4 for at in range(cues)]
    lines = [
        CUE.format(number=at + 1, start=start + late_s, end=start + late_s + 0.9, text=text or WORDS[tag]).replace(".", ",", 2)
        for at, start in enumerate(starts)
    ]
    path.write_text("\n".join(lines), "utf-8")


def fill(folder: Path, episodes: Sequence[int], tags: Sequence[str] = ("zh-Hans", "en"), name: str = "Heir") -> Path:
    """Make a folder with a file for each episode and language."""
    for number in episodes:
        for tag in tags:
            write(folder / tag / f"{name}_EP{number:02d}.{tag}.srt", tag=tag)
    return folder


def look_at(qtbot: QtBot, window: MainWindow, *paths: Path, title_id: int | None = None) -> ImportPlace:
    """Ask for an import and wait for its plan."""
    window.workspace.request_import(ImportRequest(paths=paths, title_id=title_id))
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    rested(qtbot, place)
    return place


def choose(qtbot: QtBot, place: ImportPlace, *cells: tuple[int, PlanColumn]) -> None:
    """Select cells of the matrix."""
    table, model = place.bench.table, place.bench.matrix.selectionModel()
    model.clearSelection()
    for row, column in cells:
        index = table.index(table.rows.index(row), table.columns.index(column))
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
    rested(qtbot, place)


def rested(qtbot: QtBot, place: ImportPlace) -> None:
    """Wait until the panel shows what is chosen."""
    qtbot.waitUntil(lambda: not place.bench._rest.isActive() and not place._rest.isActive())


def until(qtbot: QtBot, test: Callable[[], bool]) -> None:
    """Wait until something is so."""
    qtbot.waitUntil(test)
