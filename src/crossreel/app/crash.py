"""When something of ours breaks: a log in the user's folder, and a dialog whose report can be copied."""

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from crossreel import __version__
from crossreel.app.log_file import start_log
from crossreel.i18n.messages import _

log = logging.getLogger("crossreel")


class CrashHandler(QObject):
    """Takes uncaught exceptions of every thread and shows them on the GUI thread; one dialog at a time."""

    _crashed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._crashed.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and show its report; Ctrl+C ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, error, trace)
        log.error("%s", text)
        self._crashed.emit(text)

    def handle_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """Take an exception of a thread."""
        if arguments.exc_value is not None:
            self.handle(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _show(self, text: str) -> None:
        if self._showing or QApplication.instance() is None:
            return
        self._showing = True
        try:
            CrashDialog(text).exec()
        finally:
            self._showing = False


class CrashDialog(QDialog):
    """Says that something went wrong and that nothing is lost; the report can be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Something went wrong"))
        self.resize(720, 460)
        words = QLabel(
            _("Something in Crossreel broke. Your edits are saved. Copy the report and send it to whoever looks after Crossreel.")
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.copy = QPushButton(_("Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for part in (words, self.report, buttons):
            layout.addWidget(part)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return what whoever mends it wants to know; no catalog content is in it."""
    lines = [
        f"Crossreel {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.platform()}, frozen: {hasattr(sys, '_MEIPASS')}",
        "",
        *traceback.format_exception(kind, error, trace),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


def install(folder: Path) -> CrashHandler:
    """Keep a rotating log in `folder` and take every uncaught exception from now on."""
    start_log(folder)
    handler = CrashHandler()
    sys.excepthook = handler.handle
    threading.excepthook = handler.handle_thread
    application = QApplication.instance()
    if application is not None:
        handler.setParent(application)
    return handler
