"""The top bar: where one is, what it is worth knowing there, the door to everything, and the place's own buttons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from crossreel.ui.kit import theme
from crossreel.ui.kit.flow import clear
from crossreel.ui.kit.labels import ElidedLabel, key_cap, label


@dataclass(frozen=True, slots=True, kw_only=True)
class BarButton:
    """A button of a place: the id of its action, what it says, and the tip that says all of it."""

    id: str
    words: str
    is_main: bool
    enabled: bool
    tip: str


class DotChip(QWidget):
    """A chip with a coloured dot before its words."""

    def __init__(self, text: str, colour: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(0)
        row.addSpacing(10 if colour else 0)
        self._words = ElidedLabel(text, "label")
        row.addWidget(self._words)
        self.setFixedHeight(22)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill and the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.active().colour("hover"))
        painter.drawRoundedRect(self.rect(), 11, 11)
        if self._colour:
            painter.setBrush(theme.active().colour(self._colour))
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.drawEllipse(self.width() - 16 if mirrored else 9, 8, 7, 7)


class TopBar(QWidget):
    """`crumb_chosen` carries the index of a crumb, `find_pressed` asks for the palette, `button_pressed` an action id."""

    crumb_chosen = Signal(int)
    find_pressed = Signal()
    button_pressed = Signal(str)
    drawer_pressed = Signal()

    def __init__(self, find_words: str, find_key: str, drawer_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 1)
        row.setSpacing(10)
        self._crumbs, self._chips, self._buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._shown_buttons: list[BarButton] = []
        for part, spacing in ((self._crumbs, 0), (self._chips, 8), (self._buttons, 8)):
            part.setSpacing(spacing)
        row.addLayout(self._crumbs)
        row.addLayout(self._chips)
        row.addStretch(1)
        row.addWidget(self._find_button(find_words, find_key), 4)
        row.addLayout(self._buttons)
        self.drawer_button = QToolButton()
        self.drawer_button.setCheckable(True)
        self.drawer_button.setAccessibleName(drawer_words)
        self.drawer_button.setToolTip(drawer_words)
        self.drawer_button.setIconSize(QSize(20, 20))
        self.drawer_button.clicked.connect(self.drawer_pressed)
        row.addWidget(self.drawer_button)
        self.recolour()

    def set_find_key(self, words: str) -> None:
        """Show the key of the palette."""
        self._find_key.setText(words)

    def set_crumbs(self, crumbs: Sequence[str]) -> None:
        """Show the way from the catalog to here; the last one is where we are."""
        clear(self._crumbs)
        for index, words in enumerate(crumbs[:-1]):
            button = QPushButton(words if len(words) <= 32 else f"{words[:31]}…")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("role", "crumb")
            button.setToolTip(words)
            button.clicked.connect(lambda _checked=False, index=index: self.crumb_chosen.emit(index))
            self._crumbs.addWidget(button)
            self._crumbs.addWidget(label("‹" if self._mirrored() else "›", "second"))
            self._crumbs.addSpacing(2)
        self._crumbs.addSpacing(2)
        self._crumbs.addWidget(ElidedLabel(crumbs[-1] if crumbs else "", "strong"))

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show chips as (words, token of the dot or "")."""
        clear(self._chips)
        for words, colour in chips:
            self._chips.addWidget(DotChip(words, colour))

    def set_buttons(self, buttons: Sequence[BarButton]) -> None:
        """Show the place's buttons."""
        if list(buttons) == self._shown_buttons:
            return
        self._shown_buttons = list(buttons)
        clear(self._buttons)
        for each in buttons:
            button = QPushButton(each.words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press takes the caret from no text
            if each.is_main:
                button.setProperty("role", "main")
            button.setEnabled(each.enabled)
            button.setToolTip(each.tip)
            button.clicked.connect(lambda _checked=False, action_id=each.id: self.button_pressed.emit(action_id))
            self._buttons.addWidget(button)

    def recolour(self) -> None:
        """Draw the icons again after the theme changed."""
        self.drawer_button.setIcon(theme.icon("drawer", "text2", 20))
        self._find.setIcon(theme.plain_icon("search", "text3", 16))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _find_button(self, words: str, key: str) -> QPushButton:
        self._find = QPushButton()
        self._find.setProperty("role", "find")
        self._find.setAccessibleName(words)
        self._find.setMinimumWidth(200)
        self._find.setMaximumWidth(360)
        self._find.setFixedHeight(34)
        self._find.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QHBoxLayout(self._find)
        inside.setContentsMargins(10, 0, 10, 0)
        inside.addSpacing(24)
        words_label = ElidedLabel(words, "hint", filling=True)
        words_label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(words_label, 1)
        self._find_key = key_cap(key)
        inside.addWidget(self._find_key)
        self._find.clicked.connect(self.find_pressed)
        return self._find
