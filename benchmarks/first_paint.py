"""Runs in a process of its own: shows a window and prints the seconds from the process's start to its first painted rows.

`first_paint.py bare` shows a plain PySide6 window with a list, `first_paint.py CATALOG` the desk on a catalog.
`first_paint.py CATALOG TITLE` opens a title's matrix and editor and prints the resident memory in MB instead.
"""

import os
import sys
import time
from pathlib import Path

BEGAN = float(os.environ["BENCH_BEGAN"])
SETTLE_MS = 4000


def bare() -> None:
    """Show a plain window with a list of ten rows."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    view = QListView()
    view.setModel(QStringListModel([str(row) for row in range(10)]))
    window.setCentralWidget(view)
    watch(application)
    window.show()
    application.exec()


def desk(catalog: Path, title: str) -> None:
    """Show the desk the way the program does."""
    from crossreel.app.opener import load_ahead_of_qt

    load_ahead_of_qt()
    from PySide6.QtWidgets import QApplication

    from crossreel.app.bootstrap import preference_file
    from crossreel.app.desktop import Desktop
    from crossreel.i18n.messages import set_locale
    from crossreel.ui.kit import theme

    preferences = preference_file().load()
    set_locale(preferences.locale)
    application = QApplication([])
    theme.apply(application, preferences.theme)
    if not title:
        watch(application)
    desktop = Desktop(application, catalog, preferences)
    if title:
        open_title(desktop, title)
    application.exec()
    desktop.close()


def watch(application: object) -> None:
    """Print the time of the first paint of a list with rows in it, and stop."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QAbstractItemView, QApplication

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            view = watched.parent() if event.type() == QEvent.Type.Paint else None
            if isinstance(view, QAbstractItemView) and view.model() is not None and view.model().rowCount():
                QTimer.singleShot(0, self.stop)
            return False

        def stop(self) -> None:
            print(f"{time.time() - BEGAN:.4f}", flush=True)
            os._exit(0)

    assert isinstance(application, QApplication)
    application.watch = Watch()  # type: ignore[attr-defined]
    application.installEventFilter(application.watch)  # type: ignore[attr-defined]


def open_title(desktop: object, code: str) -> None:
    """Open a title's matrix and an episode of it, wait until it rests, and print the resident memory."""
    from PySide6.QtCore import QTimer

    workspace = desktop.window.workspace  # type: ignore[attr-defined]
    title = workspace.desk.cataloging.find_title(code)
    episodes = workspace.desk.cataloging.matrix(title.id).rows
    workspace.open_title(title.id)
    workspace.show_place("title")

    def open_editor() -> None:
        workspace.open_episode(episodes[len(episodes) // 2].episode.id, "en")
        workspace.show_place("editor")

    QTimer.singleShot(SETTLE_MS // 2, open_editor)
    QTimer.singleShot(SETTLE_MS, lambda: (print(resident_mb(), flush=True), os._exit(0)))


def resident_mb() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        desk(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
