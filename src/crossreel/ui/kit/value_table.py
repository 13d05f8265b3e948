"""A small table of texts to write in: a row for each thing, what always holds in grey until something else is written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from crossreel.ui.kit import theme

ROW_PX = 30
Place = tuple[str, int]


class ValueTable(QTableWidget):
    """`written(key, column, text)` says what was written in a row; an empty text takes it away.

    Args:
        headings: of the rows' names and of each column of values, translated.
        name: what the table is, to a screen reader.
        most_rows: how many rows it is high; further ones are scrolled to.
        first_px: how wide the names of rows are; 0 as the others.
    """

    written = Signal(str, int, str)

    def __init__(self, headings: Sequence[str], name: str, most_rows: int = 8, *, first_px: int = 0) -> None:
        super().__init__(0, len(headings))
        self._keys: list[str] = []
        self._defaults: dict[Place, str] = {}
        self._most_rows = most_rows
        self._may_change = True
        self.setHorizontalHeaderLabels(list(headings))
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headings)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if first_px:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(0, first_px)
        self.itemChanged.connect(self._changed)

    def show_rows(
        self, rows: Sequence[tuple[str, str]], values: Mapping[Place, str], defaults: Mapping[Place, str], *, may_change: bool
    ) -> None:
        """Show other rows.

        Args:
            rows: their keys and names.
            values: what is written, by key and column from 1.
            defaults: what holds where nothing is written.
            may_change: whether it can be written in.
        """
        held = self.blockSignals(True)
        keys = [key for key, _name in rows]
        if keys != self._keys:
            self._keys = keys
            self.setRowCount(len(rows))
        self._defaults, self._may_change = dict(defaults), may_change
        for at, (key, name) in enumerate(rows):
            self._put(at, 0, name, own=True, may_change=False)
            for column in range(1, self.columnCount()):
                written = values.get((key, column), "")
                self._put(at, column, written or self._defaults.get((key, column), ""), own=bool(written), may_change=may_change)
        self.setFixedHeight(ROW_PX * min(max(1, len(rows)), self._most_rows) + self.horizontalHeader().sizeHint().height() + 4)
        self.blockSignals(held)

    def _put(self, row: int, column: int, text: str, *, own: bool, may_change: bool) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setText(text)
        item.setToolTip(text)
        item.setForeground(theme.active().colour("text" if own else "text3"))
        editable = Qt.ItemFlag.ItemIsEditable if may_change else Qt.ItemFlag.NoItemFlags
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | editable)

    def _changed(self, item: QTableWidgetItem) -> None:
        key, text = self._keys[item.row()], item.text().strip()
        if item.column() and self._may_change:
            default = self._defaults.get((key, item.column()), "")
            self.written.emit(key, item.column(), "" if text == default else text)
