"""The picture under the mouse: a small still of the time that the seek bar points at."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.caption import Picture
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.kept import Kept
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.posters import Posters, image_of, pixmap_bytes
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.places.screening.reel import Reel
from crossreel.ui.places.screening.remarks import short_clock

STILL_PX, WIDEST_PX, WORDS_PX, PAD_PX = 160, 220, 22, 5
KEPT_BYTES = 8 << 20
STEP_MS = 1000
Key = tuple[str, int]


class Peek(QWidget):
    """Stands above the bar while the mouse is on it. Stills are read one at a time, the newest wish first, and kept."""

    def __init__(self, workspace: Workspace, reel: Reel, bar: QWidget) -> None:
        super().__init__(bar, Qt.WindowType.ToolTip)
        self._reel, self._bar = reel, bar
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._workspace = workspace
        self._kept: Kept[Key, QPixmap | None] = Kept(KEPT_BYTES, pixmap_bytes)
        self._posters = Posters(workspace, self)
        self._posters.arrived.connect(self.update)
        self._media: Version | None = None
        self._key: Key | None = None
        self._words = ""
        self._wanted: tuple[Key, Version] | None = None
        self._busy = False

    def point(self, at_ms: int, x: int) -> None:
        """Show the still of a time of the title above a place of the bar; a negative time hides it."""
        if at_ms < 0 or not self._reel.time.total_ms:
            self.hide()
            return
        index, within = self._reel.time.place(at_ms)
        item = self._reel.items[index]
        number = numbers.number(item.episode.number)
        self._words = _("Episode {number} · {time}").format(number=number, time=short_clock(within))
        self._media = media = item.media
        self._key = (media.stretch, within // STEP_MS) if media is not None else None
        if self._key is not None and media is not None and self._key not in self._kept:
            self._wanted = (self._key, media)
            self._read()
        wide = min(WIDEST_PX, round(STILL_PX * media.width / media.height)) if media is not None and media.height else 90
        self._stand(self._bar.mapToGlobal(QPoint(x, 0)), max(wide, 96) + 2 * PAD_PX)
        self.show()
        self.update()

    def _stand(self, over: QPoint, wide: int) -> None:
        high, left = STILL_PX + WORDS_PX + 2 * PAD_PX, over.x() - wide // 2
        screen = self.screen().availableGeometry() if self.screen() is not None else QRect()
        if not screen.isEmpty():
            left = max(screen.left(), min(left, screen.right() - wide))
        self.setGeometry(left, over.y() - high - 4, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the still, or the episode's poster until it is there."""
        painter, colours = QPainter(self), theme.active()
        painter.fillRect(self.rect(), colours.colour("raised"))
        painter.setPen(colours.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        box = self.rect().adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX - WORDS_PX)
        still = self._kept.get(self._key) if self._key is not None else None
        shown = still if still is not None else self._posters.get(self._media)
        if shown is not None:
            size = shown.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
            at = QRect(box.center().x() - size.width() // 2, box.center().y() - size.height() // 2, size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(at, shown)
        painter.setPen(colours.colour("text"))
        painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
        words = QRect(0, box.bottom() + 1, self.width(), WORDS_PX + PAD_PX)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter.value), self._words)
        painter.end()

    def _read(self) -> None:
        if self._busy or self._wanted is None:
            return
        (key, media), self._wanted, self._busy = self._wanted, None, True
        still = self._workspace.desk.previewing.still
        took = partial(self._take, key)
        self._workspace.compute(call(still, media, key[1] * STEP_MS, STILL_PX), then=took, failed=lambda _error: took(None))

    def _take(self, key: Key, picture: Picture | None) -> None:
        self._busy = False
        self._kept[key] = QPixmap.fromImage(image_of(picture)) if picture is not None else None
        self.update()
        self._read()
