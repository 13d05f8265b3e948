"""What stands where nothing is yet: one sentence and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label


class EmptyState(QWidget):
    """`pressed` says that the button was used."""

    pressed = Signal()

    def __init__(self, sentence: str, button: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._sentence = label(sentence, "second", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMinimumWidth(200)
        self.button = QPushButton(button)
        self.button.setProperty("role", "main")
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        # A label that wraps has a height for its width only where the layout gives it the whole width.
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.setVisible(bool(button))
        self.recolour()

    def set_words(self, sentence: str, button: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def take_hands(self) -> None:
        """Give the keys to the button where nothing else has them."""
        here = self.window().focusWidget()  # a new window gives the keys to the first button in it, the one that finds
        is_idle = here is None or not here.isVisible() or here.isAncestorOf(self.button) or here.property("role") == "find"
        if self.button.isVisible() and is_idle:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def recolour(self) -> None:
        """Draw the icon again after the theme changed."""
        self._picture.setVisible(bool(self._icon))
        if self._icon:
            self._picture.setPixmap(theme.pixmap(self._icon, "text3", 40))
