"""The only door to telling the user something: a line in the window, or a question where nothing less will do."""

import logging
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from crossreel.domain.errors import Cancelled, CrossreelError, ReadOnly
from crossreel.i18n.messages import _, sentence

Kind = Literal["info", "done", "warning", "error"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A line to show. `button` and `act` offer one thing to do about it; `about` is what it goes with once that is settled."""

    text: str
    kind: Kind = "info"
    button: str = ""
    act: Callable[[], object] | None = None
    about: Hashable = None


class Notify(QObject):
    """Says things; the window shows `said` as a line that never blocks. `failed` carries what a user was told went wrong.

    `settled` carries what needs no saying any more.
    """

    said = Signal(object)
    failed = Signal(object)
    settled = Signal(object)

    def tell(
        self,
        text: str,
        *,
        kind: Kind = "info",
        button: str = "",
        act: Callable[[], object] | None = None,
        about: Hashable = None,
    ) -> None:
        """Show one line, with at most one button; what is said `about` something goes when that is settled."""
        self.said.emit(Message(text=text, kind=kind, button=button, act=act, about=about))

    def problem(self, error: BaseException, again: Callable[[], object] | None = None) -> None:
        """Sort a failure: a line for what a user can mend, the disk among it, a crash report for our own mistakes.

        Args:
            error: what failed.
            again: does the same once more; offered with the line.
        """
        if isinstance(error, Cancelled):
            return
        act = None if isinstance(error, ReadOnly) else again
        button = _("Try again") if act is not None else ""
        if isinstance(error, CrossreelError):
            log.warning("%s", error)
            self.tell(sentence(error.code, error.facts), kind="error", button=button, act=act)
            self.failed.emit(error)
            return
        if isinstance(error, OSError):
            log.warning("%s", error)
            words = _("{path}: {reason}.").format(path=error.filename or "", reason=error.strerror or error)
            self.tell(words if error.filename else str(error), kind="error", button=button, act=act)
            return
        sys.excepthook(type(error), error, error.__traceback__)


def ask(parent: QWidget, question: str, yes: str) -> bool:
    """Ask before something that cannot be undone; Enter and Esc both answer no."""
    box = QMessageBox(parent)
    box.setText(question)
    accept = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is accept
