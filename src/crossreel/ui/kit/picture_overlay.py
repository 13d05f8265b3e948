"""What lies over the picture, drawn once and only copied with each frame: rounded corners, an app's zones, captions, the phone."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.hiding import block_px
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.ui.kit import theme

CANVAS_WIDTH, CANVAS_HEIGHT = 1080.0, 1920.0
PHONE_EDGE_SHARE = 0.016  # of the height: the case round the screen
PHONE_RADIUS_SHARE = 0.085  # of the width of the screen
CAMERA_SHARE = 0.042
CASE, CASE_EDGE = "#050607", "#4a5462"


def picture_image(picture: Picture) -> QImage:
    """Return a picture from below as an image with its own memory."""
    made = QImage(picture.data, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    return made.copy()


class Overlay:
    """Small images in their places over a picture that stands at `box`; what is between them costs nothing."""

    def __init__(self, box: QRectF, ratio: float, zone: SafeZone | None, *, edge: float) -> None:
        """Draw what stays; `edge` is the width of the phone's case, 0 without one."""
        self._box = box
        self._ratio = ratio
        self._edge = edge
        self._pieces: list[tuple[QRectF, QImage]] = []
        self._captions: list[tuple[QRectF, QImage]] = []
        if zone is not None:
            self._draw_zone(zone)
        self._draw_corners()

    def fits(self, box: QRectF, ratio: float) -> bool:
        """Tell whether this was drawn for such a place."""
        return box == self._box and ratio == self._ratio

    def set_captions(self, captions: Sequence[Picture], made_for: QSize) -> None:
        """Take captions, drawn for a frame of a size: of the size of the picture, but for a moment."""
        across, down = self._box.width() / made_for.width(), self._box.height() / made_for.height()
        self._captions = []
        for each in captions:
            left, top = self._box.x() + each.x * across, self._box.y() + each.y * down
            place = QRectF(left, top, each.width * across, each.height * down)
            size = QSize(round(place.width() * self._ratio), round(place.height() * self._ratio))
            image = picture_image(each).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
            if image.size() != size:
                image = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
            self._captions.append((place, image))

    def paint(self, painter: QPainter) -> None:
        """Copy it over the frame."""
        for place, image in (*self._pieces, *self._captions):
            painter.drawImage(place, image)

    def _piece(self, place: QRectF) -> tuple[QImage, QPainter]:
        """Return an empty image for a place, added to the rest, and a painter that paints where the widget would."""
        ratio = self._ratio
        left, top = round(place.left() * ratio), round(place.top() * ratio)
        image = QImage(
            max(1, round(place.right() * ratio) - left),
            max(1, round(place.bottom() * ratio) - top),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.fill(Qt.GlobalColor.transparent)
        self._pieces.append((QRectF(left / ratio, top / ratio, image.width() / ratio, image.height() / ratio), image))
        painter = QPainter(image)
        painter.scale(ratio, ratio)
        painter.translate(-left / ratio, -top / ratio)
        return image, painter

    def _draw_zone(self, zone: SafeZone) -> None:
        colour = theme.load("dark").colour("finding")
        pen = QPen(QColor(colour.red(), colour.green(), colour.blue(), 150), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        for covered in zone.covered or (zone.text,):
            place = _on_picture(covered, self._box).intersected(self._box)
            _image, painter = self._piece(place)
            painter.setPen(pen)
            if zone.covered:
                painter.fillRect(place, QColor(colour.red(), colour.green(), colour.blue(), 44))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            painter.end()

    def _draw_corners(self) -> None:
        """Cover the corners with what is round the picture."""
        box = self._box
        radius = box.width() * PHONE_RADIUS_SHARE if self._edge else float(theme.RADIUS)
        inner = QPainterPath()
        inner.addRoundedRect(box, radius, radius)
        outside = QPainterPath()
        outside.addRect(box)
        outside = outside.subtracted(inner)
        for x in (box.left(), box.right() - radius):
            for y in (box.top(), box.bottom() - radius):
                _image, painter = self._piece(QRectF(x, y, radius, radius))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.fillPath(outside, theme.active().colour("ground"))
                if self._edge:
                    painter.setClipPath(outside)
                    draw_phone(painter, box, self._edge)
                painter.end()
        if self._edge:
            self._draw_camera()

    def _draw_camera(self) -> None:
        across = self._box.width() * CAMERA_SHARE
        place = QRectF(self._box.center().x() - across / 2, self._box.top() + across * 0.7, across, across)
        _image, painter = self._piece(place.adjusted(-1, -1, 1, 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(CASE))
        painter.drawEllipse(place)
        painter.end()


def phone_edge(height: float) -> float:
    """Return how wide the case of a phone is round its screen, in a view of this height."""
    return max(6.0, round(height * PHONE_EDGE_SHARE))


def draw_phone(painter: QPainter, screen: QRectF, edge: float) -> None:
    """Draw the case of a phone round its screen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = screen.width() * PHONE_RADIUS_SHARE + edge
    painter.setPen(QPen(QColor(CASE_EDGE), 1.5))
    painter.setBrush(QColor(CASE))
    painter.drawRoundedRect(screen.adjusted(-edge + 1, -edge + 1, edge - 1, edge - 1), radius, radius)
    painter.restore()


def hide_part(painter: QPainter, image: QImage, picture: QRectF, part: Box, how: str) -> None:
    """Hide a part of a picture, in percent of it, by a "blur" of what is there or by a "box"."""
    across, down = picture.width() / 100, picture.height() / 100
    place = QRectF(picture.x() + part.x * across, picture.y() + part.y * down, part.width * across, part.height * down)
    if how == "box":
        painter.fillRect(place, QColor("black"))  # nothing of a white letter shines through
        return
    wide, high = image.width() / 100, image.height() / 100
    there = QRectF(part.x * wide, part.y * high, part.width * wide, part.height * high).toRect().intersected(image.rect())
    smooth = Qt.TransformationMode.SmoothTransformation
    block = block_px(image.width(), image.height())
    small = image.copy(there).scaled(max(1, there.width() // block), max(1, there.height() // block), mode=smooth)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, small.scaled(there.size(), mode=smooth))
    painter.restore()


def _on_picture(box: Box, picture: QRectF) -> QRectF:
    across, down = picture.width() / CANVAS_WIDTH, picture.height() / CANVAS_HEIGHT
    at = QPointF(picture.x() + box.x * across, picture.y() + box.y * down)
    return QRectF(at.x(), at.y(), box.width * across, box.height * down)
