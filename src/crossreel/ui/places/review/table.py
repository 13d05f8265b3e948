"""The list of the queue: dense rows, a bar for the risk of each."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.places.review.rows import DRAFT, EPISODE, LANGUAGE, RISK, RISK_ROLE, SOURCE, TIME, TITLE, QueueRows
from crossreel.ui.places.review.words import risk_token

BAR_PX, BAR_HIGH_PX, EDGE_PX = 24, 6, 6
ROW_PX = 28
WIDTHS = {TITLE: 70, EPISODE: 38, TIME: 78, LANGUAGE: 84, RISK: 72}


class RiskDelegate(QStyledItemDelegate):
    """Paints how risky a line is as a bar, with the word beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint a cell."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        risk, look = float(index.data(RISK_ROLE)), theme.active()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        cell = QRectF(option.rect)
        left = cell.right() - EDGE_PX - BAR_PX if mirrored else cell.left() + EDGE_PX
        bar = QRectF(left, cell.center().y() - BAR_HIGH_PX / 2, BAR_PX, BAR_HIGH_PX)
        filled = max(3.0, BAR_PX * risk)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line"))
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(look.colour(risk_token(risk)))
        painter.drawRoundedRect(QRectF(bar.right() - filled if mirrored else bar.left(), bar.top(), filled, bar.height()), 3, 3)
        painter.setFont(theme.font(theme.LABEL_PX))
        painter.setPen(look.colour("text2"))
        beside = cell.adjusted(EDGE_PX, 0, -2 * EDGE_PX - BAR_PX, 0) if mirrored else cell.adjusted(2 * EDGE_PX + BAR_PX, 0, 0, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        words = QFontMetrics(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, round(beside.width()))
        painter.drawText(beside, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class QueueTable(QTableView):
    """One line is chosen at a time: `turned(row)` says which, -1 for none; `entered_line` is Enter on it."""

    turned = Signal(int)
    entered_line = Signal()

    def __init__(self, rows: QueueRows) -> None:
        super().__init__()
        self.setModel(rows)
        self.setAccessibleName(_("Drafted lines, the riskiest first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(RISK, RiskDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        for column in (SOURCE, DRAFT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.turned.emit(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)

    def show_titles(self, shown: bool) -> None:
        """Show which title each line is of, or not."""
        self.setColumnHidden(TITLE, not shown)

    def turn(self, row: int) -> None:
        """Choose a line, and show a few of those that follow."""
        model = self.model()
        if 0 <= row < model.rowCount():
            self.scrollTo(model.index(min(row + 3, model.rowCount() - 1), EPISODE))
            self.setCurrentIndex(model.index(row, EPISODE))
