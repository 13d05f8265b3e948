"""Everything that a search found, with what replacing would make of it; a tick leaves one out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import SearchHit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
WHERE, BEFORE, AFTER = range(3)
HEADINGS = (N_("Where"), N_("Before"), N_("After"))
WHERE_PX = 230
HEAD_PX = 24
LEFT_TO_RIGHT, RIGHT_TO_LEFT, END_OF_DIRECTION = "\u2066", "\u2067", "\u2069"


class FoundLines(QAbstractTableModel):
    """One line for each cue that was found; those with a tick are replaced. `ticked` says that ticks were set or taken."""

    ticked = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.hits: tuple[SearchHit, ...] = ()
        self.names_title = False
        self._left_out: set[int] = set()

    def set_hits(self, hits: Sequence[SearchHit], *, names_title: bool) -> None:
        """Take what was found; what was left out before stays so."""
        self.beginResetModel()
        self.hits, self.names_title = tuple(hits), names_title
        self._left_out &= {hit.cue_id or 0 for hit in hits}
        self.endResetModel()
        self.ticked.emit()

    def start_afresh(self) -> None:
        """Leave nothing out: something else is looked for."""
        self._left_out.clear()

    def chosen(self) -> tuple[SearchHit, ...]:
        """Return the hits that bear a tick and would become another text."""
        return tuple(hit for hit in self.hits if hit.cue_id not in self._left_out and hit.after != hit.text)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many were found."""
        return 0 if parent.isValid() else len(self.hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a line be left out."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WHERE else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the heading of a column."""
        is_heading = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _(HEADINGS[section]) if is_heading else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what stands in a line, and its tick."""
        hit, column = self.hits[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == WHERE:
            return Qt.CheckState.Unchecked if hit.cue_id in self._left_out else Qt.CheckState.Checked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = (self._where(hit), hit.text, hit.after or "")[column]
            return (
                said if role != Qt.ItemDataRole.DisplayRole else _in_its_direction(said.replace("\n", " ⏎ "), hit.language, column)
            )
        if role == Qt.ItemDataRole.ForegroundRole:
            gone = hit.cue_id in self._left_out
            return theme.active().colour("text3" if gone else "text2" if column != AFTER else "text")
        if role == Qt.ItemDataRole.TextAlignmentRole and column != WHERE:
            side = Qt.AlignmentFlag.AlignRight if is_right_to_left(hit.language) else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter).value)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Set a tick or take it."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    def toggle(self, row: int) -> None:
        """Leave a line out, or take it in again."""
        cue_id = self.hits[row].cue_id or 0
        self._left_out ^= {cue_id}
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))
        self.ticked.emit()

    def _where(self, hit: SearchHit) -> str:
        place = (numbers.number(hit.episode_number or 0), clock(hit.start_ms, hours=False), hit.column)
        return " · ".join([*([hit.title_name] if self.names_title else []), *place])


class FoundView(QTableView):
    """The lines: Space sets a tick or takes it, Enter or a double click goes to the cue, Escape back to the field.

    `gone_to(row)`, `left` and `replace_wanted` (Ctrl+Enter) say what was asked for.
    """

    gone_to = Signal(int)
    left = Signal()
    replace_wanted = Signal()

    def __init__(self, lines: FoundLines) -> None:
        super().__init__()
        self.lines = lines
        self.setModel(lines)
        self.setAccessibleName(_("Matches"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.DENSE_ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(theme.DENSE_ROW_HEIGHT)
        heads = self.horizontalHeader()
        heads.setFixedHeight(HEAD_PX)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(WHERE, QHeaderView.ResizeMode.Interactive)
        heads.resizeSection(WHERE, WHERE_PX)
        self.doubleClicked.connect(lambda index: self.gone_to.emit(index.row()))

    def show_after(self, shown: bool) -> None:
        """Show what would become of the lines, where something is to be replaced."""
        self.setColumnHidden(AFTER, not shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.lines.hits:
            self.setCurrentIndex(self.lines.index(0, WHERE))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from the actions of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_replacing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the list; the others go to the bar."""
        row = self.currentIndex().row()
        if is_replacing(event):
            self.replace_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.gone_to.emit(row)
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.lines.toggle(row)
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and row <= 0):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def is_replacing(event: QKeyEvent) -> bool:
    """Tell whether a key asks for everything that bears a tick to be replaced: Ctrl+Enter."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _in_its_direction(words: str, language: str, column: int) -> str:
    """Return words so that they run in the direction of their language, whatever the interface does."""
    if column == WHERE:
        return words
    return f"{RIGHT_TO_LEFT if is_right_to_left(language) else LEFT_TO_RIGHT}{words}{END_OF_DIRECTION}"
