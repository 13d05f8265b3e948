"""The rail: the places of the window, and the window's own things at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from crossreel.ui.kit import theme

ICON_PX, DOT_PX = 22, 8
NAME = "place_name"


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
        self._signs: dict[str, tuple[str, str]] = {}
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

    def set_sign(self, place: str, token: str, words: str) -> None:
        """Put a dot of a colour on the button of a place, and say what it means; "" takes it away."""
        button = self._buttons.get(place)
        if button is None or self._signs.get(place, ("", "")) == (token, words):
            return
        self._signs[place] = (token, words)
        name = button.property(NAME)
        button.setIcon(self._icon_of(place))
        button.setToolTip(f"{name}\n{words}" if words else name)
        button.setAccessibleDescription(words)

    def _icon_of(self, name: str) -> QIcon:
        token = self._signs.get(name, ("", ""))[0]
        if not token:
            return theme.icon(self._icons[name], "text2", ICON_PX)
        signed = QIcon()
        for state, ink in ((QIcon.State.Off, "text2"), (QIcon.State.On, "accent")):
            drawn = theme.pixmap(self._icons[name], ink, ICON_PX).copy()
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.active().colour("panel"), 1.5))
            painter.setBrush(theme.active().colour(token))
            painter.drawEllipse(QRectF(ICON_PX - DOT_PX - 1, 1, DOT_PX, DOT_PX))
            painter.end()
            signed.addPixmap(drawn, QIcon.Mode.Normal, state)
        return signed

    def recolour(self) -> None:
        """Draw the icons again after the theme changed."""
        for name, button in self._buttons.items():
            button.setIcon(self._icon_of(name))

    def _make(self, name: str, words: str, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "rail")
        button.setText(self._fitting(words, button))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setProperty(NAME, words)
        button.setIconSize(QSize(ICON_PX, ICON_PX))
        button.setIcon(theme.icon(icon, "text2", ICON_PX))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedSize(58, 54)
        self._buttons[name] = button
        self._icons[name] = icon
        return button

    def _fitting(self, words: str, button: QToolButton) -> str:
        button.setFont(theme.font(10.5))
        return button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 54)
