"""The title place: the matrix of episodes and languages, under the title's head."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStackedWidget, QTableView, QVBoxLayout, QWidget

from crossreel.domain.catalog.workflow import SETTABLE
from crossreel.domain.text.column_name import column_name, is_full
from crossreel.domain.views.grid import Cell
from crossreel.i18n import numbers
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.ui.hub.covers import Covers
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.posters import Posters
from crossreel.ui.hub.workspace import ImportRequest, Status, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.painting import STATE_ICONS, state_words
from crossreel.ui.kit.popping import show_key
from crossreel.ui.kit.title_head import TitleHead
from crossreel.ui.places.title.actions import roles
from crossreel.ui.places.title.matrix_cell import MatrixCell
from crossreel.ui.places.title.matrix_headers import EpisodeHeader, LanguageHeader
from crossreel.ui.places.title.matrix_table import MatrixTable

NARROWEST_PX, WIDEST_PX = 148, 320
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EPISODE_ACTIONS = (
    ("matrix.describe_episode", N_("Renumber or rename…"), "rename"),
    ("matrix.free", N_("Free to watch"), "episode"),
    ("matrix.not_free", N_("Not free to watch"), "lock"),
    ("matrix.remove_episodes", N_("Remove the episodes"), "delete"),
)


class TitlePlace(QWidget):
    """Follows the outline of the open title; a key or a press on a cell leads to the editor."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._outline, self._covers = Outline.of(workspace), Covers.of(workspace)
        self.model = MatrixTable()
        self.model.setParent(self)
        self.model.dropped.connect(self._dropped)
        self._build()
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.timeout.connect(self._say)
        self._outline.moved.connect(self._show)
        self._covers.arrived.connect(self._show_cover)
        workspace.place_shown.connect(self._shown)
        self._show()

    def _build(self) -> None:
        buttons = (
            ("title.draft", _("Draft…")),
            ("title.check", _("Check all")),
            ("title.review", _("Review")),
            ("title.screen", _("Screen")),
            ("title.describe", _("Metadata")),
        )
        self.head = TitleHead(buttons)
        self.head.pressed.connect(self._workspace.do)
        for action_id in ("title.draft", "title.check"):
            self.head.set_enabled(action_id, not self._workspace.read_only)
        self._build_table()
        self.empty = EmptyState(_("No episodes yet: drop their videos and subtitles here."), _("Import…"), "film")
        self.empty.pressed.connect(partial(self._workspace.do, "catalog.import"))
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self.setFocusProxy(self.table)

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setAccessibleName(_("Title matrix: episodes by languages"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(MatrixCell(self.table))
        self.languages_head, self.episodes_head = LanguageHeader(), EpisodeHeader(Posters(self._workspace, self))
        self.table.setHorizontalHeader(self.languages_head)
        self.table.setVerticalHeader(self.episodes_head)
        self.table.setShowGrid(False)
        self.table.setMouseTracking(True)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._cell_menu)
        self.episodes_head.customContextMenuRequested.connect(self._episode_menu)
        self.languages_head.customContextMenuRequested.connect(self._language_menu)
        self.table.setAcceptDrops(not self._workspace.read_only)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.table.doubleClicked.connect(self.open_cell)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        self.table.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self._corner = label(_("Episode"), "label", self.table)
        self._corner.setIndent(12)
        for key in ("S", "Menu"):
            menu = self._state_menu if key == "S" else self._key_menu
            QShortcut(QKeySequence(key), self.table, menu, context=Qt.ShortcutContext.WidgetShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the current cell at Enter; spread the languages over the width."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self.open_cell(self.table.currentIndex())
            return True
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._spread()
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.table.width() - self.episodes_head.width() if mirrored else 0
            self._corner.setGeometry(left, 0, self.episodes_head.width(), self.languages_head.height() - 1)
        return False

    def open_cell(self, index: QModelIndex) -> None:
        """Open a cell in the editor: its episode, with its language beside the source."""
        cell, matrix = self.model.cell_at(index), self.model.matrix
        if cell is None or matrix is None:
            return
        source = matrix.languages[0]
        chosen = self._workspace.languages or (source,)
        self._workspace.choose_languages(list(dict.fromkeys((*chosen, cell.language))), cell.language)
        self._workspace.open_episode(cell.episode_id, cell.language)
        self._workspace.show_place("editor")

    def chosen_cells(self) -> list[Cell]:
        """Return the selected cells, row by row."""
        indexes = sorted(self.table.selectionModel().selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return [cell for cell in map(self.model.cell_at, indexes) if cell is not None]

    def _show(self) -> None:
        matrix = self._outline.matrix
        fresh = matrix is not None and (self.model.matrix is None or self.model.matrix.title.id != matrix.title.id)
        self.model.set_matrix(matrix)
        if matrix is None:
            return
        self.head.show_matrix(matrix)
        self._show_cover(matrix.title.id)
        self.body.setCurrentWidget(self.table if matrix.rows else self.empty)
        self._spread()
        self._read_watched()
        if (fresh and matrix.rows) or not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(self.model.first_row(), self.model.first_translation()))
        self._say()

    def _show_cover(self, title_id: int) -> None:
        matrix = self.model.matrix
        if matrix is not None and matrix.title.id == title_id:
            self.head.cover.set_cover(self._covers.get(title_id, matrix.title.cover_id), matrix.title.code)

    def _spread(self) -> None:
        count = self.model.columnCount()
        if not count:
            return
        room = self.table.viewport().width()
        width = max(NARROWEST_PX, min(WIDEST_PX, room // count))
        for column in range(count):
            extra = 1 if width * count < room <= WIDEST_PX * count and column < room - width * count else 0
            self.table.setColumnWidth(column, width + extra)

    def _selected(self, _chosen: QItemSelection, _dropped: QItemSelection) -> None:
        self._say_later.start(0)

    def _shown(self, place: str) -> None:
        if place == "title":
            self._read_watched()
            self._say()

    def _read_watched(self) -> None:
        title_id, workspace = self._workspace.title_id, self._workspace
        if title_id is not None and workspace.place == "title":
            workspace.compute(call(workspace.desk.attending.best, title_id), then=self.model.set_watched, topic="title.watched")

    def _say(self) -> None:
        cells = self.chosen_cells()
        self._workspace.choose_cells([(cell.episode_id, cell.language) for cell in cells])
        if self._workspace.place != "title":
            return
        text = _n("{count} cell selected", "{count} cells selected", len(cells)).format(count=numbers.number(len(cells)))
        row = self._outline.row(cells[0].episode_id) if len(cells) == 1 else None
        if row is not None:
            language = numbers.native_language_name(cells[0].language)
            text = _("{language}, episode {number}").format(language=language, number=row.episode.number)
        done, whole = self.model.approved()
        share = done / whole if whole else None
        words = _("Approved {share} of {count} cells").format(share=numbers.percent(share or 0), count=numbers.number(whole))
        hints = ((key_words("Return"), _("open")), ("S", _("state")), ("F9", _("check")))
        self._workspace.set_status(Status(text=text, hints=hints, progress_text=words if whole else "", progress=share))

    def _dropped(self, paths: tuple[Path, ...], cell: Cell) -> None:
        request = ImportRequest(paths=paths, title_id=self._workspace.title_id, episode_id=cell.episode_id, language=cell.language)
        self._workspace.request_import(request)

    def _state_menu(self) -> None:
        menu = QMenu(self)
        self._add_states(menu)
        self._popup(menu, self._cell_point())

    def _add_states(self, menu: QMenu) -> None:
        for number, state in enumerate(SETTABLE, start=1):
            words = f"&{number}  {state_words(state)}"
            icon = theme.plain_icon(STATE_ICONS[state], state.value, 16)
            made = menu.addAction(icon, words, partial(self._workspace.do, f"matrix.{state.value}"))
            made.setEnabled(not self._workspace.read_only)

    def _cell_point(self) -> QPoint:
        rect = self.table.visualRect(self.table.currentIndex())
        return self.table.viewport().mapToGlobal(rect.bottomLeft())

    def _key_menu(self) -> None:
        self._cell_menu(self.table.visualRect(self.table.currentIndex()).center())

    def _cell_menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        cell = self.model.cell_at(index)
        if cell is None:
            return
        menu = QMenu(self)
        menu.addAction(theme.plain_icon("editor"), _("Open"), lambda: self.open_cell(index))
        if not self._workspace.read_only:
            states = menu.addMenu(_("Set state"))
            self._add_states(states)
            self._offer_roles(menu)
            self._add_run(menu, "title.draft_cells", _("Draft…"), "draft")
            self._add_run(menu, "title.burn_cells", _("Burn captions in…"), "film")
            menu.addAction(theme.plain_icon("import"), _("Import a file here…"), partial(self._choose_file, cell))
        menu.addSeparator()
        self._add_episode_actions(menu)
        self._popup(menu, self.table.viewport().mapToGlobal(at))

    def _add_run(self, menu: QMenu, action_id: str, words: str, icon: str) -> None:
        show_key(menu.addAction(theme.plain_icon(icon), words, partial(self._workspace.do, action_id)), self, action_id)

    def _offer_roles(self, menu: QMenu) -> None:
        """Offer to copy the subtitles into another role, to give them one, and to delete them."""
        for title, family in ((_("Copy as"), roles.COPIES), (_("Role"), roles.CHANGES)):
            part = menu.addMenu(title)
            for role in family:
                action_id = f"roles.{'copy' if family is roles.COPIES else 'make'}_{role}"
                act = part.addAction(numbers.role_name(role), partial(self._workspace.do, action_id))
                act.setEnabled(roles.has_other_role(role, self._workspace))
        menu.addAction(theme.plain_icon("delete"), _("Delete the subtitles"), partial(self._workspace.do, "roles.delete"))

    def _episode_menu(self, at: QPoint) -> None:
        row = self.episodes_head.logicalIndexAt(at)
        if self.model.row_at(row) is None:
            return
        if not any(index.row() == row for index in self.table.selectionModel().selectedIndexes()):
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._say()
        menu = QMenu(self)
        self._add_episode_actions(menu)
        self._popup(menu, self.episodes_head.viewport().mapToGlobal(at))

    def _add_episode_actions(self, menu: QMenu) -> None:
        cells = self.chosen_cells()
        if self._workspace.read_only or not cells:
            return
        for action_id, words, icon in EPISODE_ACTIONS:
            show_key(menu.addAction(theme.plain_icon(icon), _(words), partial(self._workspace.do, action_id)), self, action_id)
            if action_id == "matrix.describe_episode":
                menu.addAction(theme.plain_icon("film"), _("Replace the video…"), partial(self._choose_video, cells[0]))

    def _language_menu(self, at: QPoint) -> None:
        column = self.languages_head.logicalIndexAt(at)
        language, matrix = self.model.language_at(column), self.model.matrix
        if not language or matrix is None:
            return
        if self.table.currentIndex().column() != column:
            self.table.setCurrentIndex(self.model.index(max(0, self.table.currentIndex().row()), column))
            self._say()
        menu = QMenu(self)
        do = self._workspace.do
        show_key(
            menu.addAction(theme.plain_icon("export"), _("Export subtitles…"), partial(do, "title.export")), self, "title.export"
        )
        if not self._workspace.read_only:
            adding = menu.addAction(theme.plain_icon("add_language"), _("Add a language…"), partial(do, "title.add_language"))
            show_key(adding, self, "title.add_language")
            self._add_run(menu, "title.draft_language", _("Draft this language…"), "draft")
            if is_full(language):
                beside = menu.addMenu(_("Add beside it"))
                for role in roles.ADDITIONS:
                    act = beside.addAction(numbers.role_name(role), partial(do, f"roles.add_{role}"))
                    act.setEnabled(column_name(language, role) not in matrix.columns)
            removing = menu.addAction(theme.plain_icon("delete"), _("Remove this language"), partial(do, "matrix.remove_language"))
            removing.setEnabled(language != matrix.languages[0])
        self._popup(menu, self.languages_head.viewport().mapToGlobal(at))

    def _choose_file(self, cell: Cell) -> None:
        chosen = FileDialog.choose_file(self, _("Import a file here"))
        if chosen:
            self._dropped((Path(chosen),), cell)

    def _choose_video(self, cell: Cell) -> None:
        chosen = FileDialog.choose_file(self, _("Replace the video"))
        if chosen:
            request = ImportRequest(paths=(Path(chosen),), title_id=self._workspace.title_id, episode_id=cell.episode_id)
            self._workspace.request_import(request)

    def _popup(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
