"""The catalog place: every title as a cover or a line, narrowed by the sidebar and by typing."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.views.grid import TitleRow
from crossreel.i18n import numbers
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _, _n
from crossreel.ui.hub.covers import Covers
from crossreel.ui.hub.workspace import Chip, Status, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.popping import menu_of, offer_actions
from crossreel.ui.places.catalog.title_filters import Filter, filters_for
from crossreel.ui.places.catalog.title_list import SORTINGS, TitleList
from crossreel.ui.places.catalog.views import ENTER, FilterSidebar, TitleGrid, TitleTable

SETTLE_MS = 300


class CatalogPlace(QWidget):
    """Reads all titles in one go and keeps them; reads again when an edit moved something, once it is shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        covers = Covers.of(workspace)
        self.titles = TitleList()
        self.titles.setParent(self)
        self.grid, self.table = TitleGrid(self.titles, covers), TitleTable(self.titles, covers)
        self._view: TitleGrid | TitleTable = self.grid
        self._filter_id, self._stale, self._had_focus = "all", False, False
        self._selected_id: int | None = workspace.title_id
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._read)
        self._build()
        workspace.changed.connect(self._follow)
        workspace.findings_changed.connect(self._outdate)
        workspace.place_shown.connect(self._shown)
        covers.arrived.connect(self._repaint)
        self._read()

    def _build(self) -> None:
        words = _("The catalog is empty: make a title, or drop a folder of episodes here.")
        self.empty = EmptyState(words, "" if self._workspace.read_only else _("New title"), "catalog")
        self.empty.pressed.connect(partial(self._workspace.ask, "new_title"))
        self.nothing = EmptyState(_("No title fits what you are looking for."), _("Show all titles"), "search")
        self.nothing.pressed.connect(self._show_all)
        self.waiting = QWidget()
        self.views = QStackedWidget()
        for page in (self.waiting, self.grid, self.table, self.empty, self.nothing):
            self.views.addWidget(page)
        for view in (self.grid, self.table):
            view.opened.connect(self.open_selected)
            view.delete_asked.connect(self._delete)
            view.customContextMenuRequested.connect(self._menu)
            view.selectionModel().currentChanged.connect(self._selected)
        self.table.order_asked.connect(self._order)
        self.sidebar = FilterSidebar()
        self.sidebar.chosen.connect(self._filter)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._build_head())
        right.addWidget(self.views, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setFocusProxy(self.grid)

    def _build_head(self) -> QHBoxLayout:
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Filter by name or code"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.field.setFocus)
        self.sort = QPushButton()
        self.sort.setProperty("role", "chip")
        menu = QMenu(self.sort)
        for sorting in SORTINGS:
            menu.addAction(_(sorting.words), partial(self._order, sorting.id))
        self.sort.setMenu(menu)
        self._order(SORTINGS[0].id)
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 16, 4)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self.sort)
        row.addStretch(1)
        self._switches: dict[QWidget, QPushButton] = {}
        for words, icon, view in ((_("Covers"), "covers", self.grid), (_("Table"), "table", self.table)):
            self._switches[view] = self._switch(words, icon, view)
            row.addWidget(self._switches[view])
        return row

    def _switch(self, words: str, icon: str, view: TitleGrid | TitleTable) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setIcon(theme.icon(icon, "text2", 16))
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(view is self.grid)
        button.clicked.connect(lambda: self.show_view(view))
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and Enter leave the field for the titles."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, *ENTER):
                self._view.setFocus()
                self.select(self._selected_id)
                return True
        return False

    def select(self, title_id: int | None) -> None:
        """Mark a title; the first one where it is not shown."""
        row = max(0, self.titles.position(title_id))
        for view in (self.grid, self.table):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            view.selectionModel().setCurrentIndex(self.titles.index(row, 0), flags)

    def selected(self) -> TitleRow | None:
        """Return the title that is marked."""
        return self.titles.row_at(self._view.currentIndex())

    def open_selected(self) -> None:
        """Open the title that is marked in its matrix."""
        row = self.selected()
        if row is not None:
            self._workspace.open_title(row.title.id)
            self._workspace.show_place("title")

    def show_view(self, view: TitleGrid | TitleTable) -> None:
        """Show the covers or the table."""
        self._view = view
        self._switches[view].setChecked(True)
        self.setFocusProxy(view)
        self._refresh()
        view.setFocus()

    def _menu(self, at: QPoint) -> None:
        row = self.titles.row_at(self._view.indexAt(at))
        menu = menu_of(self)
        if row is None:
            offer_actions(menu, self, (("catalog.new_title", "catalog.import"),))
        else:
            self._offer_title(menu)
        menu.popup(self._view.viewport().mapToGlobal(at))

    def _offer_title(self, menu: QMenu) -> None:
        menu.addAction(theme.plain_icon("title"), f"{_('Open')}\t{key_words('Return')}", self.open_selected)
        menu.addAction(theme.plain_icon("screening"), _("Screen"), partial(self._open_in, "screening"))
        menu.addAction(theme.plain_icon("delivery"), _("Deliver…"), partial(self._open_in, "deliveries"))
        menu.addAction(theme.plain_icon("metadata"), _("Rename and describe…"), self._describe)
        if not self._workspace.read_only:
            menu.addSeparator()
            menu.addAction(theme.plain_icon("delete"), f"{_('Delete title…')}\t{key_words('Del')}", self._delete)

    def _open_in(self, place: str) -> None:
        self.open_selected()
        self._workspace.show_place(place)

    def _describe(self) -> None:
        self.open_selected()
        self._workspace.show_panel("metadata")

    def _delete(self) -> None:
        row = self.selected()
        if row is not None and not self._workspace.read_only:
            self._workspace.open_title(row.title.id)
            self._workspace.ask("delete_title")

    def _follow(self, edit: Edit) -> None:
        self._outdate(edit.header.title_id)

    def _outdate(self, _title_id: int | None) -> None:
        self._stale = True
        if self.isVisible() and not self._timer.isActive():  # who goes on working does not put off what is shown
            self._timer.start()

    def _shown(self, place: str) -> None:
        if place == "catalog":
            self._say()
            if self._stale:
                self._read()

    def _read(self) -> None:
        self._stale = False
        self._workspace.compute(self._workspace.desk.cataloging.titles, then=self._take, topic="titles")

    def _take(self, rows: tuple[TitleRow, ...]) -> None:
        wanted_id, bar = self._selected_id, self._view.verticalScrollBar()
        scrolled = bar.value()
        self.titles.set_rows(rows)
        self._selected_id = wanted_id
        self.sidebar.show_filters(filters_for(rows), self._filter_id)
        bar.setValue(scrolled)

    def _filter(self, chosen: Filter) -> None:
        self._filter_id = chosen.id
        wanted_id = self._selected_id
        self.titles.set_filter(chosen.passes)
        self._selected_id = wanted_id
        self._refresh()

    def _narrow(self, text: str) -> None:
        wanted_id = self._selected_id
        self.titles.narrow(text)
        self._selected_id = wanted_id
        self._refresh()

    def _order(self, sorting_id: str) -> None:
        self.titles.order_by(sorting_id)
        words = next(_(each.words) for each in SORTINGS if each.id == sorting_id)
        self.sort.setText(_("Sort: {order}").format(order=words))
        self.select(None)

    def _show_all(self) -> None:
        self.field.clear()
        self.sidebar.mark(0)

    def _refresh(self) -> None:
        if not self.titles.all_rows():
            self.views.setCurrentWidget(self.empty)
            if self._workspace.place == "catalog":
                self.empty.take_hands()
        elif self.titles.rowCount() == 0:
            self.views.setCurrentWidget(self.nothing)
        else:
            self.views.setCurrentWidget(self._view)
            self.select(self._selected_id)
            self._take_focus()
        self._say()

    def _take_focus(self) -> None:
        """Give the titles the focus once, when they are first there to take it."""
        if not self._had_focus and self._workspace.place == "catalog":
            self._had_focus = True
            self._view.setFocus()

    def _selected(self, index: QModelIndex) -> None:
        row = self.titles.row_at(index)
        if row is not None:
            self._selected_id = row.title.id
            self._say()

    def _repaint(self, _title_id: int) -> None:
        self._view.viewport().update()

    def _say(self) -> None:
        if self._workspace.place != "catalog":
            return
        rows = self.titles.all_rows()
        episodes = sum(row.episode_count for row in rows)
        words = (
            _n("{count} title", "{count} titles", len(rows)).format(count=numbers.number(len(rows))),
            _n("{count} episode", "{count} episodes", episodes).format(count=numbers.number(episodes)),
        )
        self._workspace.set_chips([Chip(text=each) for each in words])
        row = self.selected()
        text = _("Selected: {name}").format(name=row.title.name) if row is not None else ""
        hints = ((key_words("Return"), _("open")), (key_words("Ctrl+F"), _("filter"))) if row is not None else ()
        self._workspace.set_status(Status(text=text, hints=hints))
