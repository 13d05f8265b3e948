"""Small stills of episodes for painting, made off the GUI thread and kept."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.caption import Picture
from crossreel.kernel.kept import Kept
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

HEIGHT_PX = 96
KEPT_BYTES = 12 << 20


class Posters(QObject):
    """`arrived` says that one more can be painted. One is made at a time, so that nothing else waits."""

    arrived = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, height: int = HEIGHT_PX) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._height = height
        self._kept: Kept[str, QPixmap | None] = Kept(KEPT_BYTES, pixmap_bytes)
        self._wanted: OrderedDict[str, Version] = OrderedDict()
        self._busy = False

    def get(self, media: Version | None) -> QPixmap | None:
        """Return a still at once, or None and ask for it."""
        if media is None or not media.content_key:
            return None
        key = media.stretch
        if key in self._kept:
            return self._kept[key]
        self._wanted.setdefault(key, media)
        self._next()
        return None

    def _next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        key, media = self._wanted.popitem(last=False)
        poster = self._workspace.desk.previewing.poster
        self._workspace.compute(call(poster, media, self._height), then=partial(self._take, key), failed=partial(self._fail, key))

    def _take(self, key: str, picture: Picture | None) -> None:
        self._keep(key, QPixmap.fromImage(image_of(picture)) if picture is not None else None)
        self.arrived.emit()

    def _fail(self, key: str, _error: BaseException) -> None:
        self._keep(key, None)

    def _keep(self, key: str, pixmap: QPixmap | None) -> None:
        self._kept[key] = pixmap
        self._busy = False
        self._next()


def pixmap_bytes(pixmap: QPixmap | None) -> int:
    """Return how many bytes a pixmap holds."""
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8 if pixmap is not None else 0


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt paints it; the bytes are copied."""
    size = picture.width, picture.height
    return QImage(picture.data, *size, picture.width * 4, QImage.Format.Format_RGBA8888_Premultiplied).copy()
