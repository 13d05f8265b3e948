"""A small picture out of a file's bytes, as high as it is told, or lower where it is wide; nothing where there is none."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

WIDEST_PX = 4000


class StillLabel(QLabel):
    """Hidden until it has something to show."""

    def __init__(self, name: str, high: int, parent: QWidget | None = None, *, wide: int = WIDEST_PX) -> None:
        super().__init__(parent)
        self._high, self._wide = high, wide
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
            room = QSize(round(self._wide * ratio), round(self._high * ratio))
            shown = pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            self.setPixmap(shown)
