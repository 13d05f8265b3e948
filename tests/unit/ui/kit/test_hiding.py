"""What is hidden in the preview is hidden in a master: the same measure, drawn by Qt here and worked out of planes there."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.hiding import Hide
from crossreel.media.burning.covering import hide_samples
from crossreel.ui.kit.picture_overlay import hide_part

WIDE, HIGH = 360, 640
BAND = Box(x=10, y=70, width=80, height=10)
TOP, BOTTOM, LEFT, RIGHT = 448, 512, 36, 324


def letters() -> np.ndarray:
    """A picture of slow colours with strokes of white in its band."""
    rows, columns = np.mgrid[0:HIGH, 0:WIDE]
    made = np.dstack([40 + rows // 6, 60 + columns // 4, 120 - rows // 8, np.full_like(rows, 255)]).astype(np.uint8)
    made[460:500, 60:300:9] = 255
    return made


@pytest.mark.parametrize("hide", [Hide.BLUR, Hide.BOX])
def test_the_preview_and_a_master_hide_alike(hide: Hide) -> None:
    pixels = letters()
    image = QImage(pixels.data, WIDE, HIGH, WIDE * 4, QImage.Format.Format_RGBA8888).convertToFormat(QImage.Format.Format_RGB32)
    shown = image.copy()
    painter = QPainter(shown)
    hide_part(painter, image, QRectF(0, 0, WIDE, HIGH), BAND, hide.value)
    painter.end()
    held = shown.convertToFormat(QImage.Format.Format_RGBA8888)
    seen = np.frombuffer(held.constBits(), np.uint8).reshape(HIGH, WIDE, 4)[TOP:BOTTOM, LEFT:RIGHT, :3].astype(float)
    wanted = hide_samples(pixels[TOP:BOTTOM, LEFT:RIGHT, :3].astype(np.float32), hide, WIDE, HIGH)
    assert np.abs(seen - wanted).mean() < 4.0
    assert np.abs(np.diff(seen, axis=1)).max() < 40, "no stroke is left"
