"""The titles of the catalog as a list to be filtered and sorted: all in memory, since 1,700 rows are few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crossreel.domain.catalog.workflow import State
from crossreel.domain.views.grid import LanguageProgress, TitleRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

ROW = Qt.ItemDataRole.UserRole + 1
COLUMNS = (N_("Title"), N_("Code"), N_("Episodes"), N_("Length"), N_("Languages"), N_("Errors"), N_("Worked on"))
LANGUAGES_COLUMN, ERRORS_COLUMN = 4, 5
Index = QModelIndex | QPersistentModelIndex


def overall(progress: LanguageProgress) -> State:
    """Return one state for a language of a title: the least advanced episode decides, once work has begun."""
    counts = {state: count for state, count in progress.states.items() if count}
    begun = {state: count for state, count in counts.items() if state is not State.MISSING}
    if not begun:
        return State.MISSING
    missing = counts.get(State.MISSING, 0) or sum(counts.values()) < progress.episodes
    return State.STARTED if missing else min(begun, key=lambda state: state.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """A way to order titles."""

    id: str
    words: str
    key: Callable[[TitleRow], object]
    descending: bool = False


SORTINGS = (
    Sorting(id="worked", words=N_("Recently worked on"), key=lambda row: (row.worked_on_ms, row.title.id), descending=True),
    Sorting(id="name", words=N_("Name"), key=lambda row: row.title.name.casefold()),
    Sorting(id="code", words=N_("Code"), key=lambda row: row.title.code),
    Sorting(id="newest", words=N_("Newest"), key=lambda row: row.title.id, descending=True),
    Sorting(id="errors", words=N_("Most errors"), key=lambda row: row.open_errors, descending=True),
)


class TitleList(QAbstractTableModel):
    """Shows the rows that pass; never changes them."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[TitleRow, ...] = ()
        self._shown: list[TitleRow] = []
        self._text = ""
        self._passes: Callable[[TitleRow], bool] = self._pass_all
        self._sorting = SORTINGS[0]

    def set_rows(self, rows: Sequence[TitleRow]) -> None:
        """Take what was read from the catalog."""
        self._all = tuple(rows)
        self._show()

    def all_rows(self) -> tuple[TitleRow, ...]:
        """Return every title, filtered or not."""
        return self._all

    def narrow(self, text: str) -> None:
        """Show only titles whose name, original name or code holds every word of `text`."""
        self._text = text.casefold()
        self._show()

    def set_filter(self, passes: Callable[[TitleRow], bool] | None) -> None:
        """Show only titles that pass."""
        self._passes = passes or self._pass_all
        self._show()

    def order_by(self, sorting_id: str) -> None:
        """Order by one of `SORTINGS`."""
        self._sorting = next(each for each in SORTINGS if each.id == sorting_id)
        self._show()

    def row_at(self, index: Index) -> TitleRow | None:
        """Return the title at an index, None for none."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def position(self, title_id: int | None) -> int:
        """Return the row a title is shown in, -1 when it is not."""
        return next((at for at, row in enumerate(self._shown) if row.title.id == title_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many titles are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the columns of the table view; the covers use the first."""
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words for the table and for screen readers, and the row itself under `ROW`."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return _("{name}, {episodes} episodes, {errors} open errors").format(
                name=row.title.name, episodes=row.episode_count, errors=row.open_errors
            )
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (2, 3, ERRORS_COLUMN):
            return int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words over a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            end = section in (2, 3, ERRORS_COLUMN)
            side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignVCenter).value)
        return None

    def _words(self, row: TitleRow, column: int) -> str:
        title = row.title
        words = (
            title.name,
            title.code,
            numbers.number(row.episode_count),
            numbers.duration(row.duration_ms) if row.duration_ms else "",
            "",
            numbers.number(row.open_errors) if row.open_errors else "",
            numbers.day(row.worked_on_ms) if row.worked_on_ms else "",
        )
        return words[column]

    def _show(self) -> None:
        wanted = self._text.split()
        self.beginResetModel()
        passing = [row for row in self._all if self._passes(row) and (not wanted or self._holds(row, wanted))]
        passing.sort(key=self._sorting.key, reverse=self._sorting.descending)  # type: ignore[arg-type]
        self._shown = passing
        self.endResetModel()

    @staticmethod
    def _holds(row: TitleRow, wanted: list[str]) -> bool:
        held = f"{row.title.name} {row.title.original_name} {row.title.code}".casefold()
        return all(word in held for word in wanted)

    @staticmethod
    def _pass_all(_row: TitleRow) -> bool:
        return True
