"""The history panel: every step of the title, newest first; a press on one of one's own goes back or forward to it."""

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit, HistoryLine
from crossreel.i18n import numbers
from crossreel.i18n.differences import told
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.stepping import Stepping, scope
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.painting import paint_focus

LINE = Qt.ItemDataRole.UserRole + 1
MOST_LINES = 200
LINE_PX, CHANGE_PX = 52, 18
Index = QModelIndex | QPersistentModelIndex


class HistoryLines(QAbstractListModel):
    """The steps as they were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[HistoryLine, ...] = ()

    def set_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Take what was read."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many steps there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the sentence of a step, and the step itself under `LINE`."""
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence(line.label, line.facts)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            state = state_of(line) or (_("done") if line.done else _("undone"))
            changed = "\n".join(["", *told(line.differences, 12)])
            return f"{sentence(line.label, line.facts)}{changed}\n{line.author}, {numbers.when(line.at_ms)}, {state}"
        return None


def state_of(line: HistoryLine) -> str:
    """Return what is to be said of a step beside done and undone, "" for nothing."""
    if line.passed:
        return _("passed over")
    return _("undone in the catalog") if line.of_catalog else ""


class HistoryDelegate(QStyledItemDelegate):
    """Paints the sentence, then who and when; undone steps are grey and struck through."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text, and one for each thing that is told to have changed."""
        return QSize(240, LINE_PX + CHANGE_PX * len(told(index.data(LINE).differences)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one step; the newest done one of one's own carries the mark of where one stands."""
        line: HistoryLine = index.data(LINE)
        lines = index.model().lines  # type: ignore[attr-defined]
        here = next((each.edit_id for each in lines if each.done and each.own), None) == line.edit_id
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        colours = theme.active()
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, colours.colour("raised"))
        if here:
            edge = QStyle.visualRect(direction, rect, QRect(rect.x(), rect.y() + 4, 3, rect.height() - 8))
            painter.fillRect(edge, colours.colour("accent"))
        inner = rect.adjusted(16, 6, -16, -6)
        flow = int((QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter).value)
        font: QFont = theme.font(bold=here)
        font.setStrikeOut(not line.done and not line.passed)
        painter.setFont(font)
        painter.setPen(colours.colour("text" if line.done and line.replayable else "text3"))
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y(), inner.width(), 20), flow, words)
        painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
        painter.setPen(colours.colour("text2" if line.done else "text3"))
        who = " · ".join(filter(None, (isolated(line.author), numbers.when(line.at_ms), state_of(line))))
        said = told(line.differences)
        for place, words in enumerate([*said, who]):
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.x(), inner.y() + 22 + CHANGE_PX * place, inner.width(), CHANGE_PX), flow, shown)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect.adjusted(4, 2, -4, -2), 6)


class HistoryPanel(QWidget):
    """Reads the steps of the open title, in the catalog place those of the catalog, again after every edit."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.model = HistoryLines(self)
        self.list = QListView()
        self.list.setAccessibleName(_("History"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setStyleSheet("background: transparent;")
        self.list.clicked.connect(self.go_to)
        self.list.installEventFilter(self)
        self._hint = label(_("Press a step to go back to it, or forward again."), "hint", wrap=True)
        self._hint.setContentsMargins(16, 4, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        workspace.changed.connect(self._follow)
        workspace.opened_title.connect(self._reread)
        workspace.place_shown.connect(self._place_shown)
        workspace.renamed.connect(self._reread)
        self._shown: int | None = -1
        self._reread()

    def go_to(self, index: QModelIndex) -> None:
        """Make a step the newest one done; in the catalog, take back or bring back that one title."""
        line: HistoryLine | None = index.data(LINE)
        if line is None or not line.replayable:
            return
        stepping = Stepping(self._workspace, self._shown)
        if self._shown is None:
            stepping.turn(line.edit_id)
        else:
            stepping.go_to(line.edit_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the current step at Enter."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self.go_to(self.list.currentIndex())
            return True
        return False

    def _follow(self, edit: Edit) -> None:
        if edit.header.of_catalog if self._shown is None else edit.header.title_id == self._shown:
            self._reread()

    def _place_shown(self, _place: object) -> None:
        if scope(self._workspace) != self._shown:
            self._reread()

    def _reread(self, *_ignored: object) -> None:
        self._shown = scope(self._workspace)
        lines = self._workspace.desk.history.lines
        self._workspace.compute(call(lines, self._shown, MOST_LINES), then=self._take, topic="history")

    def _take(self, lines: tuple[HistoryLine, ...]) -> None:
        self.model.set_lines(lines)
        if self._shown is None:
            full, empty = _("Press a title’s line to take it out of the catalog, or to bring it back."), _("No title was made yet.")
        else:
            full, empty = _("Press a step to go back to it, or forward again."), _("Nothing has been changed in this title yet.")
            if not all(line.own for line in lines):
                full = _("Press a step of yours to go back to it, or forward again. Steps of others stay.")
        self._hint.setText(full if lines else empty)
