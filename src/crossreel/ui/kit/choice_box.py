"""A list to choose from that gives way: what is chosen ends in "…" where there is no room, and then the whole is its tip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip

LEAST_PX, MARGIN_PX, LEAST_LETTERS = 56, 2, 3


class ChoiceBox(QComboBox):
    """Unfolded it is as wide as its longest entry, however narrow it is itself."""

    def shown(self) -> str:
        """Return what of the chosen entry can be seen."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitted(option)

    def minimumSizeHint(self) -> QSize:
        """Ask for an arrow and a few letters."""
        usual = super().minimumSizeHint()
        return usual if self.isEditable() else QSize(min(LEAST_PX, usual.width()), usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, and the words shortened at their end."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitted(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        """Unfold it wide enough for every entry."""
        view = self.view()
        wide = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 4 * view.frameWidth()
        room = self.screen().availableGeometry().width() if self.screen() is not None else wide
        view.setMinimumWidth(min(max(wide, self.width()), room))
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """Offer the whole of what is cut where there is no tip of its own."""
        if isinstance(event, QHelpEvent) and not self.toolTip() and not self.isEditable() and self.shown() != self.currentText():
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def _fitted(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        icon = self.iconSize().width() + 4 if not self.itemIcon(self.currentIndex()).isNull() else 0
        room = field.width() - icon - MARGIN_PX
        cut = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        return self.currentText() if len(cut) < LEAST_LETTERS else cut  # two letters say more than three dots
