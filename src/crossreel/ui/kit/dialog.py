"""A card over the dimmed window: for a short task or a list, without a dialog's own window."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label

SIDE_PX = 24


class _ScrolledColumn(QScrollArea):
    """Asks for the height of all that is in it, as it is now, at the width the card has room for."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide

    def sizeHint(self) -> QSize:
        inside, hint = self.widget(), super().sizeHint()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return hint
        for at in range(layout.count()):  # what was added in this turn of the loop is shown in the next, and counts for nothing yet
            item = layout.itemAt(at)
            added = item.widget() if item is not None else None
            if added is not None and not added.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                added.show()
        layout.activate()
        high = layout.totalHeightForWidth(self._wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(hint.width(), high)


class Dialog(QWidget):
    """Covers `window`; Esc or a press beside the card closes it, and the focus goes back where it was.

    The Tab key stays inside. Subclasses fill `body` and may set `card` sizes. `closed` is emitted once.
    """

    closed = Signal()

    def __init__(self, title: str, close_words: str, window: QWidget, *, width: int = 560, at_top: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self.setAccessibleName(title)
        here = QApplication.focusWidget()
        self._before = here if here is not None and window.window().isAncestorOf(here) else None
        self.card = QFrame(self)
        self.card.setObjectName("dialog")
        self._width, self._at_top = width, at_top
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if title:
            column.addLayout(self._head(title, close_words))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(SIDE_PX, 8, SIDE_PX, 24)
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the card and take the focus."""
        self.setGeometry(self._window.rect())
        self._place()
        self.show()
        self.raise_()
        if not self.card.isAncestorOf(QApplication.focusWidget() or self):
            self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.focusNextChild()

    def leave(self) -> None:
        """Close the card and give the focus back."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def scrolling(self) -> QVBoxLayout:
        """Return a column that scrolls when the card is higher than the window."""
        area = _ScrolledColumn(self._width - 2 * SIDE_PX)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("clear")
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        return column

    def preferred_height(self) -> int:
        """Return the height the card asks for."""
        layout, width = self.card.layout(), self.card.width()
        for each in self.card.findChildren(_ScrolledColumn):
            each.updateGeometry()
        if layout is not None:
            layout.activate()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self.card.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the card."""
        chain = [child for child in self.card.findChildren(QWidget) if self._takes_tab(child)]
        here = QApplication.focusWidget()
        if not chain:
            return True
        at = chain.index(here) if here in chain else (-1 if forward else 0)
        chain[(at + (1 if forward else -1)) % len(chain)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close at a press beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 140 if theme.active().dark else 70))

    def _takes_tab(self, child: QWidget) -> bool:
        tabs = bool(child.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        return tabs and child.isVisible() and child.isEnabled() and child.focusProxy() is None

    def _head(self, title: str, close_words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 16, 12, 8)
        row.addSpacing(12)
        row.addWidget(label(title, "heading"), 1)
        close = QToolButton()
        close.setIcon(theme.plain_icon("close", "text2", 18))
        close.setAccessibleName(close_words)
        close.setToolTip(close_words)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        return row

    def _place(self) -> None:
        width = min(self._width, self.width() - 48)
        self.card.setFixedWidth(width)
        height = min(self.preferred_height(), self.height() - (120 if self._at_top else 64))
        top = 60 if self._at_top else max(32, (self.height() - height) // 2 - 24)
        self.card.setGeometry((self.width() - width) // 2, top, width, height)
