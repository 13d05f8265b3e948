"""A frame of the focus looks the same whatever was painted before it."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.painting import paint_focus


@pytest.mark.parametrize("pen", [QPen(Qt.PenStyle.NoPen), QPen(QColor("blue"), 9, Qt.PenStyle.DashLine)])
@pytest.mark.parametrize("brush", [Qt.BrushStyle.NoBrush, Qt.BrushStyle.SolidPattern])
def test_focus_is_an_edge_whatever_pen_and_brush_were_left(qtbot: QtBot, pen: QPen, brush: Qt.BrushStyle) -> None:
    def painted(left: QPen | None, filled: Qt.BrushStyle) -> QImage:
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("black"))
        painter = QPainter(image)
        if left is not None:
            painter.setPen(left)
        painter.setBrush(filled)
        paint_focus(painter, QRect(0, 0, 60, 40), 0)
        painter.end()
        return image

    bare = painted(None, Qt.BrushStyle.NoBrush)
    assert painted(pen, brush) == bare
    assert bare.pixelColor(30, 20) == QColor("black") and bare.pixelColor(30, 0) != QColor("black")
