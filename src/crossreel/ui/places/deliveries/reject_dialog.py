"""Asking for what a buyer said when it rejected cells."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crossreel.i18n.messages import _
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, area, button, buttons
from crossreel.ui.kit.labels import label


class RejectDialog(Dialog):
    """Hands the buyer's words to `act` once there are some.

    Args:
        about: what was rejected, in words.
        act: called with the reason.
        window: the widget to cover.
    """

    def __init__(self, about: str, act: Callable[[str], object], window: QWidget) -> None:
        super().__init__(_("Rejected by the buyer"), _("Close"), window)
        self._act = act
        self.reason = area(110)
        self.field = Field(_("Why, in the buyer's words"), self.reason)
        self.go = button(_("Back to work"), "main")
        leave = button(_("Cancel"))
        self.body.addWidget(label(about, "second", wrap=True))
        self.body.addWidget(self.field)
        self.body.addWidget(
            label(_("The words become a note on each cell, and its state goes back to “Translated”."), "hint", wrap=True)
        )
        self.body.addLayout(buttons(leave, self.go))
        leave.clicked.connect(self.leave)
        self.go.clicked.connect(self._done)
        self.reason.textChanged.connect(lambda: self.field.complain(""))

    def open(self) -> None:
        """Show the card with the caret where the words go."""
        super().open()
        self.reason.setFocus()

    def _done(self) -> None:
        words = self.reason.toPlainText().strip()
        if not words:
            self.field.complain(_("Say why the buyer rejected it."))
            self.reason.setFocus()
            return
        self.leave()
        self._act(words)
