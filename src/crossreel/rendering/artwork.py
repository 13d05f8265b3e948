"""Cutting a picture to a shape and a size, as a file of its own in sRGB."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter, QPainter

from crossreel.domain.errors import BadInput
from crossreel.rendering.fonts import ensure_application

QUALITIES = (92, 85, 75, 65)
"""How much a JPEG keeps, the most first; less only where a file would be too large."""


def cut_picture(data: bytes, kept: tuple[int, int, int, int], size: tuple[int, int], kind: str, most_bytes: int = 0) -> bytes:
    """Return a part of a picture at a size.

    Args:
        data: a JPEG, PNG or WebP.
        kept: left, top, width and height of the part, in pixels; it has the shape of `size` and is no smaller.
        size: width and height to make of it, in pixels.
        kind: "jpg" or "png".
        most_bytes: the largest file allowed, 0 for any.

    Raises:
        BadInput: the picture cannot be read, or its file is larger than allowed however it is written.
    """
    ensure_application()
    whole = QImage.fromData(data)
    if whole.isNull():
        raise BadInput("artwork.unreadable")
    part = _in_srgb(whole.copy(QRect(*kept)), keep_alpha=kind == "png")
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = part if (part.width(), part.height()) == size else part.scaled(*size, ratio, smooth)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    written = b""
    for quality in QUALITIES if kind == "jpg" else (100,):
        written = _written(image, kind, quality)
        if not most_bytes or len(written) <= most_bytes:
            return written
    raise BadInput("artwork.heavy", bytes=len(written), limit=most_bytes)


def _in_srgb(image: QImage, *, keep_alpha: bool) -> QImage:
    """Return a picture in the colours of screens; what shows through in a file that can have no holes is white."""
    space = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if image.colorSpace().isValid() and image.colorSpace() != space:
        image = image.convertedToColorSpace(space)
    if keep_alpha and image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat


def _written(image: QImage, kind: str, quality: int) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(quality)
    writer.setOptimizedWrite(True)
    if not writer.write(image):
        raise BadInput("artwork.unreadable")
    return bytes(held.data())
