"""The table of cues with its language chooser."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.text.pattern import Pattern
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.places.editor.actions.moving import step_cue
from crossreel.ui.places.editor.columns import Columns
from crossreel.ui.places.editor.cue_cell import CueCellDelegate
from crossreel.ui.places.editor.cue_table import Column, CueTable
from crossreel.ui.places.editor.cue_table_view import CueHeader, CueTableView
from crossreel.ui.places.editor.pinned_column import PinnedColumn
from crossreel.ui.places.editor.row_times import RowTimes
from crossreel.ui.places.editor.speakers import is_spoken
from crossreel.ui.places.editor.table_menus import TableMenus
from crossreel.ui.places.editor.writing import CellKey, write_text

HEADER_PX = 32
LINE_PX = 24
BUTTON_PX = 30
ROW_HEIGHTS = {"comfortable": theme.ROW_HEIGHT, "dense": theme.DENSE_ROW_HEIGHT}


class CueArea(QWidget):
    """Keeps the table's current row and the workspace's current cue the same."""

    text_wanted = Signal()

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._moving = False
        self._column = ""
        self.table = CueTable(self)
        self.table.editable = not opened.workspace.read_only
        self.table.chosen_in = opened.chosen_in
        self.view = CueTableView()
        self.view.setHorizontalHeader(CueHeader(BUTTON_PX, self.view))
        self.delegate = CueCellDelegate(self.table, self.view)
        self.columns = Columns(self.view, self.table, SeatKeeper.of(opened.workspace))
        self.columns_button = QToolButton(self)
        self._menus = TableMenus(opened, self.view, self.table, self.columns, self)
        self._build()
        self.pinned = PinnedColumn(self.view)
        self._connect()
        self.times = RowTimes(opened, self.view, self.table, self.delegate)
        self.times.shown_otherwise.connect(self.share_width)
        self.times.text_wanted.connect(self.text_wanted)
        if opened.loaded is not None:
            self._show(opened.loaded)

    def _build(self) -> None:
        view = self.view
        view.setModel(self.table)
        view.setItemDelegate(self.delegate)
        view.setAccessibleName(_("Cues"))
        view.setShowGrid(False)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(theme.DENSE_ROW_HEIGHT)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setFixedHeight(HEADER_PX)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        view.menu_wanted.connect(self._menus.of_row)
        view.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.horizontalHeader().customContextMenuRequested.connect(self._menus.of_heading)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        button = self.columns_button
        button.setIcon(theme.icon("language", "text2", 16))
        button.setAccessibleName(_("Columns"))
        button.setToolTip(_("Columns"))
        button.clicked.connect(self.choose_columns)
        button.setAutoRaise(True)
        self._set_row_height()

    def _connect(self) -> None:
        opened, workspace = self._opened, self._opened.workspace
        self.table.text_asked.connect(self._write_text)
        self.delegate.text_typed.connect(self._type_text)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.text_wanted.connect(self.text_wanted)
        self.view.play_wanted.connect(opened.player.toggle)
        self.view.resized.connect(self.share_width)
        self.view.lowered.connect(self._keep_current)
        self.columns.moved.connect(self.share_width)
        self.view.step_wanted.connect(self._step)
        self.view.action_wanted.connect(workspace.do)
        self.view.delete_wanted.connect(lambda: workspace.do("edit.delete"))
        self.view.line_pressed.connect(self._line_pressed)
        self.view.pinned_px = self.pinned.reach_px
        self.pinned.edit_asked.connect(lambda index: self.view.edit(index))
        self.pinned.menu_wanted.connect(self._menus.of_row)
        for signal in (opened.committing, workspace.handing_on):
            signal.connect(self._hand_on)
        opened.opened.connect(self._show)
        opened.refreshed.connect(self._show)
        opened.moved.connect(self._show_moved)
        opened.findings_moved.connect(self._show_findings)
        opened.followed.connect(self._mark_followed)
        workspace.cue_selected.connect(self._follow)
        workspace.language_changed.connect(self._languages_changed)
        workspace.preferences_changed.connect(lambda _preferences: self._set_row_height())

    def _set_row_height(self) -> None:
        height = ROW_HEIGHTS.get(self._opened.workspace.preferences.row_height, theme.ROW_HEIGHT)
        self.delegate.row_px = height
        self.view.verticalHeader().setDefaultSectionSize(height)
        self._share_height()

    def share_width(self) -> None:
        """Lay the columns out in the room there is, and the button at the end of their headings."""
        self.columns.speaks = any(map(is_spoken, self._opened.rows()))
        self.columns.lay_out()
        self.delegate.first_column = self.columns.first()
        self.pinned.pin(self.columns.section_of(self._opened.source))
        shown = self.view.viewport().geometry()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.columns_button.setGeometry(shown.left() + 2 if mirrored else shown.right() - BUTTON_PX + 3, 3, 26, 26)
        self.columns_button.raise_()

    def choose_columns(self) -> None:
        """Offer the languages of the title and the other columns."""
        self._menus.choose_columns(self.columns_button)

    def set_find(self, pattern: Pattern | None) -> None:
        """Mark what is searched for."""
        self.delegate.find = pattern
        self.view.viewport().update()

    @property
    def is_editing(self) -> bool:
        """Whether something is typed in a cell."""
        return self.view.state() == QAbstractItemView.State.EditingState

    def _keep_current(self) -> None:
        if self.delegate.current_id is not None and not self._opened.player.is_playing:
            self.reveal(self.delegate.current_id)

    def reveal(self, row_id: int) -> None:
        """Bring a row into view; the current one stays."""
        at = self.table.row_number(row_id)
        if at >= 0:
            self.view.scrollTo(self.table.index(at, self._column_in_view()), QAbstractItemView.ScrollHint.EnsureVisible)

    def _column_in_view(self) -> int:
        """Return a column that can be seen: to bring a row into view moves the table up and down only."""
        current = self.view.currentIndex()
        if current.isValid() and self.view.viewport().rect().intersects(self.view.visualRect(current)):
            return current.column()
        return max(0, self.view.horizontalHeader().logicalIndexAt(self.view.viewport().width() // 2))

    def edit_in_place(self) -> None:
        """Edit the cell of the current row in the language being worked on."""
        row, column = self.view.currentIndex().row(), self.table.column_of(self._opened.workspace.language)
        if row >= 0 and column >= 0:
            self.view.edit(self.table.index(row, column))

    def _show(self, loaded: Loaded) -> None:
        self._languages()
        outline, episode_id = Outline.of(self._opened.workspace), loaded.sheet.episode.id
        sides = [outline.beside(episode_id, by) for by in (-1, 1)]
        numbered = [
            row.episode.number if row is not None else loaded.sheet.episode.number + by
            for row, by in zip(sides, (-1, 1), strict=True)
        ]
        edges = (
            _("Episode {number} ends").format(number=numbers.number(numbered[0])),
            _("Episode {number} begins").format(number=numbers.number(numbered[1])),
        )
        self._moving = True
        self.table.show_episode(loaded, self._opened.source, edges)
        self._moving = False
        self.share_width()
        self._share_height()
        self._follow(self._opened.workspace.cue_id)

    def _show_moved(self, moved: Moved) -> None:
        self._moving = True  # which row comes up in the place of another is no choice of a person
        self.table.show_moved(moved)
        self._moving = False
        splice = moved.splice
        came = moved.after.sheet.rows[splice.first : splice.first + splice.added]
        head = len(moved.after.before) + splice.first
        self._share_height(range(head, head + splice.added))
        if any(map(is_spoken, came)) and self.view.isColumnHidden(Column.SPEAKER):
            self.share_width()
        if splice.removed != splice.added:
            self._follow(self._opened.workspace.cue_id)

    def _show_findings(self) -> None:
        if self._opened.loaded is not None:
            self.table.show_findings(self._opened.loaded)

    def _languages(self) -> None:
        workspace = self._opened.workspace
        before = self.table.languages
        self.table.set_languages(workspace.languages or tuple(filter(None, (self._opened.source,))), workspace.language)
        if before != self.table.languages:
            self.share_width()
            self._share_height()

    def _languages_changed(self, _language: object) -> None:
        self._languages()
        self._follow(self._opened.workspace.cue_id)

    def _follow(self, cue_id: int | None) -> None:
        row = self._opened.row_of(cue_id)
        self.delegate.current_id = row.cue.id if row is not None else None
        at, column, now = self.table.row_number(self.delegate.current_id), self._wanted_column(), self.view.currentIndex()
        if at >= 0 and now.row() == at and now.column() != column and not self.is_editing:
            self._moving = True
            self.view.selectionModel().setCurrentIndex(self.table.index(at, column), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._moving = False
        elif at >= 0 and now.row() != at:
            self._moving = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.table.index(at, column), flags)
            self._moving = False
        if at >= 0:
            self.view.scrollTo(self.table.index(at, self._column_in_view()), QAbstractItemView.ScrollHint.EnsureVisible)
        self.view.viewport().update()

    def _wanted_column(self) -> int:
        """Return the column a person was in last; of the languages always that which is worked on."""
        name = self._column
        if not name or name in self.table.languages or self.columns.section_of(name) < 0 or self.columns.is_hidden(name):
            name = self._opened.workspace.language
        return max(0, self.columns.section_of(name))

    def go_to_column(self, name: str) -> None:
        """Make a column the current one, as far as it is shown."""
        self._column = name
        self._follow(self._opened.workspace.cue_id)

    @property
    def column(self) -> str:
        """The name of the column a person was in last."""
        return self._column

    def _mark_followed(self, row_id: int | None) -> None:
        """Mark the row under the playhead."""
        for each in (self.delegate.followed_id, row_id):
            at = self.table.row_number(each)
            if at >= 0:
                row = self.view.visualRect(self.table.index(at, 0))
                self.view.viewport().update(0, row.top(), self.view.viewport().width(), row.height())
        self.delegate.followed_id = row_id

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._moving or not current.isValid():
            return
        row = self.table.table_row(current)
        if row.edge:
            return
        self._column = self.columns.name_of(current.column())
        self._work_on(self.table.language_of(current.column()))
        if self._opened.current_row() is not row.row:
            self._opened.workspace.select_cue(row.row.cue.id)

    def _work_on(self, language: str) -> None:
        if language and language != self._opened.workspace.language:
            self._opened.workspace.choose_languages(self._opened.workspace.languages, language)

    def _line_pressed(self, index: QModelIndex, y: int) -> None:
        """Choose the cue whose line of a cell was pressed; a line of the times is that of the language worked on."""
        row = self.table.table_row(index)
        language = self.table.language_of(index.column()) or self._opened.workspace.language
        cues = self._opened.cells(row.row, language)
        if not row.edge and len(cues) > 1:
            at = y * len(cues) // max(1, self.view.rowHeight(index.row()))
            self._opened.workspace.select_cue(cues[max(0, min(at, len(cues) - 1))].id)

    def _step(self, by: int) -> None:
        step_cue(by, self._opened.workspace)

    def _share_height(self, places: Iterable[int] | None = None) -> None:
        """Give rows a line for each cue of their fullest cell."""
        header = self.view.verticalHeader()
        usual = header.defaultSectionSize()
        for at in range(self.table.rowCount()) if places is None else places:
            height = max(usual, LINE_PX * self.table.line_count(at))
            if header.sectionSize(at) != height:
                header.resizeSection(at, height)

    def _selected(self, *_ignored: object) -> None:
        rows = [self.table.table_row(index) for index in self.view.selectionModel().selectedRows()]
        self._opened.selected_ids = tuple(row.row.cue.id for row in rows if not row.edge)
        self._opened.workspace.selection_changed.emit()

    def _hand_on(self) -> None:
        """Hand on what is being typed in the table itself."""
        for box in self.view.findChildren(EditBox):
            box.commit()

    def _write_text(self, row_id: int, language: str, markup: str) -> None:
        row = self._opened.row_of(row_id)
        cue = self._opened.chosen_in(row, language) if row is not None else None
        base = cue.text if cue is not None else ""
        write_text(self._opened, CellKey(row_id, cue.id if cue is not None else None, language), markup, base)

    def _type_text(self, row_id: int, cue_id: int | None, language: str, step_id: int, markup: str, base: str) -> None:
        row = self._opened.row_of(row_id)
        made = self._opened.chosen_in(row, language) if row is not None and cue_id is None else None
        cell = CellKey(row_id, made.id if made is not None else cue_id, language)
        write_text(self._opened, cell, markup, base, step_id=step_id)
