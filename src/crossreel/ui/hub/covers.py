"""Covers for painting: read, decoded and scaled off the GUI thread, only those that were asked for lately."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from crossreel.kernel.kept import Kept
from crossreel.services.desk import Desk
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.posters import pixmap_bytes
from crossreel.ui.hub.workspace import Workspace

KEPT_BYTES = 48 << 20
MOST_AT_ONCE = 2
HEIGHT_PX = 600


class Covers(QObject):
    """`arrived` carries the id of the title whose cover can be painted now."""

    arrived = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._kept: Kept[int, QPixmap | None] = Kept(KEPT_BYTES, pixmap_bytes)
        self._wanted: OrderedDict[int, int] = OrderedDict()
        self._asked = 0

    @classmethod
    def of(cls, workspace: Workspace) -> "Covers":
        """Return the workspace's one store of covers, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def get(self, title_id: int, cover_id: int | None) -> QPixmap | None:
        """Return a cover at once, or None and ask for it; the newest wish is served first."""
        if cover_id is None:
            return None
        if cover_id in self._kept:
            return self._kept[cover_id]
        self._wanted[cover_id] = title_id
        self._wanted.move_to_end(cover_id)
        self._next()
        return None

    def _next(self) -> None:
        while self._wanted and self._asked < MOST_AT_ONCE:
            cover_id, title_id = self._wanted.popitem()
            self._asked += 1
            self._workspace.compute(
                call(read_cover, self._workspace.desk, title_id),
                then=partial(self._take, cover_id, title_id),
                failed=partial(self._fail, cover_id),
            )

    def _take(self, cover_id: int, title_id: int, image: QImage | None) -> None:
        self._asked -= 1
        self._kept[cover_id] = QPixmap.fromImage(image) if image is not None else None
        self.arrived.emit(title_id)
        self._next()

    def _fail(self, cover_id: int, _error: BaseException) -> None:
        self._asked -= 1
        self._kept[cover_id] = None
        self._next()


def read_cover(desk: Desk, title_id: int) -> QImage | None:
    """Read a title's cover and scale it to what a card can show; None without one or when it is no picture."""
    stored = desk.cataloging.cover(title_id)
    if stored is None:
        return None
    image = QImage.fromData(stored.data)
    if image.isNull():
        return None
    if image.height() > HEIGHT_PX:
        size = QSize(round(image.width() * HEIGHT_PX / image.height()), HEIGHT_PX)
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image
