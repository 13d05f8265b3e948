"""Runs the program, and answers where things stand on the screen: `python -m tests.hands.started SOCKET CATALOG`.

It answers after everything that the X server sent before: the hands leave a mark behind their keys (`Marks`).
It runs what `python -m crossreel` runs. Beside it a socket is answered from the window's own thread: one question of JSON in a
line, one answer. The questions only look; keys, mouse and everything that changes come through the X server. The one exception is
set-up: "open" goes to a title's episode as a double click in the matrix would.
"""

import ctypes
import faulthandler
import json
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QModelIndex, QObject, QPoint, QRect, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from crossreel.app.main import run
from crossreel.rendering import fonts
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.drawer import Drawer
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.kit.toast import Toast
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.places.editor.cell_box import CellBox
from crossreel.ui.places.editor.cue_table import EDGE_ROLE, CueTable
from crossreel.ui.places.editor.cue_table_view import CueTableView
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.palette import CommandPalette

KINDS: tuple[tuple[str, type[QWidget]], ...] = (
    ("timeline", Waveform), ("table", CueTableView), ("picture", PictureView), ("toast", Toast), ("drawer", Drawer),
    ("dialog", Dialog),
)  # fmt: skip
Answer = Mapping[str, Any]
UNDER_WAY = "keys under way"
QUIET_LOOKS, QUIET_GAP_MS = 3, 5


PROPERTY_NOTIFY, ATOM_AT = 28, 8


class Marks(QAbstractNativeEventFilter):
    """Counts the marks that the hands leave on the window, a property of it: what they sent before has come when a mark has."""

    def __init__(self) -> None:
        super().__init__()
        self.atom = self.seen = 0

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> Any:
        """Look at an event of xcb; leave it to Qt."""
        at = int(message)
        if ctypes.c_uint8.from_address(at).value & 0x7F == PROPERTY_NOTIFY:
            self.seen += ctypes.c_uint32.from_address(at + ATOM_AT).value == self.atom
        return False, 0


marks = Marks()


def main(address: str, catalog: str) -> int:
    """Run the program; return its exit code."""
    faulthandler.enable()
    fonts.configure(on_dark=True)
    application = QApplication(sys.argv[:1])
    application.installNativeEventFilter(marks)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(8)
    notifier = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda *_ignored: _answer(listener))
    return run(["--catalog", catalog])


def _answer(listener: socket.socket) -> None:
    caller, _address = listener.accept()
    with caller, caller.makefile("rw", encoding="utf-8") as lines:
        question = json.loads(lines.readline())
        if question["ask"] == "rest":
            Rest(caller.dup(), question["mark"])
            return
        try:
            if marks.seen < question.pop("mark"):
                raise LookupError(UNDER_WAY)
            answer = ANSWERS[question.pop("ask")](**question)
        except (LookupError, AttributeError, ValueError) as error:  # what is not there yet is asked for again
            answer = {"missing": str(error) or type(error).__name__}
        lines.write(json.dumps(answer) + "\n")


class Rest(QObject):
    """Answers as soon as nothing runs: looked at from within, until it was so a few times one after the other."""

    def __init__(self, caller: socket.socket, mark: int) -> None:
        super().__init__(QApplication.instance())
        self._caller, self._mark, self._quiet = caller, mark, 0
        self._timer = QTimer(self, interval=QUIET_GAP_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        try:
            is_quiet = marks.seen >= self._mark and not is_busy()
        except LookupError:
            is_quiet = False
        self._quiet = self._quiet + 1 if is_quiet else 0
        if self._quiet == QUIET_LOOKS:
            self._timer.stop()
            with self._caller, suppress(OSError):  # who asked may have gone
                self._caller.sendall(b"{}\n")
            self.deleteLater()


def window() -> MainWindow:
    """Return the window that can be seen."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    if not shown:
        raise LookupError("no window")
    return shown[-1]


def take_mark(atom: int) -> Answer:
    """Say which window is to be marked, and what was counted; marks are properties of this name."""
    marks.atom = atom
    return {"window": int(window().winId()), "seen": marks.seen}


def is_busy() -> bool:
    """Tell whether a job runs, something typed is not written, or an episode or a matrix is being read."""
    workspace = window().workspace
    return bool(_awaited(workspace) or PendingWrites.of(workspace).unsaved()) or _is_behind(workspace)


def _awaited(workspace: Workspace) -> list[str]:
    return [task.label or "unnamed" for task in workspace.jobs.running() if task.lane != "background"]


def _is_behind(workspace: Workspace) -> bool:
    return OpenEpisode.of(workspace).is_behind or (workspace.place == "title" and Outline.of(workspace).is_behind)


def tell_state() -> Answer:
    """Say what is open, what is current, and whether the window has something to do."""
    workspace = window().workspace
    opened = OpenEpisode.of(workspace)
    rows = [row.cue.id for row in opened.rows()]
    current = opened.current_row()
    return {
        "place": workspace.place,
        "episode": opened.sheet.episode.number if opened.sheet is not None else None,
        "is_behind": _is_behind(workspace),
        "row": rows.index(current.cue.id) + 1 if current is not None else None,
        "rows": len(rows),
        "selected": [rows.index(each.cue.id) + 1 for each in opened.selected_rows()],
        "language": workspace.language,
        "languages": list(workspace.languages),
        "playing": opened.player.is_playing,
        "playhead_ms": opened.player.position_ms(),
        "jobs": _awaited(workspace),
        "unsaved": len(PendingWrites.of(workspace).unsaved()),
        "toast": window().toast.text() if window().toast.isVisible() else "",
        "dialog": type(window().current_dialog()).__name__ if window().current_dialog() is not None else "",
        "panel": window().drawer.current,
        "shots": list(opened.loaded.shots.times_ms) if opened.loaded is not None else [],
    }


def tell_focus() -> Answer:
    """Say where the keys go."""
    popup, widget = QApplication.activePopupWidget(), QApplication.focusWidget()
    if popup is not None:
        action = popup.activeAction() if isinstance(popup, QMenu) else None
        return {"where": "menu", "words": action.text() if action is not None else "", "kind": type(popup).__name__, "text": ""}
    if widget is None:
        return {"where": "nowhere", "words": "", "kind": "", "text": "", "active": QApplication.activeWindow() is not None}
    fact = {
        "where": _where(widget),
        "words": _words(widget),
        "kind": type(widget).__name__,
        "text": "",
        "enabled": widget.isEnabled(),
    }
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        at = widget.viewport().mapToGlobal(widget.cursorRect().topLeft())
        fact |= {"text": widget.toPlainText(), "caret": widget.textCursor().position(), "x": at.x(), "y": at.y()}
    elif isinstance(widget, QLineEdit):
        fact |= {"text": widget.text(), "caret": widget.cursorPosition()}
    return fact


def tell_place(name: str) -> Answer:
    """Say where a widget stands: a part of the window by its name, else the first whose words begin so."""
    for widget in _shown():
        if _named(widget) == name:
            return _rectangle(widget, widget.rect())
    for widget in _shown():
        if _words(widget).startswith(name):
            return _rectangle(widget, widget.rect()) | {"enabled": widget.isEnabled()}
    raise LookupError(name)


def tell_cell(row: int, column: str) -> Answer:
    """Say where a cell of the table stands, rows of the episode counted from 1; scrolls to it as a wheel would."""
    view = next(each for each in _shown() if isinstance(each, CueTableView))
    model = view.model()
    assert isinstance(model, CueTable)
    own = [at for at in range(model.rowCount()) if not model.index(at, 0).data(EDGE_ROLE)]
    headings = [str(model.headerData(at, view.horizontalHeader().orientation(), 11)) for at in range(model.columnCount())]
    at = model.column_of(column) if column in model.languages else headings.index(column)
    return _item(view, model.index(own[row - 1], at))


def tell_item(words: str) -> Answer:
    """Say where the item of a menu, list or table stands whose text begins so, in the front of the window."""
    menu = QApplication.activePopupWidget()
    for action in menu.actions() if isinstance(menu, QMenu) else ():
        if action.text().replace("&", "").startswith(words):
            return _rectangle(menu, menu.actionGeometry(action))
    for view in (each for each in _shown() if isinstance(each, QAbstractItemView)):
        model = view.model()
        for row in range(model.rowCount() if model is not None else 0):
            for column in range(model.columnCount(QModelIndex())):
                index = model.index(row, column)
                said = index.data() or index.data(Qt.ItemDataRole.AccessibleTextRole) or ""
                if str(said).startswith(words) and not view.isIndexHidden(index):  # type: ignore[attr-defined]
                    return _item(view, index)
    raise LookupError(words)


def tell_times(at_ms: int) -> Answer:
    """Say where a time stands in the timeline."""
    wave = next(each for each in _shown() if isinstance(each, Waveform))
    corner = wave.mapToGlobal(QPoint(0, 0))
    return {"x": corner.x() + wave.scale.x_of(at_ms), "px_per_second": wave.scale.px_per_second}


def tell_words() -> Answer:
    """Say everything that labels and buttons show."""
    return {"words": [words for each in _shown() if isinstance(each, QLabel | QAbstractButton) and (words := _words(each))]}


def tell_actions() -> Answer:
    """Say which actions there are, with the keys of the preset in use, and which can be done now."""
    keys = {each.objectName(): [key.toString() for key in each.shortcuts()] for each in window().actions()}
    listed = window().commands.listed()
    return {"actions": [{"id": each.id, "title": each.title, "keys": keys[each.id], "offered": each.offered} for each in listed]}


def open_episode(number: int, language: str, row: int, title: str) -> Answer:
    """Go to a row of an episode in the editor. Set-up: what a double click in the matrix does."""
    workspace = window().workspace
    found = next(each.title for each in workspace.desk.cataloging.titles() if not title or each.title.code == title)
    if workspace.title_id != found.id:
        workspace.open_title(found.id)
    matrix = workspace.desk.cataloging.matrix(found.id)
    episode = next(each.episode for each in matrix.rows if each.episode.number == number)
    workspace.open_episode(episode.id, language or None)
    if workspace.place != "editor":
        workspace.show_place("editor")

    def choose(*_read: object) -> None:
        workspace.select_cue(opened.rows()[row - 1].cue.id if opened.rows() else None)
        opened.asked.emit("table")

    opened = OpenEpisode.of(workspace)
    if opened.is_behind or opened.sheet is None or opened.sheet.episode.id != episode.id:
        opened.once_read(choose)
    else:
        QTimer.singleShot(0, choose)
    return {}


def _shown() -> Iterator[QWidget]:
    """Every widget that can be seen, the newest window first, a part before what lies in it."""
    tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    for top in sorted(tops, key=lambda each: isinstance(each, MainWindow)):
        yield top
        yield from (each for each in top.findChildren(QWidget) if each.isVisible())


def _named(widget: QWidget) -> str:
    if isinstance(widget, CellBox):
        opened = OpenEpisode.of(window().workspace)
        return (
            "source"
            if widget.language == opened.source
            else "target"
            if widget.language == window().workspace.language
            else "third"
        )
    return next((name for name, kind in KINDS if isinstance(widget, kind)), "")


def _where(widget: QWidget) -> str:
    up: QWidget | None = widget
    while up is not None:
        name = _named(up)
        if name:
            return "in place" if name == "table" and up is not widget and up.viewport() is not widget else name
        if up.isWindow():
            return "window" if isinstance(up, MainWindow) else type(up).__name__
        up = up.parentWidget()
    return type(widget.window()).__name__


def _words(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return (text or widget.accessibleName()).replace("&", "")


def _rectangle(widget: QWidget, box: QRect) -> dict[str, Any]:
    corner = widget.mapToGlobal(box.topLeft())
    return {"x": corner.x(), "y": corner.y(), "width": box.width(), "height": box.height()}


def _item(view: QAbstractItemView, index: QModelIndex) -> Answer:
    view.scrollTo(index)
    return _rectangle(view.viewport(), view.visualRect(index)) | {"text": str(index.data() or "")}


def tell_buttons() -> Answer:
    """Say which buttons can be pressed, and where they stand."""
    buttons = [each for each in _shown() if isinstance(each, QAbstractButton) and each.isEnabled() and _words(each)]
    return {"buttons": [_rectangle(each, each.rect()) | {"words": _words(each)} for each in buttons]}


def tell_palette() -> Answer:
    """Say what Enter would do in the palette."""
    palette = window().current_dialog()
    if not isinstance(palette, CommandPalette):
        raise LookupError("no palette")
    return {"title": str(palette.list.currentIndex().data() or "")}


ANSWERS: Mapping[str, Callable[..., Answer]] = {
    "state": tell_state, "focus": tell_focus, "place": tell_place, "cell": tell_cell, "item": tell_item, "times": tell_times,
    "words": tell_words, "actions": tell_actions, "open": open_episode,
    "palette": tell_palette, "marks": take_mark, "buttons": tell_buttons,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1])), sys.argv[2]))
