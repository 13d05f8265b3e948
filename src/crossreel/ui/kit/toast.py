"""A line over the window that says something and goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label

STAYS_MS = {"info": 5000, "done": 5000, "warning": 12_000, "error": 20_000}
ICONS = {
    "info": ("info", "text2"),
    "done": ("checked", "approved"),
    "warning": ("findings", "draft"),
    "error": ("findings", "finding"),
}


class Toast(QWidget):
    """Stands at the foot of its parent; the next message takes its place. It never takes the focus."""

    def __init__(self, close_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._act: Callable[[], object] | None = None
        self._picture, self._words = QLabel(), label("", wrap=True)
        self._button = QPushButton()
        self._button.clicked.connect(self._pressed)
        close = QToolButton()
        close.setIcon(theme.plain_icon("close", "text2", 16))
        close.setAccessibleName(close_words)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return what is being said, "" when nothing is."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, kind: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message of a kind ("info", "done", "warning", "error") for a while."""
        self._act = act
        self._words.setText(text)
        self.setAccessibleName(text)
        self._picture.setPixmap(theme.pixmap(*ICONS[kind], 18))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.start(STAYS_MS[kind])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self._over
        beside = 160 + (self._button.sizeHint().width() if self._act else 0)
        wanted = self._words.fontMetrics().horizontalAdvance(self._words.text()) + beside
        width = min(max(320, wanted), parent.width() - 160, 880)
        self.setFixedSize(width, max(48, self._words.heightForWidth(width - beside) + 20))
        top = parent.height() - self.height() - theme.STATUS_HEIGHT - 16
        self.move((parent.width() - width) // 2, top)

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
