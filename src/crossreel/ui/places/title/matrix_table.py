"""The title matrix as a table: episodes down, languages across."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.watched import Watched
from crossreel.domain.text.column_name import language_of
from crossreel.domain.views.grid import Cell, EpisodeRow, Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.watching import watched_words
from crossreel.i18n.words import delivered_words
from crossreel.ui.kit.matrix import MatrixModel

CELL = Qt.ItemDataRole.UserRole + 1
EPISODE = Qt.ItemDataRole.UserRole + 2
PROGRESS = Qt.ItemDataRole.UserRole + 3
WATCHED = Qt.ItemDataRole.UserRole + 4
Index = QModelIndex | QPersistentModelIndex
WORDS = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
DONE = (State.APPROVED, State.DELIVERED)


class MatrixTable(MatrixModel):
    """Shows one matrix; a newer one of the same shape replaces cells without losing the selection.

    `dropped` carries (paths, cell) when files are dropped on a cell.
    """

    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self._lines: tuple[EpisodeRow | int, ...] = ()
        self._watched: Mapping[tuple[int, str], Watched] = {}

    def set_watched(self, watched: Mapping[tuple[int, str], Watched]) -> None:
        """Show of each cell, by episode and column, how much one person watched of it at most."""
        self._watched = watched
        if self._lines and self.matrix is not None and self.matrix.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(self.matrix.columns) - 1))

    def set_matrix(self, matrix: Matrix | None) -> None:
        """Take a matrix; None empties the table."""
        before, self_shape = self.matrix, _shape(matrix)
        if before is not None and matrix is not None and _shape(before) == self_shape:
            self.matrix, self._lines = matrix, _lines(matrix)
            if self._lines and matrix.columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(matrix.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(matrix.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(0, len(self._lines) - 1))
            return
        self.beginResetModel()
        self.matrix, self._lines = matrix, _lines(matrix)
        self.endResetModel()

    def row_at(self, row: int) -> EpisodeRow | None:
        """Return an episode's row, None past the ends and where an episode is missing."""
        found = self._lines[row] if 0 <= row < len(self._lines) else None
        return found if isinstance(found, EpisodeRow) else None

    def hole_at(self, row: int) -> int | None:
        """Return the number of an episode that the title must have and has not, None where there is one."""
        found = self._lines[row] if 0 <= row < len(self._lines) else None
        return found if isinstance(found, int) else None

    def first_row(self) -> int:
        """Return the first row that has an episode."""
        return next((at for at, line in enumerate(self._lines) if isinstance(line, EpisodeRow)), 0)

    def first_translation(self) -> int:
        """Return the first column of another language than the source's, the first of all where there is none."""
        columns = self.matrix.columns if self.matrix is not None else ()
        return next((at for at, column in enumerate(columns) if language_of(column) != columns[0]), 0)

    def language_at(self, column: int) -> str:
        """Return the language of a column, "" past the ends."""
        languages = self.matrix.columns if self.matrix is not None else ()
        return languages[column] if 0 <= column < len(languages) else ""

    def cell_at(self, index: Index) -> Cell | None:
        """Return a cell; one without a track where the language has nothing yet."""
        row, language = self.row_at(index.row()), self.language_at(index.column())
        if row is None or not language:
            return None
        return row.cells.get(language) or Cell(episode_id=row.episode.id, language=language, track_id=None, state=State.MISSING)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many episodes there are."""
        return 0 if parent.isValid() or self.matrix is None else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many languages there are."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Take files dropped on cells; there is nothing to choose where an episode is missing."""
        if self.hole_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the cell under `CELL`, and words for screen readers and tips."""
        cell = self.cell_at(index)
        if cell is None:
            return self._missing(index.row()) if role in WORDS else None
        if role == CELL:
            return cell
        if role == WATCHED:
            return self._watched.get((cell.episode_id, cell.language))
        if role in WORDS:
            return self._words(cell, index.row())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return languages with their progress across, episodes down."""
        if orientation == Qt.Orientation.Horizontal:
            language = self.language_at(section)
            if role == PROGRESS:
                return self.progress(language)
            return numbers.native_language_name(language) if role == Qt.ItemDataRole.DisplayRole and language else None
        row, hole = self.row_at(section), self.hole_at(section)
        if role == EPISODE:
            return row if row is not None else hole
        if hole is not None:
            return self._missing(section) if role in WORDS else str(hole) if role == Qt.ItemDataRole.DisplayRole else None
        if row is None:
            return None
        if role in WORDS and (row.errors or row.warnings):
            return _media_words(row)
        return str(row.episode.number) if role == Qt.ItemDataRole.DisplayRole else None

    def progress(self, language: str) -> tuple[float, float]:
        """Return the shares of episodes of a language that are translated at least, and approved at least."""
        rows = self.matrix.rows if self.matrix is not None else ()
        if not rows:
            return 0.0, 0.0
        states = [row.cells[language].state for row in rows if language in row.cells]
        translated = sum(1 for state in states if state.rank >= State.TRANSLATED.rank)
        return translated / len(rows), sum(1 for state in states if state in DONE) / len(rows)

    def approved(self) -> tuple[int, int]:
        """Return how many cells are approved or delivered, of how many."""
        rows, languages = (self.matrix.rows, self.matrix.columns) if self.matrix is not None else ((), ())
        done = sum(1 for row in rows for cell in row.cells.values() if cell.state in DONE)
        return done, len(rows) * len(languages)

    def take_files(self, paths: tuple[Path, ...], index: Index) -> bool:
        """Say which files were dropped on which cell."""
        cell = self.cell_at(index)
        if cell is not None:
            self.dropped.emit(paths, cell)
        return cell is not None

    def _missing(self, row: int) -> str | None:
        hole = self.hole_at(row)
        return None if hole is None else _("Episode {number} is missing").format(number=numbers.number(hole))

    def _words(self, cell: Cell, row: int) -> str:
        episode = self.row_at(row)
        words = _("Episode {number}, {language}: {state}").format(
            number=episode.episode.number if episode is not None else "",
            language=numbers.language_name(cell.language),
            state=sentence(f"state.{cell.state.value}"),
        )
        counts = _("{cues} cues, {untranslated} untranslated, {errors} errors, {warnings} warnings, {notes} notes").format(
            cues=cell.cue_count, untranslated=cell.untranslated, errors=cell.errors, warnings=cell.warnings, notes=cell.notes
        )
        unseen = _n("{count} line nobody has been through", "{count} lines nobody has been through", cell.unseen)
        drafted = unseen.format(count=numbers.number(cell.unseen)) if cell.unseen else ""
        seen = self._watched.get((cell.episode_id, cell.language))
        watched = f"{seen.person}: {watched_words(seen)}" if seen is not None else ""
        lines = (words, counts, drafted, watched, *delivered_words(cell))
        return "\n".join(line for line in lines if line) if cell.track_id is not None else words


def _media_words(row: EpisodeRow) -> str:
    words = _("Episode {number}: {errors} errors and {warnings} warnings in picture and sound")
    return words.format(
        number=numbers.number(row.episode.number), errors=numbers.number(row.errors), warnings=numbers.number(row.warnings)
    )


def _shape(matrix: Matrix | None) -> object:
    return None if matrix is None else (matrix.title.id, matrix.columns, tuple(row.episode.id for row in matrix.rows), matrix.holes)


def _lines(matrix: Matrix | None) -> tuple[EpisodeRow | int, ...]:
    """Return the rows of a matrix by number, with the numbers of the episodes that are missing in their places."""
    if matrix is None or not matrix.rows:
        return ()
    rows: dict[int, EpisodeRow | int] = {row.episode.number: row for row in matrix.rows}
    return tuple(rows.get(number, number) for number in sorted({*rows, *matrix.holes}))
