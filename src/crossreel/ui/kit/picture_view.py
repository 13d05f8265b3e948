"""The picture: a portrait frame at full height, the caption and the phone's own buttons painted on the same surface."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.ui.kit import theme

FrameSource = Callable[[], memoryview | None]
CANVAS_WIDTH, CANVAS_HEIGHT = 1080.0, 1920.0
RESIZE_TOLERANCE_PX = 24
RESIZE_REST_MS = 250


def picture_image(picture: Picture) -> QImage:
    """Return a picture from below as an image with its own memory."""
    made = QImage(picture.data, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBA8888_Premultiplied)
    return made.copy()


class PictureView(QWidget):
    """Paints the newest frame of a player, letterboxed but never squeezed.

    `frame_size_wanted(width, height)` asks, in device pixels, for frames of the size shown, once the view rests at a
    size. `clicked` is a click on the picture.
    """

    frame_size_wanted = Signal(int, int)
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: FrameSource | None = None
        self._frame_size = QSize()
        self._asked = QSize()
        self._last = QImage()
        self._poster = QImage()
        self._caption = QImage()
        self._caption_box = QRectF()
        self._made_for = QSize(1, 1)
        self._zone: SafeZone | None = None
        self._sentence = ""
        self.aspect = 9 / 16
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 160)
        self._rest = QTimer(self, singleShot=True, interval=RESIZE_REST_MS)
        self._rest.timeout.connect(self._ask_size)

    def set_aspect(self, width: int, height: int) -> None:
        """Say the shape of the picture; 9:16 where nothing is known."""
        self.aspect = width / height if width > 0 and height > 0 else 9 / 16
        self.updateGeometry()
        self._rest.start()
        self.update()

    def set_source(self, source: FrameSource | None, width: int = 0, height: int = 0) -> None:
        """Take frames (BGRX, `width` x `height`) from a player; None leaves the poster. The last frame stays until the next."""
        self._keep_last()
        if source is None:
            self._last = QImage()
        self._source, self._frame_size = source, QSize(width, height)
        self.update()

    def set_poster(self, poster: Picture | None) -> None:
        """Show a still while there is no frame."""
        self._poster = QImage() if poster is None else picture_image(poster)
        self._last = QImage()
        self.update()

    def set_caption(self, caption: Picture | None, width: int = 1, height: int = 1) -> None:
        """Show a caption that was made for a frame of `width` x `height`."""
        self._caption = QImage() if caption is None else picture_image(caption)
        self._caption_box = QRectF() if caption is None else QRectF(caption.x, caption.y, caption.width, caption.height)
        self._made_for = QSize(width, height)
        self.update()

    def set_zone(self, zone: SafeZone | None) -> None:
        """Tint what a phone app covers; None shows the bare picture."""
        self._zone = zone
        self.update()

    def set_sentence(self, sentence: str) -> None:
        """Say in the picture why there is none; "" says nothing."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def picture_rect(self) -> QRectF:
        """Return where the picture stands: the whole height, unless the width does not allow it."""
        width, height = float(self.width()), float(self.height())
        shown_width = min(width, height * self.aspect)
        shown_height = shown_width / self.aspect
        return QRectF((width - shown_width) / 2, (height - shown_height) / 2, shown_width, shown_height)

    def frame_size(self) -> QSize:
        """Return the size of the picture as shown, in device pixels, even numbers."""
        box, ratio = self.picture_rect(), self.devicePixelRatioF()
        return QSize(max(2, round(box.width() * ratio / 2) * 2), max(2, round(box.height() * ratio / 2) * 2))

    def sizeHint(self) -> QSize:
        """Prefer the width that the height gives."""
        return QSize(round(max(self.height(), 320) * self.aspect), max(self.height(), 320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for frames of the new size once it rests."""
        super().resizeEvent(event)
        self._rest.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report clicks on the picture."""
        if event.button() == Qt.MouseButton.LeftButton and self.picture_rect().contains(event.position()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame or poster, zone, caption and sentence, in this order."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = self.picture_rect()
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(box, QColor("black") if theme.active().dark else theme.active().colour("hover"))
        self._paint_frame(painter, box)
        if self._sentence:
            self._paint_sentence(painter, box)
        elif self._zone is not None:
            self._paint_zone(painter, box, self._zone)
        if not self._caption.isNull():
            painter.drawImage(self._placed(box), self._caption)
        painter.end()

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        frame = self._frame()
        if frame is not None:
            painter.drawImage(box, self._wrapped(frame))
            return
        still = self._poster if self._last.isNull() else self._last
        if still.isNull():
            return
        painter.drawImage(box, still)
        if self._sentence:
            painter.fillRect(box, QColor(0, 0, 0, 130))

    def _wrapped(self, frame: memoryview) -> QImage:
        width, height = self._frame_size.width(), self._frame_size.height()
        return QImage(frame, width, height, width * 4, QImage.Format.Format_RGB32)

    def _frame(self) -> memoryview | None:
        """Return the newest frame; one of another size is left from before a player was opened anew."""
        frame = self._source() if self._source is not None else None
        expected = self._frame_size.width() * self._frame_size.height() * 4
        return frame if frame is not None and frame.nbytes >= expected > 0 else None

    def _keep_last(self) -> None:
        frame = self._frame()
        if frame is not None:
            self._last = self._wrapped(frame).copy()

    def _placed(self, box: QRectF) -> QRectF:
        across, down = box.width() / self._made_for.width(), box.height() / self._made_for.height()
        at = self._caption_box
        return QRectF(box.x() + at.x() * across, box.y() + at.y() * down, at.width() * across, at.height() * down)

    def _paint_zone(self, painter: QPainter, box: QRectF, zone: SafeZone) -> None:
        colour = theme.load("dark").colour("finding")
        pen = QPen(QColor(colour.red(), colour.green(), colour.blue(), 150), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 44))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for covered in zone.covered:
            painter.drawRect(_on_picture(covered, box).adjusted(0, 0, -1, -1))
        if not zone.covered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(_on_picture(zone.text, box))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_sentence(self, painter: QPainter, box: QRectF) -> None:
        covered = not self._poster.isNull() or not self._last.isNull()
        painter.setFont(theme.font(theme.TEXT_PX))
        painter.setPen(QColor("white") if covered or theme.active().dark else theme.active().colour("text2"))
        inner = QRectF(box.topLeft() + QPointF(24, 24), box.bottomRight() - QPointF(24, 24))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)

    def _ask_size(self) -> None:
        size = self.frame_size()
        near = abs(size.width() - self._asked.width()) <= RESIZE_TOLERANCE_PX
        if near and abs(size.height() - self._asked.height()) <= RESIZE_TOLERANCE_PX:
            return
        self._asked = size
        self.frame_size_wanted.emit(size.width(), size.height())


def _on_picture(box: Box, picture: QRectF) -> QRectF:
    across, down = picture.width() / CANVAS_WIDTH, picture.height() / CANVAS_HEIGHT
    return QRectF(picture.x() + box.x * across, picture.y() + box.y * down, box.width * across, box.height * down)
