"""The table of buyers with the line below it: what the chosen cells are, and what the buyer said of them."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from crossreel.domain.redelivery import SentState
from crossreel.domain.views.delivery_board import DeliveryBoard
from crossreel.i18n.delivery_words import cell_words
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, number
from crossreel.ui.kit import theme
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.places.deliveries.board_paint import MARKS, BoardCellPaint, BuyerHeader, EpisodeNumbers
from crossreel.ui.places.deliveries.board_table import BoardTable

Places = Sequence[tuple[int, str]]


class BoardPane(QWidget):
    """`due_asked` carries a buyer's code; `opened` an episode and a column; `accepted` and `rejected` a buyer and cells."""

    due_asked = Signal(str)
    opened = Signal(object, str)
    accepted = Signal(str, object)
    rejected = Signal(str, object)

    def __init__(self, *, may_write: bool) -> None:
        super().__init__()
        self._may_write = may_write
        self.model = BoardTable()
        self.table = _table(self.model)
        self.due = button(_("What would I have to send today?"))
        self.open_cell, self.accept, self.reject = button(_("Open")), button(_("Accepted by the buyer")), button(_("Rejected…"))
        self.accept.setToolTip(_("The buyer accepted the chosen cells."))
        self.reject.setToolTip(_("The buyer rejected the chosen cells: they go back to work with its words."))
        self.told = ElidedLabel("", "second", filling=True)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label(_("What each buyer has"), "heading"))
        for state in SentState:
            head.addLayout(_legend(state))
        head.addStretch(1)
        head.addWidget(self.due)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        for each in (self.open_cell, self.accept, self.reject):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._connect()
        self._tell()

    def _connect(self) -> None:
        chosen: Callable[..., Any] = lambda *_ignored: self._tell()  # noqa: E731
        self.table.selectionModel().selectionChanged.connect(chosen)
        self.table.selectionModel().currentChanged.connect(chosen)
        self.table.activated.connect(self._open)
        self.table.verticalHeader().sectionClicked.connect(self._choose_row)
        self.table.horizontalHeader().sectionClicked.connect(self.table.selectColumn)
        self.due.clicked.connect(lambda: self.due_asked.emit(self.buyer()))
        self.open_cell.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.accept.clicked.connect(lambda: self.accepted.emit(self.buyer(), self.sent_cells()))
        self.reject.clicked.connect(lambda: self.rejected.emit(self.buyer(), self.sent_cells()))

    def show_board(self, board: DeliveryBoard | None) -> None:
        """Show what was read; the first cell is the current one where none was."""
        self.model.show_board(board)
        if not self.table.currentIndex().isValid() and self.model.rowCount() and self.model.columnCount():
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self.model.index(0, 0), none)
        self._tell()

    def buyer(self) -> str:
        """Return the code of the buyer in whose row the hands are, "" for none."""
        row = self.model.row_at(self.table.currentIndex().row())
        return row.buyer if row is not None else ""

    def chosen(self) -> list[QModelIndex]:
        """Return the chosen cells of one buyer: those selected, else the current one."""
        here = self.table.currentIndex()
        selected = self.table.selectionModel().selectedIndexes() or ([here] if here.isValid() else [])
        return [index for index in selected if (row := self.model.row_at(index.row())) is not None and row.buyer == self.buyer()]

    def sent_cells(self) -> list[tuple[int, str]]:
        """Return id of the episode and column of the chosen cells that the buyer was sent."""
        cells = [(self.model.cell_at(index), self.model.place_at(index)) for index in self.chosen()]
        return [place for cell, place in cells if place is not None and cell is not None and cell.state is not SentState.NEVER]

    def about(self) -> str:
        """Return what the chosen cells are, in words."""
        chosen = self.chosen()
        if not chosen:
            return ""
        if len(chosen) > 1:
            words = _n("{buyer}: {count} cell chosen", "{buyer}: {count} cells chosen", len(chosen))
            return words.format(buyer=self.buyer(), count=number(len(chosen)))
        row, cell = self.model.row_at(chosen[0].row()), self.model.cell_at(chosen[0])
        if row is None or cell is None:
            return ""
        told = _("{buyer}, {language}, episode {episode}: {words}")
        return told.format(
            buyer=row.buyer,
            language=language_name(row.column),
            episode=self.model.number_at(chosen[0].column()),
            words=cell_words(cell),
        )

    def _tell(self) -> None:
        buyer, sent = self.buyer(), bool(self.sent_cells())
        self.told.setText(self.about())
        self.open_cell.setEnabled(self.table.currentIndex().isValid())
        for each in (self.accept, self.reject):
            each.setEnabled(sent and self._may_write)
        words = (
            _("What would I have to send to {buyer} today?").format(buyer=buyer) if buyer else _("What would I have to send today?")
        )
        self.due.setText(words)
        self.due.setEnabled(bool(buyer))

    def _open(self, index: QModelIndex) -> None:
        place = self.model.place_at(index)
        if place is not None:
            self.opened.emit(place[0], place[1])

    def _choose_row(self, row: int) -> None:
        self.table.selectRow(row)
        self.table.setFocus(Qt.FocusReason.MouseFocusReason)


def _table(model: BoardTable) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(BoardCellPaint(table))
    table.setAccessibleName(_("What each buyer has"))
    table.setShowGrid(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setVerticalHeader(BuyerHeader(table))
    table.setHorizontalHeader(EpisodeNumbers(table))
    return table


def _legend(state: SentState) -> QHBoxLayout:
    icon, token = MARKS[state]
    mark = QLabel()
    mark.setPixmap(theme.pixmap(icon, token, 12))
    row = QHBoxLayout()
    row.setSpacing(5)
    row.addWidget(mark)
    row.addWidget(label(sentence(f"delivery.sent_{state.value}"), "hint"))
    return row
