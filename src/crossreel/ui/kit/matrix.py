"""What matrices of episodes and columns share: headers that paint themselves, and cells that files are dropped on."""

from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crossreel.ui.kit import theme

Index = QModelIndex | QPersistentModelIndex


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this machine among what is dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class MatrixHeader(QHeaderView):
    """A header whose sections are chosen by a click and have a menu; what stands in one is painted by `paint_head`.

    Args:
        orientation: across for columns, down for episodes.
        name: for screen readers.
        size: its height across, its width down, in pixels.
    """

    def __init__(self, orientation: Qt.Orientation, name: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._size = size
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Leave the room that it was made with."""
        usual = super().sizeHint()
        across = self.orientation() is Qt.Orientation.Horizontal
        return QSize(usual.width(), self._size) if across else QSize(self._size, usual.height())

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the ground of a section, the line below it and what stands in it."""
        colours = theme.active()
        line = "line" if self.orientation() is Qt.Orientation.Horizontal else "raised"
        painter.save()
        painter.fillRect(rect, colours.colour("ground"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours.colour(line))
        self.paint_head(painter, rect, logical_index)
        painter.restore()

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint what stands in a section."""
        raise NotImplementedError


class MatrixModel(QAbstractTableModel):
    """A model whose cells take files; `take_files` says what becomes of them."""

    def take_files(self, paths: tuple[Path, ...], index: Index) -> bool:
        """Take files that were dropped on a cell; False where it takes none."""
        raise NotImplementedError

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Take files on cells only."""
        return data.hasUrls() and parent.isValid()

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Say which files were dropped on which cell."""
        paths = local_paths(data)
        return bool(paths) and self.take_files(paths, parent)

    def mimeTypes(self) -> list[str]:
        """Take files."""
        return ["text/uri-list"]

    def supportedDropActions(self) -> Qt.DropAction:
        """Copy: an import never moves files."""
        return Qt.DropAction.CopyAction
