"""The table of cues with its language chooser."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.text.pattern import Pattern
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.hub.outline import Outline
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.places.editor.actions.moving import step_cue
from crossreel.ui.places.editor.cue_cell import CueCellDelegate
from crossreel.ui.places.editor.cue_table import FIXED, Column, CueTable
from crossreel.ui.places.editor.writing import CellKey, write_text, write_times

WIDTHS = {Column.NUMBER: 44, Column.STATE: 28, Column.START: 88, Column.END: 88, Column.DURATION: 54, Column.SPEAKER: 78}
FINDINGS_PX = 64
NARROWEST_PX = 88
WITH_DURATION_PX = 960
HEADER_PX = 32
LINE_PX = 24
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
CUE_MENU = (
    ("play.cue", N_("Play the cue"), "play_cue", False),
    ("edit.split", N_("Split the cue in this language"), "split", True),
    ("edit.split_all", N_("Split the cue in all languages"), "split", True),
    ("edit.merge", N_("Merge cues in this language"), "merge", True),
    ("edit.merge_all", N_("Merge cues in all languages"), "merge", True),
    ("edit.insert_after", N_("Insert a cue after this one"), "insert", True),
    ("edit.duplicate", N_("Duplicate the cue"), "insert", True),
    ("edit.delete", N_("Delete cues in this language"), "delete", True),
    ("edit.delete_all", N_("Delete cues in all languages"), "delete", True),
    ("edit.speaker", N_("Choose the speaker"), "characters", True),
    ("edit.place", N_("Place the caption…"), "placed", True),
    ("edit.pin", N_("Pin or unpin the translation"), "pin", True),
    ("window.cue_history", N_("Show the versions of the cue"), "history", False),
)
"""Actions of the table's context menu: id, words, icon, whether it writes."""


class CueTableView(QTableView):
    """`text_wanted` asks for the edit box of the current row: Enter; `play_wanted` is Space, `delete_wanted` Del.

    `resized` says that there is another width to share; `step_wanted(1 or -1)` asks for the cue below or above, of a cell too;
    `line_pressed(index, y)` is where in a cell the mouse was pressed.
    """

    text_wanted = Signal()
    play_wanted = Signal()
    resized = Signal()
    step_wanted = Signal(int)
    delete_wanted = Signal()
    line_pressed = Signal(QModelIndex, int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which line of a cell was pressed, once the row is chosen."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid():
            self.line_pressed.emit(index, at.y() - self.visualRect(index).top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so, also when a scroll bar came or went."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the edit box, Space plays; F2 edits in place."""
        editing = self.state() == QAbstractItemView.State.EditingState
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held and not editing:
            self.text_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and not editing:
            self.play_wanted.emit()
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not editing:
            self.delete_wanted.emit()
            return
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and not editing:
            self.step_wanted.emit(step)
            return
        super().keyPressEvent(event)


class CueArea(QWidget):
    """Keeps the table's current row and the workspace's current cue the same."""

    text_wanted = Signal()

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._moving = False
        self.table = CueTable(self)
        self.table.editable = not opened.workspace.read_only
        self.table.chosen_in = opened.chosen_in
        self.view = CueTableView()
        self.delegate = CueCellDelegate(self.table, self.view)
        self.columns = QToolButton(self)
        self._build()
        self._connect()
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
        view.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
        view.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.horizontalHeader().setFixedHeight(HEADER_PX)
        view.horizontalHeader().setMinimumSectionSize(24)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._cue_menu)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        self.columns.setIcon(theme.icon("language", "text2", 16))
        self.columns.setAccessibleName(_("Languages shown"))
        self.columns.setToolTip(_("Languages shown"))
        self.columns.clicked.connect(self.choose_columns)
        self.columns.setAutoRaise(True)

    def _connect(self) -> None:
        opened, workspace = self._opened, self._opened.workspace
        self.table.text_asked.connect(self._write_text)
        self.delegate.text_typed.connect(self._type_text)
        self.table.times_asked.connect(lambda cue_id, start, end, seen: write_times(opened, cue_id, start, end, expected=seen))
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.text_wanted.connect(self.text_wanted)
        self.view.play_wanted.connect(opened.player.toggle)
        self.view.resized.connect(self.share_width)
        self.view.step_wanted.connect(self._step)
        self.view.delete_wanted.connect(lambda: workspace.do("edit.delete"))
        self.view.line_pressed.connect(self._line_pressed)
        for signal in (opened.committing, workspace.handing_on):
            signal.connect(self._hand_on)
        opened.opened.connect(self._show)
        opened.refreshed.connect(self._show)
        opened.moved.connect(self._show_moved)
        opened.findings_moved.connect(self._show_findings)
        opened.followed.connect(self._mark_followed)
        workspace.cue_selected.connect(self._follow)
        workspace.language_changed.connect(self._languages_changed)

    def share_width(self) -> None:
        """Give figures what they need and languages the rest, the source a little less."""
        header, tags = self.view.horizontalHeader(), self.table.languages
        spoken = any(row.cue.speaker_id is not None for row in self._opened.rows())
        hidden = {Column.SPEAKER: not spoken, Column.DURATION: self.width() < WITH_DURATION_PX}
        for column, hide in hidden.items():
            self.view.setColumnHidden(column, hide)
        fixed = {column: 0 if hidden.get(column) else width for column, width in WIDTHS.items()}
        for column, width in fixed.items():
            header.resizeSection(column, width)
        last = FIXED + len(tags)
        header.resizeSection(last, FINDINGS_PX)
        room = self.view.viewport().width() - sum(fixed.values()) - FINDINGS_PX
        weights = [0.7 if tag.startswith(("zh", "ja", "ko")) else 1.0 for tag in tags]
        for at, weight in enumerate(weights):
            header.resizeSection(FIXED + at, max(NARROWEST_PX, int(room * weight / sum(weights))))
        shown = self.view.viewport().geometry()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.columns.setGeometry(shown.left() + 4 if mirrored else shown.right() - 30, 3, 26, 26)
        self.columns.raise_()

    def choose_columns(self) -> None:
        """Offer the languages of the title as columns."""
        menu = QMenu(self)
        sheet = self._opened.sheet
        matrix = Outline.of(self._opened.workspace).matrix
        known = [*(sheet.columns if sheet is not None else ()), *(matrix.languages if matrix is not None else ())]
        for tag in dict.fromkeys(tag for tag in known if tag):
            act = menu.addAction(_("{name} ({tag})").format(name=numbers.language_name(tag), tag=tag))
            act.setCheckable(True)
            act.setChecked(tag in self.table.languages)
            act.setEnabled(tag != self._opened.source)
            act.triggered.connect(lambda on, tag=tag: self._switch(tag, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    def _cue_menu(self, at: QPoint) -> None:
        """Offer what is done with the cue under the mouse, or with all chosen ones where it is among them."""
        index = self.view.indexAt(at)
        if not index.isValid() or self.table.table_row(index).edge:
            return
        menu, workspace = QMenu(self), self._opened.workspace
        for action_id, words, icon, writes in CUE_MENU:
            if not (writes and workspace.read_only):
                menu.addAction(theme.plain_icon(icon), _(words), partial(workspace.do, action_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def set_find(self, pattern: Pattern | None) -> None:
        """Mark what is searched for."""
        self.delegate.find = pattern
        self.view.viewport().update()

    @property
    def is_editing(self) -> bool:
        """Whether something is typed in a cell."""
        return self.view.state() == QAbstractItemView.State.EditingState

    def reveal(self, row_id: int) -> None:
        """Bring a row into view; the current one stays."""
        at = self.table.row_number(row_id)
        if at >= 0:
            self.view.scrollTo(self.table.index(at, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def edit_in_place(self) -> None:
        """Edit the cell of the current row in the language being worked on."""
        row, column = self.view.currentIndex().row(), self.table.column_of(self._opened.workspace.language)
        if row >= 0 and column >= 0:
            self.view.edit(self.table.index(row, column))

    def _switch(self, tag: str, on: bool) -> None:
        shown = [each for each in self.table.languages if each != tag]
        if on:
            known = list(self._opened.sheet.columns) if self._opened.sheet is not None else []
            shown = sorted([*shown, tag], key=lambda each: known.index(each) if each in known else len(known))
        current = self._opened.workspace.language
        self._opened.workspace.choose_languages(shown, current if current in shown else "")

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
        self._moving = True  # Qt turns to a neighbour when the current row goes; only a person's act chooses
        self.table.show_episode(loaded, self._opened.source, edges)
        self._moving = False
        self.share_width()
        self._share_height()
        self._follow(self._opened.workspace.cue_id)

    def _show_moved(self, moved: Moved) -> None:
        self._moving = True
        self.table.show_moved(moved)
        self._moving = False
        splice = moved.splice
        came = moved.after.sheet.rows[splice.first : splice.first + splice.added]
        head = len(moved.after.before) + splice.first
        self._share_height(range(head, head + splice.added))
        spoken = any(row.cue.speaker_id is not None for row in came)
        if spoken and self.view.isColumnHidden(Column.SPEAKER):
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
        at = self.table.row_number(self.delegate.current_id)
        if at >= 0 and self.view.currentIndex().row() != at:
            column = max(0, self.view.currentIndex().column(), self.table.column_of(self._opened.workspace.language))
            self._moving = True
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.table.index(at, column), flags)
            self._moving = False
        if at >= 0:
            self.view.scrollTo(self.table.index(at, 0), QAbstractItemView.ScrollHint.EnsureVisible)
        self.view.viewport().update()

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
