"""A bar under the top bar for what holds as long as it is shown: a read-only catalog, a missing player."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label


class Banner(QWidget):
    """One sentence, at most one button, and a cross that closes it for this run."""

    def __init__(self, text: str, kind: str, icon: str, close_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setProperty("kind", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(text)
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, "finding" if kind == "error" else "draft", 18))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 6, 12, 6)
        self._row.setSpacing(12)
        self._row.addWidget(picture)
        self.words = label(text, wrap=True)
        self._row.addWidget(self.words, 1)
        close = QToolButton()
        close.setIcon(theme.plain_icon("close", "text2", 16))
        close.setAccessibleName(close_words)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press takes the caret from no text
        close.clicked.connect(self.hide)
        self._row.addWidget(close)

    def add_button(self, words: str, act: Callable[[], object]) -> None:
        """Offer what can be done about it."""
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        self._row.insertWidget(2, button)
