"""The picture of the artwork that is under the hands."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from crossreel.domain.catalog.artwork import Artwork
from crossreel.domain.catalog.title import Image
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

HIGH_PX = 180


class ArtworkPicture(QLabel):
    """Shows the picture of an artwork, small; nothing for any other record."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._wanted = 0
        self.setFixedHeight(HIGH_PX)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(_("Picture"))
        self.hide()

    def show_of(self, row: object) -> None:
        """Show the picture of a record."""
        self._wanted = row.id if isinstance(row, Artwork) else 0
        self.setVisible(bool(self._wanted))
        self.clear()
        if self._wanted:
            picture = self._workspace.desk.records.picture
            self._workspace.compute(call(picture, self._wanted), then=self._take, topic="records.picture")

    def _take(self, image: Image | None) -> None:
        if image is None or not self._wanted:
            return
        scale = self.devicePixelRatioF()
        shown = QImage.fromData(image.data).scaledToHeight(round(HIGH_PX * scale), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(scale)
        self.setPixmap(QPixmap.fromImage(shown))
