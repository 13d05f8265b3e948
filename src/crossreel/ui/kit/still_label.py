"""A small picture out of a file's bytes, as high as it is told; nothing where there is none."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget


class StillLabel(QLabel):
    """Hidden until it has something to show."""

    def __init__(self, name: str, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high = high
        self.setAccessibleName(name)
        self.setFixedHeight(high)
        self.hide()

    def show_still(self, data: bytes | None) -> None:
        """Show a picture, or nothing."""
        pixmap = QPixmap()
        there = data is not None and pixmap.loadFromData(data)
        self.setVisible(there)
        if there:
            ratio = self.devicePixelRatioF()
            shown = pixmap.scaledToHeight(round(self._high * ratio), Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            self.setPixmap(shown)
