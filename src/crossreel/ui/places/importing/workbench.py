"""Where a plan is worked on: the matrix or the list of files, and beside it what is chosen."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.additions import lying_about, put_here, with_files
from crossreel.domain.importing.cut_texts import is_text, span_of
from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.plan_matrix import CellState, Place, PlanColumn
from crossreel.domain.importing.titles import split_off
from crossreel.domain.importing.verdict import resettle
from crossreel.domain.text.frame_rates import read_rate
from crossreel.domain.text.programme_start import FOUND
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _
from crossreel.services.job_kinds import map_columns, read_at_rate, scan_files
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.popping import menu_of, offer_actions
from crossreel.ui.kit.table_rows import choose_row
from crossreel.ui.places.importing.columns_dialog import ColumnsDialog
from crossreel.ui.places.importing.cutting import CutDialog
from crossreel.ui.places.importing.field_corrections import FIELDS
from crossreel.ui.places.importing.matrix_model import PlanTable
from crossreel.ui.places.importing.panel import WIDTH, ChosenPanel
from crossreel.ui.places.importing.parts import PlanBar
from crossreel.ui.places.importing.planning import Planning
from crossreel.ui.places.importing.putting import PutDialog
from crossreel.ui.places.importing.rows import ImportRows, Shown
from crossreel.ui.places.importing.timing_bar import TimingBar, needing_rate, starting_late
from crossreel.ui.places.importing.views import FilesView, MatrixView

MENU = (
    ("import.take", "import.leave_out", "import.add_file"),
    ("import.shift", "import.keep_times", "import.begin_at_zero", "import.start", "import.rate"),
    ("import.collapse", "import.apart", "import.together", "import.replace", "import.keep_there", "import.reference",
     "import.cuts", "import.columns"),
    ("import.episode", "import.offset", "import.language", "import.role", "import.look", "import.version", "import.draft",
     "import.extra", "import.title"),
)  # fmt: skip
REST_MS = 40


class Workbench(QWidget):
    """Follows `Planning`: shows its plan, tells it what is chosen, hands on what the panel says."""

    def __init__(self, workspace: Workspace, bar: PlanBar, timing: TimingBar) -> None:
        super().__init__()
        self._workspace, self._planning, self._bar = workspace, Planning.of(workspace), bar
        self.table, self.rows = PlanTable(), ImportRows()
        self.table.setParent(self)
        self.rows.setParent(self)
        self.matrix, self.files = MatrixView(self.table), FilesView(self.rows)
        self.panel = ChosenPanel(workspace)
        self._views = QStackedWidget()
        self._views.addWidget(self.matrix)
        self._views.addWidget(self.files)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._views)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([900, WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self._following = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._say)
        self._connect(timing)
        self.setFocusProxy(self.matrix)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan, or the same one corrected; only what changed is painted anew, and the same files stay chosen."""
        chosen = self._planning.chosen
        self._following = True
        self.table.show_plan(plan)
        self.rows.show_plan(plan)
        if not self._as_list() and tuple(self.matrix.ids()) != chosen:
            self.matrix.select_ids(chosen)
        self._following = False
        self._planning.choose([item_id for item_id in chosen if item_id in plan.index.positions], self._planning.column)
        self._rest.start()

    def _choose(self, ids: Sequence[int], column: PlanColumn | None) -> None:
        if not self._following:
            self._planning.choose(ids, column)

    def begin(self) -> None:
        """Show a fresh plan: as a matrix, the first thing to look at chosen, else the first cell."""
        self._turn(as_list=not self.table.columns)
        self.files.shown.show_only(Shown.ALL, "")
        if self.table.columns and not self.matrix.go_to_doubt(1):
            first = self.table.index(0, 0)
            self.matrix.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._say()
        self._view().setFocus()

    def _connect(self, timing: TimingBar) -> None:
        planning, bar = self._planning, self._bar
        for view in (self.matrix, self.files):
            view.chosen.connect(self._choose)
            view.menu_asked.connect(self._open_menu)
        self.table.dropped.connect(self._dropped)
        self.rows.episode_given.connect(lambda item_id, number: self._correct(correct.set_episode, item_id, number))
        self.rows.language_given.connect(lambda item_id, tag: self._correct(correct.set_language, item_id, tag))
        self.rows.role_given.connect(lambda item_id, role: self._correct(correct.set_role, item_id, role))
        self.panel.fields.given.connect(self._given)
        self.panel.fields.finished.connect(self._go_back)
        QShortcut(QKeySequence("Esc"), self.panel, self._go_back, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("Esc"), bar.search, self._go_back, context=Qt.ShortcutContext.WidgetShortcut)
        self.panel.narrowed.connect(planning.choose)
        planning.chosen_moved.connect(self._rest.start)
        planning.field_asked.connect(self._go_to)
        planning.turned.connect(lambda: self._turn(as_list=not self._as_list()))
        planning.doubt_asked.connect(lambda by: self._view().go_to_doubt(by))
        planning.find_asked.connect(self._find)
        planning.file_asked.connect(self._add_file)
        bar.turned.connect(lambda as_list: self._turn(as_list=as_list))
        bar.filter_given.connect(self._filter)
        bar.holes_asked.connect(self._show_hole)
        bar.searched.connect(lambda words: self.files.shown.show_only(self.files.shown.shown, words))
        timing.rate_given.connect(lambda rate, for_all: self._read_at(rate, None if for_all else planning.chosen))
        timing.start_taken.connect(self._begin_at_zero)
        self._workspace.place_shown.connect(lambda place: self._rest.start() if place == "import" else None)

    def _go_back(self) -> None:
        """Give the hands back to the plan."""
        self._view().setFocus()

    def _view(self) -> MatrixView | FilesView:
        return self.files if self._as_list() else self.matrix

    def _as_list(self) -> bool:
        return self._views.currentWidget() is self.files

    def _turn(self, *, as_list: bool) -> None:
        """Go over to the list or back, with the same files chosen."""
        if as_list and not self._as_list():
            self.files.select_ids(self._planning.chosen)
        self._views.setCurrentWidget(self.files if as_list else self.matrix)
        self.setFocusProxy(self._view())
        self._bar.show_filter(self.files.shown.shown, as_list=as_list)
        self._planning.choose(self._view().ids())
        self._view().setFocus()
        self._rest.start()

    def _filter(self, shown: Shown) -> None:
        self.files.shown.show_only(shown, self._bar.search.text())
        self._turn(as_list=True)
        if not self.files.ids() and self.files.shown.rowCount():
            choose_row(self.files, 0)

    def _find(self) -> None:
        self._turn(as_list=True)
        self._bar.search.setFocus()
        self._bar.search.selectAll()

    def _show_hole(self) -> None:
        self._turn(as_list=False)
        places = self.table.matrix.where(CellState.HOLE)
        if places:
            index = self.table.index(self.table.rows.index(places[0][0]), self.table.columns.index(places[0][1]))
            self.matrix.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.matrix.scrollTo(index)

    def _say(self) -> None:
        """Once hands rest: show what is chosen, and which corrections make sense of it."""
        plan = self._planning.plan
        self._bar.show_plan(plan, self.table.matrix)
        self._bar.show_filter(self.files.shown.shown, as_list=self._as_list())
        self._workspace.selection_changed.emit()
        self.panel.show_chosen(self._view().heading() if plan.items else "", self._view().ids())
        if self._workspace.place == "import" and plan.items and self.isVisible():
            keys = self._workspace.keys
            hints = [("import.next_doubt", _("next doubt")), ("import.leave_out", _("leave out")), ("import.episode", _("episode"))]
            hints += [("import.language", _("language")), ("import.turn", _("list") if not self._as_list() else _("matrix"))]
            hints += [("import.apply", _("import"))]
            shown = tuple((key_words(keys[name][0]), words) for name, words in hints if keys.get(name))
            self._workspace.set_status(Status(text=self._view().heading(), hints=shown))

    def cut(self, item: PlanItem) -> None:
        """Ask where the episodes of a file begin and end."""
        self._workspace.ask(partial(self._cut_dialog, item))

    def _cut_dialog(self, item: PlanItem, window: QWidget) -> CutDialog:
        dialog = CutDialog(item, window)
        dialog.given.connect(lambda item_id, cuts: self._planning.correct(lambda plan: correct.set_cuts(plan, item_id, cuts)))
        return dialog

    def _go_to(self, field: str) -> None:
        """Go to where something is said of the files that are meant: a field of the panel, or a sheet of its own."""
        items = self.panel.meant()
        if field == "cuts":
            several = next((item for item in items if span_of(item) and (item.info is not None or is_text(item))), None)
            if several is not None:
                self.cut(several)
        elif field == "columns":
            sheet = next((Path(item.path) for item in items if item.is_sheet), None)
            if sheet is not None:
                self._workspace.ask(
                    lambda window: ColumnsDialog(self._workspace, sheet, partial(self._read_columns, sheet), window)
                )
        else:
            self.panel.go_to(field)

    def _read_columns(self, path: Path, columns: str) -> None:
        job = map_columns.JOB(self._planning.plan, path, columns)
        self._workspace.carry_out(job, _("Reading files"), then=self._read_so, topic="import-columns")

    def _read_so(self, read: ImportPlan) -> None:
        self._planning.correct(lambda _plan: read)

    def _given(self, field: str, written: str) -> None:
        """Correct the files that are meant as a field says it."""
        ids = [item.id for item in self.panel.meant()]
        if not ids:
            return
        if field == "rate":
            rate = read_rate(written)
            if rate is not None:
                self._read_at(rate, tuple(ids))
        elif field == "title":
            self._split_off(ids, written)
        else:
            self._planning.correct(lambda plan: FIELDS[field](plan, ids, written))
            self._rest.start()  # what could not be is shown again as it is

    def _correct(self, change: Callable[..., ImportPlan], item_id: int, value: object) -> None:
        self._planning.correct(lambda plan: change(plan, item_id, value))

    def _split_off(self, ids: Sequence[int], name: str) -> None:
        planning = self._planning
        if not name:
            return
        code, taken = self._workspace.desk.importing.suggest_code(name), [plan.code for plan in planning.plans]
        made = split_off(planning.plan, ids, name, correct.suggest_code(name, taken) if code in taken else code)
        if len(made) == 2:
            at = planning.at
            planning.replace_all([*planning.plans[:at], *made, *planning.plans[at + 1 :]], at)

    def _read_at(self, rate: Fraction, ids: Sequence[int] | None) -> None:
        job = read_at_rate.JOB(self._planning.plan, rate, tuple(ids) if ids is not None else None)
        self._workspace.carry_out(job, _("Reading files"), then=partial(self._read_again, ids), topic="import-rate")

    def _read_again(self, ids: Sequence[int] | None, read: ImportPlan) -> None:
        """Take over the files that were read anew; what was corrected meanwhile stays."""
        wanted = [item.id for item in needing_rate(self._planning.plan)] if ids is None else ids
        self._planning.correct(lambda plan: resettle(plan, [read.item(item_id) for item_id in wanted]))

    def _begin_at_zero(self, for_all: bool) -> None:
        late = [item.id for item in starting_late(self._planning.plan)]
        ids = late if for_all else [item_id for item_id in self._planning.chosen if item_id in late]
        self._planning.correct(lambda plan: correct.start_programmes(plan, FOUND, ids))

    def _add_file(self) -> None:
        """Choose a file for the current cell: for an empty one among those that come in nowhere, if there are any."""
        place = self.table.place_of(self.matrix.currentIndex())
        if place is None:
            return
        lying = [] if self.table.matrix.cell(*place).ids else lying_about(self._planning.plan, place[1])
        if not lying:
            self._add_from_disk(place)
            return
        put, other = partial(self._put_here, place), partial(self._add_from_disk, place)
        self._workspace.ask(partial(PutDialog, self.matrix.heading(), lying, put, other))

    def _put_here(self, place: Place, item_id: int) -> None:
        self._planning.correct(lambda plan: put_here(plan, [item_id], *place))

    def _add_from_disk(self, place: Place) -> None:
        chosen = FileDialog.choose_file(self, _("Put a file here"))
        if chosen:
            self._dropped((Path(chosen),), *place)

    def _dropped(self, paths: Sequence[Path], row: int, column: PlanColumn) -> None:
        """Read files that were dropped on a cell: they join the plan there, whatever their names say."""
        job = scan_files.JOB(tuple(paths), self._planning.plan.title_id)
        put = partial(self._add, row, column)
        self._workspace.carry_out(job, _("Reading files"), then=put, topic="import-more")

    def _add(self, row: int, column: PlanColumn, found: Sequence[ImportPlan]) -> None:
        items = [item for plan in found for item in plan.items]
        self._planning.correct(lambda plan: with_files(plan, items, row, column))
        self._rest.start()

    def _open_menu(self, at: QPoint) -> None:
        self._say()
        menu = menu_of(self)
        offer_actions(menu, self, MENU)
        for act in menu.actions():
            act.setVisible(act.isEnabled() or act.isSeparator())
        menu.popup(at)
