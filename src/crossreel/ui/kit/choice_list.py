"""A list to choose from in the bar beside a place: Enter goes on from it, Delete asks to delete what is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from crossreel.ui.kit.line import LineDelegate
from crossreel.ui.kit.lines import LineList

FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceList(QListView):
    """`went_on` is Enter, `unwanted` is Delete.

    Args:
        name: what it is called by those who do not see it.
    """

    went_on = Signal()
    unwanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.lines = LineList(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setObjectName("panel")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Delete asks to delete."""
        if event.key() in FORWARD:
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
