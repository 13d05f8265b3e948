"""A line of the window that says something and goes away by itself."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label

LOWEST_PX = 32
STAYS_MS = {"info": 5000, "done": 5000, "warning": 12_000, "error": 20_000}
ICONS = {
    "info": ("info", "text2"),
    "done": ("checked", "approved"),
    "warning": ("findings", "draft"),
    "error": ("findings", "finding"),
}


class Toast(QWidget):
    """Stands in the status line instead of its words; the next message takes its place. It covers nothing that hands use.

    `shown` says that it came or went. It never takes the focus.
    """

    shown = Signal(bool)

    def __init__(self, close_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._act: Callable[[], object] | None = None
        self._about: Hashable = None
        self._picture, self._words = QLabel(), label("", wrap=True)
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._pressed)
        self._close = QToolButton()
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setIcon(theme.plain_icon("close", "text2", 14))
        self._close.setAccessibleName(close_words)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 2, 1)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """Return what is being said, "" when nothing is."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, kind: str, button: str = "", act: Callable[[], object] | None = None, about: Hashable = None) -> None:
        """Show a message of a kind ("info", "done", "warning", "error") for a while; `about` is what `settle` is told."""
        self._act, self._about = act, about
        self._words.setText(text)
        self.setAccessibleName(text)
        self._picture.setPixmap(theme.pixmap(*ICONS[kind], 18))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self._fit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(STAYS_MS[kind])

    def settle(self, about: Hashable) -> None:
        """Go, where what is said is about something that was settled."""
        if about is not None and about == self._about:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """Say that it came."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that it went."""
        super().hideEvent(event)
        self.shown.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words ask in this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the words the lines they need: the status line grows, and nothing is covered."""
        beside = 18 + 28 + 10 * 3 + 12 + (self._button.sizeHint().width() + 10 if self._button.text() else 0)
        height = self._words.heightForWidth(max(120, self.width() - beside)) + 6
        if self.height() != max(LOWEST_PX, height):
            self.setFixedHeight(max(LOWEST_PX, height))

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
