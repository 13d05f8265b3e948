"""What the columns of a sheet hold, column by column, each with some of its cells; corrected here, read elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crossreel.domain.tables.mapping import Column, ColumnRole, KnownBy
from crossreel.domain.tables.preview import SheetPreview
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import language_name
from crossreel.i18n.sheets import KNOWN_WORDS, ROLE_WORDS
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.form import choice, chosen
from crossreel.ui.kit.labels import label

COLUMN, EXAMPLE, HOLDS, LANGUAGE, KNOWN = range(5)
ROW_HEIGHT = 34
SAMPLES, SAMPLE_CHARACTERS = 3, 40
UNKNOWN = ""


class ColumnMap(QWidget):
    """A line for each column: its letters and header, some cells, what it holds and in which language.

    `changed` says that the person at the screen corrected something; `header_given` asks for the sheet with its header in another
    row. Tables of one shape are corrected together.
    """

    changed = Signal()
    header_given = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._preview = SheetPreview(name="", path="")
        self._at = 0
        self.tables = ChoiceBox()
        self.tables.setAccessibleName(_("Tables of the sheet"))
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tables.activated.connect(self._table_chosen)
        self.header = QSpinBox()
        self.header.setRange(0, 999)
        self.header.setSpecialValueText(_("none"))
        self.header.setAccessibleName(_("Row of the header"))
        self.header.editingFinished.connect(self._header_given)
        self._count = label("", "second")
        self.table = self._make_table()
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.tables, label(_("Header in row"), "label"), self.header):
            row.addWidget(part)
        row.addWidget(self._count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    @property
    def preview(self) -> SheetPreview:
        """The sheet as corrected so far."""
        return self._preview

    def show_preview(self, preview: SheetPreview) -> None:
        """Show a sheet, the table that was looked at before where it is there."""
        self._preview = preview
        shapes = preview.shapes
        self._at = self._at if self._at in shapes else shapes[0] if shapes else 0
        self.tables.clear()
        for at in shapes:
            self.tables.addItem(self._called(at), at)
        self.tables.setCurrentIndex(max(0, self.tables.findData(self._at)))
        self.tables.setVisible(len(shapes) > 1 or len(preview.tables) > 1)
        self._fill()

    def _called(self, at: int) -> str:
        name = self._preview.tables[at].mapping.table or self._preview.name
        more = len(self._preview.alike(at)) - 1
        return _n("{name} and {count} more", "{name} and {count} more", more).format(name=name, count=more) if more else name

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setAccessibleName(_("Columns of the sheet"))
        table.setHorizontalHeaderLabels([_("Column"), _("For example"), _("Holds"), _("Language"), _("Known by")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((COLUMN, 180), (HOLDS, 150), (LANGUAGE, 270), (KNOWN, 140)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(EXAMPLE, QHeaderView.ResizeMode.Stretch)
        return table

    def _fill(self) -> None:
        if not self._preview.tables:
            self.table.setRowCount(0)
            return
        shown = self._preview.tables[self._at]
        self.header.setValue(shown.mapping.header_row)
        words = _n("{count} row below it", "{count} rows below it", shown.row_count).format(count=shown.row_count)
        self._count.setText(words)
        self.table.setRowCount(len(shown.mapping.columns))
        for line, column in enumerate(shown.mapping.columns):
            called = f"{column.letters}  {' '.join(column.header.split())}".rstrip()
            if column.at in shown.hidden_columns:
                called = _("{column} (hidden)").format(column=called)
            texts = (called, _examples([row[column.at] for row in shown.rows if column.at < len(row)]), "", "")
            for at, text in enumerate((*texts, _(KNOWN_WORDS[column.known_by]) if column.role is not ColumnRole.IGNORED else "")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(line, at, item)
            self.table.setCellWidget(line, HOLDS, self._holds(column))
            if column.role.is_text:
                self.table.setCellWidget(line, LANGUAGE, self._language(column))
            else:
                self.table.removeCellWidget(line, LANGUAGE)

    def _holds(self, column: Column) -> QComboBox:
        box = choice([(role.value, _(words)) for role, words in ROLE_WORDS.items()], column.role.value)
        box.setAccessibleName(_("What column {column} holds").format(column=column.letters))
        box.activated.connect(lambda: self._correct(column.at, ColumnRole(chosen(box)), column.language))
        return box

    def _language(self, column: Column) -> QComboBox:
        tags = dict.fromkeys((*([column.language] if column.language else []), *OFFERED))
        pairs = [(UNKNOWN, _("not known")), *((tag, f"{language_name(tag)} ({tag})") for tag in tags)]
        box = choice(pairs, column.language, searchable=True)
        box.setAccessibleName(_("Language of column {column}").format(column=column.letters))
        box.activated.connect(lambda: self._correct(column.at, column.role, chosen(box)))
        return box

    def _correct(self, column: int, role: ColumnRole, language: str) -> None:
        self._preview = self._preview.with_column(self._at, column, role, language)
        self._fill()
        self.changed.emit()

    def _table_chosen(self, index: int) -> None:
        self._at = int(self.tables.itemData(index))
        self._fill()

    def _header_given(self) -> None:
        if self._preview.tables and self.header.value() != self._preview.tables[self._at].mapping.header_row:
            self.header_given.emit(self.header.value())


def _examples(cells: Sequence[str]) -> str:
    """Return the first cells of a column that hold anything, in one line."""
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()][:SAMPLES]
    return "  ·  ".join(cell if len(cell) <= SAMPLE_CHARACTERS else f"{cell[: SAMPLE_CHARACTERS - 1]}…" for cell in filled)


def said_by_user(preview: SheetPreview) -> bool:
    """Tell whether a person said anything of a sheet's columns."""
    return any(column.known_by is KnownBy.USER for table in preview.tables for column in table.mapping.columns)
