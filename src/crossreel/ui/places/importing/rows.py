"""The files of an import plan as rows of a table."""

from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crossreel.domain.cues.track import Role
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, PlanItem
from crossreel.domain.text.language import normalize_tag
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import duration, language_name
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.places.importing.role_choice import ROLE_WORDS

FILE, EPISODE, LANGUAGE, ROLE, CONTENT, STATUS = range(6)
HEADINGS = (N_("File"), N_("Episode"), N_("Language"), N_("Role"), N_("Content"), N_("What happens"))
STATUS_WORDS = {
    ItemStatus.NEW: N_("Will be imported"),
    ItemStatus.REPLACE: N_("Replaces what is there"),
    ItemStatus.IDENTICAL: N_("Is there already"),
    ItemStatus.CONFLICT: N_("The cell is occupied"),
    ItemStatus.DUPLICATE: N_("Claimed by several files"),
    ItemStatus.UNMATCHED: N_("Belongs nowhere yet"),
    ItemStatus.REFUSED: N_("Cannot be used"),
    ItemStatus.SKIPPED: N_("Left out"),
    ItemStatus.UNDECIDED: N_("Not in time with the source"),
}
STATUS_LOOKS = {
    ItemStatus.NEW: ("tick", "approved"),
    ItemStatus.REPLACE: ("replace", "translated"),
    ItemStatus.IDENTICAL: ("approved", "text3"),
    ItemStatus.CONFLICT: ("finding", "draft"),
    ItemStatus.DUPLICATE: ("finding", "draft"),
    ItemStatus.UNMATCHED: ("finding", "draft"),
    ItemStatus.REFUSED: ("finding", "finding"),
    ItemStatus.SKIPPED: ("minus", "text3"),
    ItemStatus.UNDECIDED: ("finding", "draft"),
}

LANGUAGE_FROM = {
    "name": N_("The file’s name says so."),
    "folder": N_("The folder’s name says so."),
    "header": N_("The file itself says so."),
    "text": N_("Guessed from the text."),
    "user": N_("You chose it."),
}
Index = QModelIndex | QPersistentModelIndex


class ImportRows(QAbstractTableModel):
    """Shows a plan. Corrections are not made here: `episode_given`, `language_given` and `role_given` ask for them."""

    episode_given = Signal(object, object)
    role_given = Signal(object, object)
    language_given = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[PlanItem, ...] = ()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan, or the same one corrected; rows keep their order."""
        if [item.id for item in plan.items] == [item.id for item in self._items]:
            self._items = plan.items
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, len(HEADINGS) - 1))
            return
        self.beginResetModel()
        self._items = plan.items
        self.endResetModel()

    def item(self, row: int) -> PlanItem:
        """Return the file of a row."""
        return self._items[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let episode, language and role be edited."""
        kept = super().flags(index)
        item = self._items[index.row()]
        may = index.column() == EPISODE or (index.column() in (LANGUAGE, ROLE) and item.kind is ItemKind.SUBTITLE)
        return kept | Qt.ItemFlag.ItemIsEditable if may and item.refusal is None else kept

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(item, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return {LANGUAGE: item.language, ROLE: item.role}.get(index.column(), str(item.episode or ""))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _hint(item, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() in (FILE, STATUS):
            name, token = ("film" if item.kind is ItemKind.VIDEO else "file", "text2")
            return theme.plain_icon(*(STATUS_LOOKS[item.status] if index.column() == STATUS else (name, token)), 16)
        if role == Qt.ItemDataRole.ForegroundRole and not item.is_written and index.column() != STATUS:
            return theme.active().colour("text3")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a correction; the model itself never changes its data."""
        item = self._items[index.row()]
        if index.column() == ROLE:
            self.role_given.emit(item.id, Role(value) if value else None)  # Qt hands an enum of texts back as a text
            return True
        written = str(value).strip()
        if index.column() == EPISODE:
            if written and not (written.isdecimal() and int(written) >= 1):
                return False
            self.episode_given.emit(item.id, int(written) if written else None)
            return True
        tag = normalize_tag(written)
        if tag is None:
            return False
        self.language_given.emit(item.id, tag)
        return True


def _shown(item: PlanItem, column: int) -> str:
    if column == FILE:
        return f"{PurePath(item.path).name} [{item.part}]" if item.part else PurePath(item.path).name
    if column == EPISODE:
        return str(item.episode) if item.episode is not None else "–"
    if column == LANGUAGE:
        guessed = " ?" if item.language_from == "text" else ""
        return f"{language_name(item.language)} ({item.language}){guessed}" if item.language else "–"
    if column == ROLE:
        return _(ROLE_WORDS[item.role]) if item.kind is ItemKind.SUBTITLE and item.refusal is None else ""
    if column == CONTENT:
        return _content(item)
    words = _(STATUS_WORDS[item.status])
    reason = item.refusal or item.reason
    notices = [sentence(notice.code, notice.facts) for notice in ((reason,) if reason else ()) + item.doubts + item.notices[:2]]
    return "\n".join([words, *notices]) if notices else words


def _hint(item: PlanItem, column: int) -> str:
    if column == FILE:
        return item.path
    told = LANGUAGE_FROM.get(item.language_from, "") if column == LANGUAGE else ""
    return "\n".join(filter(None, (_shown(item, column), _(told) if told else "")))


def _content(item: PlanItem) -> str:
    if item.info is not None:
        rate = round(float(item.info.frame_rate), 3)
        return f"{duration(item.info.duration_ms)} · {item.info.width} × {item.info.height} · {rate:g} fps"
    if item.document is None:
        return ""
    encoding = f" · {item.encoding.name}{' ?' if item.encoding.guessed else ''}" if item.encoding else ""
    return _n("{count} cue", "{count} cues", item.cue_count).format(count=item.cue_count) + f" · {item.format_id}{encoding}"
