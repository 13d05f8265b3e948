"""What is on: the episode, how far its cell is, how much of it was watched; approved or sent back by a button."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.watched import Watched
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.watching import watched_words
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.painting import STATE_ICONS, state_words

ICON_PX = 16


class CellHead(QWidget):
    """`asked` carries "approve" or "send_back"."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state = State.MISSING
        self._episode = label("", "heading")
        self._icon, self._word = QLabel(), label("", "second")
        self._watched = ElidedLabel("", "hint", filling=True)
        self.send_back, self.approve = QPushButton(_("Send back")), QPushButton(_("Approve"))
        self.approve.setProperty("role", "main")
        cell, words, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        for part in (self._episode, self._icon, self._word):
            cell.addWidget(part)
        cell.addStretch(1)
        words.addLayout(cell)
        words.addWidget(self._watched)
        words.setSpacing(0)
        row.setContentsMargins(0, 0, 0, 0)
        cell.setSpacing(8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button, what in ((self.send_back, "send_back"), (self.approve, "approve")):
            button.setIconSize(QSize(ICON_PX, ICON_PX))
            button.clicked.connect(lambda _checked=False, what=what: self.asked.emit(what))
            row.addWidget(button)

    def show_cell(self, number: int, state: State, *, writable: bool) -> None:
        """Show the episode on and the state of its cell."""
        self._state = state
        self._episode.setText(_("Episode {number}").format(number=numbers.number(number)))
        self._word.setText(state_words(state))
        for button in (self.send_back, self.approve):
            button.setEnabled(writable and state is not State.MISSING)
        self.recolour()

    def show_watched(self, seen: Watched | None, *, writable: bool) -> None:
        """Say how much of it who works here watched; a window that only reads keeps nothing of it."""
        if not writable:
            self._watched.setText(_("This window only reads: what you watch is not kept."))
        else:
            self._watched.setText(watched_words(seen) if seen is not None and seen.percent else _("Not watched yet"))

    def show_keys(self, approve: str, send_back: str) -> None:
        """Say on the buttons which keys they have."""
        self.approve.setToolTip(approve)
        self.send_back.setToolTip(send_back)

    def recolour(self) -> None:
        """Draw the icon in the colours of the theme."""
        self._icon.setPixmap(theme.pixmap(STATE_ICONS[self._state], self._state.value, ICON_PX))
