"""The import place: what an import would do, corrected before anything is written."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QStackedWidget, QTableView, QVBoxLayout, QWidget

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, PlanItem
from crossreel.domain.importing.verdict import resettle
from crossreel.domain.report import Report
from crossreel.domain.text.document import Notice
from crossreel.domain.text.programme_start import FOUND
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, listing
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import import_file, import_plan, map_columns, prepare_title, prove_plan, read_at_rate, scan_files
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.hub.workspace import ImportRequest, Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.importing import rows as import_rows
from crossreel.ui.places.importing.columns_dialog import ColumnsDialog
from crossreel.ui.places.importing.cutting import CutBar, CutDialog
from crossreel.ui.places.importing.parts import EmptyImport, ImportFoot, ImportHead, ImportReport
from crossreel.ui.places.importing.role_choice import RoleChoice
from crossreel.ui.places.importing.rows import ImportRows
from crossreel.ui.places.importing.timing_bar import TimingBar, needing_rate, starting_late

EMPTY, PLAN, REPORT = range(3)


class ImportPlace(QWidget):
    """Shows a plan, takes corrections, applies it and shows the report."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._plan = ImportPlan()
        self._scans = 0
        self._rows = ImportRows()
        self._rows.episode_given.connect(lambda item, number: self._correct(correct.set_episode, item, number))
        self._rows.language_given.connect(lambda item, tag: self._correct(correct.set_language, item, tag))
        self._rows.role_given.connect(lambda item, role: self._correct(correct.set_role, item, role))
        self._pages = QStackedWidget()
        self._empty = EmptyImport()
        self._empty.pressed.connect(self._choose_folder)
        self._report = ImportReport()
        self._report.title_asked.connect(self._open_title)
        self._report.again_asked.connect(self._choose_folder)
        for page in (self._empty, self._plan_page(), self._report):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        workspace.import_requested.connect(self._begin)
        if workspace.import_request is not None:
            self._begin(workspace.import_request)

    @property
    def plan(self) -> ImportPlan:
        """The plan as corrected so far."""
        return self._plan

    def _plan_page(self) -> QWidget:
        page = QWidget()
        self._head = ImportHead()
        self._head.title_given.connect(self._title_given)
        self._head.source_given.connect(lambda tag: self._replace(correct.set_source(self._plan, tag)))
        self._head.existing_given.connect(lambda choice: self._replace(correct.set_on_existing(self._plan, choice)))
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "second")
        self._summary.setContentsMargins(20, 8, 20, 8)
        self._table = self._make_table()
        self._foot = ImportFoot()
        self._foot.apply_asked.connect(self._apply)
        self._foot.skip_asked.connect(self._toggle_skip)
        self._foot.choose_asked.connect(self._take_this_one)
        self._foot.columns_asked.connect(self._say_columns)
        self._foot.show_sheet(False)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._foot.show_sheet(self._sheet() is not None))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._timing = TimingBar()
        self._timing.rate_given.connect(self._read_at_rate)
        self._timing.start_taken.connect(self._begin_at_zero)
        self._cutting = CutBar()
        self._cutting.cut_asked.connect(self._cut)
        for part in (self._head, self._summary, self._timing, self._cutting, self._table, self._foot):
            layout.addWidget(part)
        return page

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(_("Files of this import"))
        table.setModel(self._rows)
        table.setItemDelegateForColumn(import_rows.ROLE, RoleChoice(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(34)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in (
            (import_rows.FILE, 260),
            (import_rows.EPISODE, 80),
            (import_rows.LANGUAGE, 240),
            (import_rows.ROLE, 96),
            (import_rows.CONTENT, 240),
        ):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(import_rows.STATUS, QHeaderView.ResizeMode.Stretch)
        QShortcut(QKeySequence("Del"), table, self._toggle_skip, context=Qt.ShortcutContext.WidgetShortcut)
        return table

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder with videos and subtitles"))
        if folder:
            self._workspace.request_import(ImportRequest(paths=(Path(folder),), title_id=self._workspace.title_id))

    def _begin(self, request: ImportRequest) -> None:
        if not request.paths:
            self._pages.setCurrentIndex(EMPTY)
            return
        if request.episode_id is not None and len(request.paths) == 1 and request.language:
            self._import_one(request.paths[0], request.episode_id, request.language)
            return
        self._empty.show_reading(True)
        self._pages.setCurrentIndex(EMPTY)
        job = scan_files.JOB(request.paths, request.title_id)
        self._workspace.carry_out(job, _("Reading files"), then=self._scanned, failed=self._failed, topic="import")

    def _import_one(self, path: Path, episode_id: int, language: str) -> None:
        self._workspace.carry_out(import_file.JOB(path, episode_id, language), _("Importing"), then=self._imported_one)
        self._workspace.show_place("title")

    def _imported_one(self, report: Report) -> None:
        for item in (*report.failed, *report.skipped, *report.doubts, *report.notices):
            kind = "error" if item in report.failed else "warning"
            self._workspace.notify.tell(sentence(item.code, item.facts), kind="error" if kind == "error" else "warning")

    def _failed(self, _error: BaseException) -> None:
        self._empty.show_reading(False)
        self._pages.setCurrentIndex(PLAN if self._plan.items else EMPTY)

    def _scanned(self, plan: ImportPlan) -> None:
        self._empty.show_reading(False)
        self._head.show_plan(plan)
        self._pages.setCurrentIndex(PLAN)
        self._replace(plan)
        self._prove(plan)
        QTimer.singleShot(0, self._table, self._table.resizeRowsToContents)  # once the page has its width
        self._table.setFocus()
        if plan.items:
            self._table.selectRow(0)

    def _prove(self, plan: ImportPlan) -> None:
        """Compare the videos by a few of their pictures while the plan is looked at; what they tell comes in as doubts."""
        self._scans += 1
        if sum(item.kind is ItemKind.VIDEO and item.may_claim for item in plan.items) > 1:
            job, took = prove_plan.JOB(plan), partial(self._proved, self._scans)
            self._workspace.carry_out(job, _("Comparing pictures"), then=took, quiet=True)

    def _proved(self, scan: int, doubts: Mapping[int, tuple[Notice, ...]]) -> None:
        if scan == self._scans and self._pages.currentIndex() == PLAN and any(doubts.values()):
            self._replace(correct.with_proofs(self._plan, doubts))

    def _replace(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._rows.show_plan(plan)
        self._timing.show_plan(plan)
        self._cutting.show_plan(plan)
        self._table.resizeRowsToContents()
        self._summary.setText(summary(plan))
        written = sum(1 for item in plan.items if item.is_written)
        self._foot.show_count(written, [sentence(notice.code, notice.facts) for notice in plan.problems])

    def _correct(self, change: Callable[..., ImportPlan], item_id: int, value: object) -> None:
        self._replace(change(self._plan, item_id, value))

    def _title_given(self, code: str, name: str) -> None:
        self._replace(correct.set_title(self._plan, code=code, name=name))

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self._table.selectionModel().selectedRows()})

    def _read_at_rate(self, rate: Fraction, for_all: bool) -> None:
        ids = None if for_all else tuple(self._rows.item(row).id for row in self._selected())
        job = read_at_rate.JOB(self._plan, rate, ids)
        self._workspace.carry_out(job, _("Reading files"), then=partial(self._read_again, ids), topic="import-rate")

    def _read_again(self, ids: tuple[int, ...] | None, plan: ImportPlan) -> None:
        """Take over the files that were read anew; what was corrected meanwhile stays."""
        wanted = [item.id for item in needing_rate(self._plan)] if ids is None else ids
        self._replace(resettle(self._plan, [plan.item(item_id) for item_id in wanted]))

    def _begin_at_zero(self, for_all: bool) -> None:
        late = [item.id for item in starting_late(self._plan)]
        chosen = [self._rows.item(row).id for row in self._selected()]
        self._replace(correct.start_programmes(self._plan, FOUND, late if for_all else [each for each in chosen if each in late]))

    def _cut(self, item: PlanItem) -> None:
        dialog = CutDialog(item, self.window())
        dialog.given.connect(lambda item_id, cuts: self._replace(correct.set_cuts(self._plan, item_id, cuts)))
        dialog.open()

    def _toggle_skip(self) -> None:
        plan = self._plan
        for row in self._selected():
            item = self._rows.item(row)
            plan = correct.skip(plan, item.id, not item.skipped)
        self._replace(plan)

    def _take_this_one(self) -> None:
        for row in self._selected()[:1]:
            self._replace(correct.choose(self._plan, self._rows.item(row).id))

    def _sheet(self) -> Path | None:
        """Return the sheet that is chosen."""
        rows = self._selected()
        item = self._rows.item(rows[0]) if rows else None
        return Path(item.path) if item is not None and item.is_sheet else None

    def _say_columns(self) -> None:
        path = self._sheet()
        if path is not None:
            ColumnsDialog(self._workspace, path, lambda columns: self._read_columns(path, columns), self.window()).open()

    def _read_columns(self, path: Path, columns: str) -> None:
        job = map_columns.JOB(self._plan, path, columns)
        self._workspace.carry_out(job, _("Reading files"), then=self._scanned, topic="import")

    def _apply(self) -> None:
        self._foot.set_busy(True)
        job = import_plan.JOB(self._plan)
        self._workspace.carry_out(job, _("Importing"), then=self._applied, failed=self._not_applied)

    def _not_applied(self, _error: BaseException) -> None:
        self._foot.set_busy(False)

    def _applied(self, report: Report) -> None:
        self._foot.set_busy(False)
        self._workspace.import_request = None
        title = self._workspace.desk.cataloging.find_title(self._plan.code)
        title_id = self._plan.title_id or (title.id if title else None)
        if title_id is not None:
            self._workspace.carry_out(prepare_title.JOB(title_id), _("Preparing waveforms"))
            ShotFinder.of(self._workspace).look_through(title_id)
        self._report.show_report(report, title_id)
        self._pages.setCurrentIndex(REPORT)
        if title_id is not None and not (report.failed or report.doubts or report.notices or report.cancelled):
            self._open_title(title_id)

    def _open_title(self, title_id: int) -> None:
        self._workspace.open_title(title_id)
        self._workspace.show_place("title")


def summary(plan: ImportPlan) -> str:
    """Return in words what is missing, doubled or forgotten in a plan."""
    parts = [_n("{count} file", "{count} files", len(plan.items)).format(count=len(plan.items))]
    if plan.languages:
        parts.append(_("Languages: {names}.").format(names=listing([language_name(tag) for tag in plan.languages])))
    if plan.gaps:
        parts.append(_("No file for episode {numbers}.").format(numbers=listing([str(number) for number in plan.gaps[:20]])))
    holes = [f"{number} {tag}" for number, tag in plan.holes[:8]]
    if holes:
        parts.append(_("A language is missing: {cells}.").format(cells=listing(holes)))
    for status, words in (
        (ItemStatus.UNMATCHED, N_("{count} belong nowhere yet: give them an episode or language.")),
        (ItemStatus.DUPLICATE, N_("{count} claim the same place: choose one.")),
        (ItemStatus.CONFLICT, N_("{count} meet an occupied cell: keep or replace.")),
        (ItemStatus.UNDECIDED, N_("{count} are not in time with the source: shift them or keep their times.")),
        (ItemStatus.REFUSED, N_("{count} cannot be used.")),
    ):
        count = len(plan.where(status))
        if count:
            parts.append(_(words).format(count=count))
    return "  ".join(parts)
