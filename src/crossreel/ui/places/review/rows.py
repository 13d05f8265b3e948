"""The lines of the queue as rows: what was read, in the order of its risk, less what was judged and what is filtered out."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from crossreel.domain.drafting.draft import Verdict
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.drafting.review_fold import Standing
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.places.review.words import one_line, reason_words, risk_words, short_time

TITLE, EPISODE, TIME, LANGUAGE, RISK, SOURCE, DRAFT = range(7)
HEADINGS = (N_("Title"), N_("Ep"), N_("Time"), N_("Language"), N_("Risk"), N_("Source"), N_("Draft"))
RISK_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class QueueRows(QAbstractTableModel):
    """Shows `lines`; rows come and go one by one, so that the line under the hands stays where it is."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._standings: dict[int, Standing] = {}
        self._rank: dict[int, int] = {}
        self._shown: list[int] = []
        self._kept: int | None = None
        self._wanted: frozenset[int] | None = None
        self._codes: Mapping[int, str] = {}
        self._words: dict[int, tuple[str, ...]] = {}

    @property
    def standings(self) -> Mapping[int, Standing]:
        """Every line that was read, those that left the queue among them, by cue."""
        return self._standings

    def show_queue(self, lines: Sequence[ReviewLine], codes: Mapping[int, str]) -> None:
        """Show another queue; `codes` are those of its titles."""
        self.beginResetModel()
        self._standings = {line.cue_id: Standing(line=line) for line in lines}
        self._rank = {line.cue_id: at for at, line in enumerate(lines)}
        self._shown = list(self._standings)
        self._codes, self._wanted, self._kept = codes, None, None
        self._words.clear()
        self.endResetModel()

    def name_titles(self, codes: Mapping[int, str]) -> None:
        """Say what titles are called."""
        if codes != self._codes:
            self._codes = codes
            self._words.clear()
            if self._shown:
                self.dataChanged.emit(self.index(0, TITLE), self.index(len(self._shown) - 1, TITLE))

    def filter_to(self, wanted: Iterable[int] | None) -> None:
        """Show some lines of the queue, None for all of them."""
        self.beginResetModel()
        self._wanted = None if wanted is None else frozenset(wanted)
        self._shown = [cue_id for cue_id, standing in self._standings.items() if self._belongs(cue_id, standing)]
        self.endResetModel()

    def keep(self, cue_id: int | None) -> None:
        """Let a line stay although it was judged, as long as the hands are in it; the one before goes now."""
        former, self._kept = self._kept, cue_id
        if former is not None and former != cue_id and former in self._standings:
            self._put_right(former)

    def take(self, changed: Mapping[int, Standing]) -> None:
        """Show how some lines stand now."""
        self._standings.update(changed)
        for cue_id in changed:
            self._words.pop(cue_id, None)
            self._put_right(cue_id)

    def line(self, row: int) -> ReviewLine | None:
        """Return the line of a row, None past the ends."""
        return self._standings[self._shown[row]].line if 0 <= row < len(self._shown) else None

    def row_of(self, cue_id: int | None) -> int:
        """Return the row of a line, -1 where it is not shown."""
        rank = self._rank.get(cue_id or 0)
        at = bisect_left(self._shown, rank, key=self._rank.__getitem__) if rank is not None else -1
        return at if 0 <= at < len(self._shown) and self._shown[at] == cue_id else -1

    def row_near(self, cue_id: int) -> int:
        """Return the row that took the place of a line that is not shown any more, -1 without any."""
        at = bisect_left(self._shown, self._rank.get(cue_id, 0), key=self._rank.__getitem__)
        return min(at, len(self._shown) - 1)

    def seen(self) -> int:
        """Return how many of the lines that were read a person has been through since."""
        return sum(standing.is_seen for standing in self._standings.values())

    def _belongs(self, cue_id: int, standing: Standing) -> bool:
        return (standing.waits or cue_id == self._kept) and (self._wanted is None or cue_id in self._wanted)

    def _put_right(self, cue_id: int) -> None:
        row, belongs = self.row_of(cue_id), self._belongs(cue_id, self._standings[cue_id])
        if row >= 0 and belongs:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADINGS) - 1))
        elif row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()
        elif belongs:
            at = bisect_left(self._shown, self._rank[cue_id], key=self._rank.__getitem__)
            self.beginInsertRows(QModelIndex(), at, at)
            self._shown.insert(at, cue_id)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of headings."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its icon, its tip, or how risky its line is."""
        line = self._standings[self._shown[index.row()]].line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words_of(line)[index.column()]
        if role == RISK_ROLE:
            return line.risk
        if role == Qt.ItemDataRole.ToolTipRole and index.column() >= RISK:
            return "\n".join(map(reason_words, line.reasons)) if index.column() == RISK else self._words_of(line)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == DRAFT and line.verdict is Verdict.ASKED:
            return theme.plain_icon("note", "note", 14)
        return None

    def _words_of(self, line: ReviewLine) -> tuple[str, ...]:
        found = self._words.get(line.cue_id)
        if found is None:
            found = self._words[line.cue_id] = (
                self._codes.get(line.title_id, ""), numbers.number(line.episode), short_time(line.start_ms), line.column,
                risk_words(line.risk), one_line(line.source), one_line(line.text),
            )  # fmt: skip
        return found
