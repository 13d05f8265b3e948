"""The files of an import plan as rows of a table. A correction announces the rows it changed."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal

from crossreel.domain.cues.track import Role
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, PlanItem
from crossreel.domain.importing.plan_matrix import state_of
from crossreel.domain.importing.plan_rows import version_text
from crossreel.domain.text.language import normalize_tag
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.kit.list_steps import Insert, Remove, steps_between
from crossreel.ui.places.importing.wording import (
    CELL_LOOKS,
    LANGUAGE_FROM,
    ROLE_WORDS,
    STATUS_WORDS,
    content_words,
    kind_icon,
    sentences,
    status_words,
)

FILE, EPISODE, LANGUAGE, ROLE, VERSION, CONTENT, STATUS = range(7)
HEADINGS = (N_("File"), N_("Episode"), N_("Language"), N_("Role"), N_("Version"), N_("Content"), N_("What happens"))
ORDER = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Shown(StrEnum):
    """Which files are listed."""

    ALL = "all"
    DOUBTS = "doubts"
    CONFLICTS = "conflicts"
    LEFT_OUT = "left-out"
    REFUSED = "refused"


STATUSES = {
    Shown.CONFLICTS: (ItemStatus.CONFLICT, ItemStatus.DUPLICATE, ItemStatus.UNDECIDED, ItemStatus.UNMATCHED),
    Shown.LEFT_OUT: (ItemStatus.SKIPPED, ItemStatus.IDENTICAL),
    Shown.REFUSED: (ItemStatus.REFUSED,),
}

LOOKED_AT = (Shown.DOUBTS, Shown.CONFLICTS, Shown.REFUSED)


def is_shown(item: PlanItem, shown: Shown) -> bool:
    """Tell whether a file is listed under a filter."""
    if shown is Shown.ALL:
        return True
    if shown is Shown.DOUBTS:
        return bool(item.doubts) and item.is_written
    return item.status in STATUSES[shown]


class ImportRows(QAbstractTableModel):
    """Shows a plan. Corrections are not made here: `episode_given`, `language_given` and `role_given` ask for them."""

    episode_given = Signal(object, object)
    role_given = Signal(object, object)
    language_given = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[int] = []
        self._items: dict[int, PlanItem] = {}
        self._plan_items: tuple[PlanItem, ...] = ()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan, or the same one corrected; rows keep their order."""
        pairs = list(enumerate(zip(self._plan_items, plan.items, strict=False)))
        changed = [row for row, (before, item) in pairs if before is not item]
        same = len(self._plan_items) == len(plan.items) and all(plan.items[row].id == self._ids[row] for row in changed)
        self._plan_items = plan.items
        if same:
            self._items.update((plan.items[row].id, plan.items[row]) for row in changed)
        else:
            self._exchange(plan)
        for first, last in _runs(changed if same else list(range(len(self._ids)))):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADINGS) - 1))

    def _exchange(self, plan: ImportPlan) -> None:
        """Take rows out and put others in; while they come and go, all of them are asked for."""
        self._items |= {item.id: item for item in plan.items}
        for step in steps_between(self._ids, [item.id for item in plan.items]):
            if isinstance(step, Remove):
                self.beginRemoveRows(QModelIndex(), step.first, step.last)
                del self._ids[step.first : step.last + 1]
                self.endRemoveRows()
            elif isinstance(step, Insert):
                self.beginInsertRows(QModelIndex(), step.at, step.at + len(step.values) - 1)
                self._ids[step.at : step.at] = step.values
                self.endInsertRows()
        self._items = {item.id: item for item in plan.items}

    def item(self, row: int) -> PlanItem:
        """Return the file of a row."""
        return self._items[self._ids[row]]

    def row_of(self, item_id: int) -> int:
        """Return the row of a file, -1 where it has none."""
        return self._ids.index(item_id) if item_id in self._items else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self._ids)

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
        item = self.item(index.row())
        may = index.column() == EPISODE or (index.column() in (LANGUAGE, ROLE) and item.kind is ItemKind.SUBTITLE)
        return kept | Qt.ItemFlag.ItemIsEditable if may and item.refusal is None else kept

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        item = self.item(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(item, index.column())
        if role == ORDER:
            return _order(item, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return {LANGUAGE: item.language, ROLE: item.role}.get(index.column(), str(item.episode or ""))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _hint(item, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() in (FILE, STATUS):
            looks = CELL_LOOKS[state_of(item)] if index.column() == STATUS else (kind_icon(item), "text2")
            return theme.plain_icon(*looks, 16)
        if role == Qt.ItemDataRole.ForegroundRole and not item.is_written and index.column() != STATUS:
            return theme.active().colour("text3")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a correction; the model itself never changes its data."""
        item = self.item(index.row())
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


class ShownRows(QSortFilterProxyModel):
    """The rows that are listed: filtered, searched and sorted."""

    def __init__(self, rows: ImportRows) -> None:
        super().__init__()
        self._rows = rows
        self.shown, self._searched = Shown.ALL, ""
        self.setSourceModel(rows)
        self.setSortRole(ORDER)

    def show_only(self, shown: Shown, searched: str) -> None:
        """List the files under a filter whose path, language or sentences hold what is searched."""
        self.beginFilterChange()
        self.shown, self._searched = shown, searched.strip().casefold()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Tell whether a row is listed."""
        item = self._rows.item(source_row)
        if not is_shown(item, self.shown):
            return False
        if not self._searched:
            return True
        said = (item.name, item.language, language_name(item.language) if item.language else "", *sentences(item))
        return self._searched in "\n".join(said).casefold()

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        """Compare what two rows have in the column that is sorted by; equal ones keep the order of the files."""
        column = source_left.column()
        one, other = self._rows.item(source_left.row()), self._rows.item(source_right.row())
        return _order(one, column) < _order(other, column)

    def item(self, row: int) -> PlanItem:
        """Return the file of a listed row."""
        return self._rows.item(self.mapToSource(self.index(row, 0)).row())


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _order(item: PlanItem, column: int) -> tuple[int, str]:
    if column == EPISODE:
        return item.episode or 0, ""
    if column == STATUS:
        return int(state_of(item)), item.status.value
    if column == CONTENT:
        return item.info.duration_ms if item.info is not None else item.cue_count, ""
    return 0, _shown(item, column).casefold()


def _shown(item: PlanItem, column: int) -> str:
    if column == FILE:
        return item.name
    if column == EPISODE:
        last = f"–{item.last_episode}" if item.last_episode else ""
        return f"{item.episode}{last}" if item.episode is not None else "–"
    if column == LANGUAGE:
        tag = item.language or item.look_language
        guessed = " ?" if item.language_from == "text" else ""
        return f"{language_name(tag)} ({tag}){guessed}" if tag else "–"
    if column == ROLE:
        if item.kind is not ItemKind.SUBTITLE or item.refusal is not None:
            return ""
        return " · ".join(filter(None, (_(ROLE_WORDS[item.role]), _("Draft") if item.draft_of else "")))
    if column == VERSION:
        return version_text(item)
    return content_words(item) if column == CONTENT else status_words(item)


def _hint(item: PlanItem, column: int) -> str:
    if column == FILE:
        return item.path
    if column == STATUS:
        return "\n".join([_(STATUS_WORDS[item.status]), *sentences(item)])
    told = LANGUAGE_FROM.get(item.language_from, "") if column == LANGUAGE else ""
    return "\n".join(filter(None, (_shown(item, column), _(told) if told else "")))
