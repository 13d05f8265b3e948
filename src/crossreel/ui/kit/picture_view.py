"""The picture: a portrait frame at full height, captions and the phone's own buttons painted on the same surface."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.ui.kit import theme
from crossreel.ui.kit.picture_overlay import Overlay, draw_phone, hide_part, phone_edge, picture_image

FrameSource = Callable[[], memoryview | None]
RESIZE_REST_MS = 250


class PictureView(QWidget):
    """Paints the newest frame of a player, letterboxed but never squeezed, on whole pixels: frame for frame it is only copied,
    and what lies over it was drawn once.

    `frame_size_wanted(width, height)` asks, in device pixels, for frames of the size shown, once the view rests at a
    size. `clicked` is a click on the picture, `menu_wanted(point)` one with the other button. `painted` says that a frame was.
    """

    frame_size_wanted = Signal(int, int)
    clicked = Signal()
    menu_wanted = Signal(object)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: FrameSource | None = None
        self._frame_size = QSize()
        self._asked = QSize()
        self._last = QImage()
        self._poster = QImage()
        self._captions: tuple[Picture, ...] = ()
        self._made_for = QSize(1, 1)
        self._zone: SafeZone | None = None
        self._phone = False
        self._hidden: Box | None = None
        self._hides = ""
        self._overlay: Overlay | None = None
        self._sentence = ""
        self.aspect = 9 / 16
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 160)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._rest = QTimer(self, singleShot=True, interval=RESIZE_REST_MS)
        self._rest.timeout.connect(self._ask_size)

    def set_aspect(self, width: int, height: int) -> None:
        """Say the shape of the picture; 9:16 where nothing is known."""
        self.aspect = shape(width, height)
        self.updateGeometry()
        self._rest.start()
        self._draw_anew()

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

    def set_captions(self, captions: Sequence[Picture], width: int = 1, height: int = 1) -> None:
        """Show captions that were made for a frame of `width` x `height`."""
        if tuple(captions) != self._captions or self._made_for != QSize(width, height):
            self._captions, self._made_for = tuple(captions), QSize(width, height)
            if self._overlay is not None:
                self._overlay.set_captions(self._captions, self._made_for)
            self.update()

    def set_zone(self, zone: SafeZone | None) -> None:
        """Tint what a phone app covers; None shows the bare picture."""
        self._zone = zone
        self._draw_anew()

    def set_phone(self, shown: bool) -> None:
        """Show a phone round the picture, or not."""
        self._phone = shown
        self._rest.start()
        self._draw_anew()

    def set_hidden(self, box: Box | None, how: str) -> None:
        """Hide a part of the picture, in percent of it, by a "blur" or a "box"; None shows all of it."""
        if (box, how) != (self._hidden, self._hides):
            self._hidden, self._hides = box, how
            self.update()

    def show_frame(self) -> None:
        """Paint the newest frame; nothing round the picture is touched."""
        self.update(self.picture_rect().toAlignedRect())

    def set_sentence(self, sentence: str) -> None:
        """Say in the picture why there is none; "" says nothing."""
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def seen(self) -> QImage:
        """Return the picture with its captions, in device pixels, without zone and phone; null before the first frame."""
        if self._frame() is None and self._last.isNull():
            return QImage()
        size = self.frame_size()
        image, box = QImage(size, QImage.Format.Format_RGB32), QRectF(0, 0, size.width(), size.height())
        painter = QPainter(image)
        self._paint_frame(painter, box)
        overlay = Overlay(box, 1.0, None, edge=0.0)
        overlay.set_captions(self._captions, self._made_for)
        overlay.paint(painter)
        painter.end()
        return image

    def picture_rect(self) -> QRectF:
        """Return where the picture stands: the whole height, unless the width does not allow it; on whole pixels of the screen."""
        ratio, size = self.devicePixelRatioF(), self.frame_size()
        left = (round(self.width() * ratio) - size.width()) // 2
        top = (round(self.height() * ratio) - size.height()) // 2
        return QRectF(left / ratio, top / ratio, size.width() / ratio, size.height() / ratio)

    def frame_size(self) -> QSize:
        """Return the size of the picture as shown, in device pixels, even numbers."""
        return self._size_of(self.aspect)

    def frame_size_of(self, width: int, height: int) -> QSize:
        """Return the size at which a picture of another shape would be shown, as `frame_size` does."""
        return self._size_of(shape(width, height))

    def _size_of(self, aspect: float) -> QSize:
        ratio = self.devicePixelRatioF()
        edge = 2 * self._edge()
        wide, high = self.width() - edge, self.height() - edge
        shown = min(wide, high * aspect)
        return QSize(_even(shown * ratio), _even(shown / aspect * ratio))

    def _edge(self) -> float:
        return phone_edge(self.height()) if self._phone else 0.0

    def sizeHint(self) -> QSize:
        """Prefer the width that the height gives."""
        return QSize(round(max(self.height(), 320) * self.aspect), max(self.height(), 320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for frames of the new size once it rests."""
        super().resizeEvent(event)
        self._rest.start()
        self._overlay = None

    def changeEvent(self, event: QEvent) -> None:
        """Draw what lies over the picture again in another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw_anew()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Report clicks with the other button."""
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Report clicks on the picture."""
        if event.button() == Qt.MouseButton.LeftButton and self.picture_rect().contains(event.position()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame or poster, then what lies over it."""
        painter = QPainter(self)
        box = self.picture_rect()
        if not box.toAlignedRect().contains(event.rect()):
            painter.fillRect(event.rect(), theme.active().colour("ground"))
            if self._phone:
                draw_phone(painter, box, self._edge())
        self._paint_frame(painter, box)
        if self._overlay is None or not self._overlay.fits(box, self.devicePixelRatioF()):
            zone = None if self._sentence else self._zone
            self._overlay = Overlay(box, self.devicePixelRatioF(), zone, edge=self._edge())
            self._overlay.set_captions(self._captions, self._made_for)
        self._overlay.paint(painter)
        if self._sentence:
            self._paint_sentence(painter, box)
        painter.end()
        if self._frame() is not None:
            self.painted.emit()

    def _draw_anew(self) -> None:
        self._overlay = None
        self.update()

    def _paint_frame(self, painter: QPainter, box: QRectF) -> None:
        frame = self._frame()
        image = self._wrapped(frame) if frame is not None else self._poster if self._last.isNull() else self._last
        if image.isNull():
            painter.fillRect(box, QColor("black") if theme.active().dark else theme.active().colour("hover"))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.size() != self.frame_size())
        painter.drawImage(box, image)
        if self._hidden is not None:
            hide_part(painter, image, box, self._hidden, self._hides)
        if self._sentence and frame is None:
            painter.fillRect(box, QColor(0, 0, 0, 130))

    def _wrapped(self, frame: memoryview) -> QImage:
        width, height = self._frame_size.width(), self._frame_size.height()
        return QImage(frame, width, height, width * 4, QImage.Format.Format_RGB32)

    def _frame(self) -> memoryview | None:
        """Return the newest frame; one of another size is left from before a player was opened anew."""
        frame = self._source() if self._source is not None else None
        expected = self._frame_size.width() * self._frame_size.height() * 4
        return frame if frame is not None and frame.nbytes == expected > 0 else None

    def _keep_last(self) -> None:
        frame = self._frame()
        if frame is not None:
            self._last = self._wrapped(frame).copy()

    def _paint_sentence(self, painter: QPainter, box: QRectF) -> None:
        covered = not self._poster.isNull() or not self._last.isNull()
        painter.setFont(theme.font(theme.TEXT_PX))
        painter.setPen(QColor("white") if covered or theme.active().dark else theme.active().colour("text2"))
        inner = QRectF(box.topLeft() + QPointF(24, 24), box.bottomRight() - QPointF(24, 24))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)

    def _ask_size(self) -> None:
        size = self.frame_size()
        if size != self._asked:
            self._asked = size
            self.frame_size_wanted.emit(size.width(), size.height())


def shape(width: int, height: int) -> float:
    """Return width by height of a picture; 9:16 where nothing is known."""
    return width / height if width > 0 and height > 0 else 9 / 16


def _even(pixels: float) -> int:
    return max(2, round(pixels / 2) * 2)
