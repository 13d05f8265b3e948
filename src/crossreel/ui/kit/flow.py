"""A layout that breaks its line like text does, for chips and key caps."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays items side by side and goes to the next line where the width ends; mirrors for right-to-left languages.

    It has a widget of its own, see `flowing`: nested in another layout without one, it has taken the program down with it.

    Args:
        parent: that widget.
        spacing: between items, and between lines, in pixels.
        gives: whether items become narrower, down to their least width, before a line ends.
    """

    def __init__(self, parent: QWidget, spacing: int = 8, *, gives: bool = False) -> None:
        super().__init__(parent)
        self._gives = gives
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), apply=False)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(
            sum(item.sizeHint().width() for item in self._items) + self.spacing() * max(0, len(self._items) - 1),
            max((item.sizeHint().height() for item in self._items), default=0),
        )

    def minimumSize(self) -> QSize:
        """Ask for the widest item at least."""
        return QSize(
            max((item.minimumSize().width() for item in self._items), default=0),
            max((item.minimumSize().height() for item in self._items), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, apply=True)

    def _place(self, rect: QRect, *, apply: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = 0
        for line in self._lines(rect.width()):
            x, high = 0, max(size.height() for _item, size in line)
            for item, size in line if apply else ():
                left = rect.right() + 1 - x - size.width() if mirrored else rect.x() + x
                item.setGeometry(QRect(QPoint(left, rect.y() + y + (high - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += high + self.spacing()
        return max(0, y - self.spacing())

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return what stands in each line, with its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            least = min(item.minimumSize().width(), hint.width()) if self._gives else hint.width()
            size = QSize(min(least, room), hint.height())
            if not lines or x + size.width() > room:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self.spacing()
        if self._gives:
            for line in lines:
                self._widen(line, room)
        return lines

    def _widen(self, line: list[tuple[QLayoutItem, QSize]], room: int) -> None:
        """Share what a line has left among its items, none wider than it asks for."""
        left = room - sum(size.width() for _item, size in line) - self.spacing() * (len(line) - 1)
        wishes = [max(0, item.sizeHint().width() - size.width()) for item, size in line]
        share = min(1.0, left / max(1, sum(wishes)))
        for (_item, size), wish in zip(line, wishes, strict=True):
            size.setWidth(size.width() + int(wish * share))


def flowing(spacing: int = 8, *, gives: bool = False) -> tuple[QWidget, FlowLayout]:
    """Return a widget to put into another layout, and its own in which items flow."""
    held = QWidget()
    held.setObjectName("clear")
    return held, FlowLayout(held, spacing, gives=gives)


def foot(*buttons: QWidget, at_end: QWidget | None = None) -> QWidget:
    """Return the buttons below a list, in as many lines as they need, and a small one at the end of the first."""
    made, (held, flow) = QWidget(), flowing(6)
    made.setObjectName("clear")
    row = QHBoxLayout(made)
    row.setContentsMargins(12, 8, 12, 12)
    row.setSpacing(6)
    for button in buttons:
        flow.addWidget(button)
    row.addWidget(held, 1)
    if at_end is not None:
        row.addWidget(at_end, 0, Qt.AlignmentFlag.AlignTop)
    return made


def clear(layout: QLayout) -> None:
    """Remove every item of a layout and let its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
