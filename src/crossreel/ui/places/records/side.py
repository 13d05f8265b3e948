"""Beside the rows: the kinds of records, those of the catalog first, then those of the open title."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crossreel.domain.records.record import RecordKind
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, is_right_to_left, isolated
from crossreel.ui.kit import theme

WIDTH, HEAD_PX = 232, 34
KIND = int(Qt.ItemDataRole.UserRole)
FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KindSide(QWidget):
    """`chose(id)` says which kind is chosen, `went_on` that the hands go on to its rows."""

    chose = Signal(str)
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_right_to_left())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.kinds = QListWidget()
        self.kinds.setObjectName("panel")
        self.kinds.setAccessibleName(_("Kinds of records"))
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.kinds)
        self.setFocusProxy(self.kinds)
        self.kinds.currentItemChanged.connect(self._moved)

    def show_kinds(self, groups: Sequence[tuple[str, Sequence[RecordKind]]], counts: Mapping[str, int], chosen: RecordKind) -> None:
        """List kinds under the words of their groups, with how many records there are of each."""
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for words, kinds in groups:
            self.kinds.addItem(_head(words))
            for kind in kinds:
                count = counts.get(kind.id, 0)
                item = QListWidgetItem(f"{_(kind.words)} · {numbers.number(count)}" if count else _(kind.words))
                item.setData(KIND, kind.id)
                self.kinds.addItem(item)
                if kind is chosen:
                    self.kinds.setCurrentItem(item)
        self.kinds.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in FORWARD:
            self.went_on.emit()
            return True
        return False

    def _moved(self, now: QListWidgetItem | None) -> None:
        if now is not None and now.data(KIND):
            self.chose.emit(now.data(KIND))


def _head(words: str) -> QListWidgetItem:
    head = QListWidgetItem(isolated(words))
    head.setFlags(Qt.ItemFlag.NoItemFlags)
    head.setFont(theme.font(theme.LABEL_PX))
    head.setForeground(QColor(theme.active().colour("text3")))
    head.setSizeHint(QSize(0, HEAD_PX))
    head.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
    return head
