"""The rail: the five places of the window, and the window's own things at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from crossreel.ui.kit import theme


class Rail(QWidget):
    """Buttons with icon and word, one checked. `chosen` carries the id of a place, `pressed` that of a foot button."""

    chosen = Signal(str)
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 12, 3, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def set_places(self, places: Sequence[tuple[str, str, str]]) -> None:
        """Show places as (id, words, icon), in order."""
        for index, (place, words, icon) in enumerate(places):
            button = self._make(place, words, icon)
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._column.insertWidget(index, button)

    def add_foot(self, name: str, words: str, icon: str) -> None:
        """Add a button at the foot, without a word of its own beside the icon."""
        button = self._make(name, words, icon)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setFixedSize(58, 36)
        button.clicked.connect(lambda: self.pressed.emit(name))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_place(self, place: str) -> None:
        """Check the button of a place; none for a place without one."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == place)
        self._group.setExclusive(True)

    def recolour(self) -> None:
        """Draw the icons again after the theme changed."""
        for name, button in self._buttons.items():
            button.setIcon(theme.icon(self._icons[name], "text2", 22))

    def _make(self, name: str, words: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "rail")
        button.setText(self._fitting(words, button))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setIconSize(QSize(22, 22))
        button.setIcon(theme.icon(icon, "text2", 22))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(58, 54)
        self._buttons[name] = button
        self._icons[name] = icon
        return button

    def _fitting(self, words: str, button: QToolButton) -> str:
        button.setFont(theme.font(10.5))
        return button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 54)
