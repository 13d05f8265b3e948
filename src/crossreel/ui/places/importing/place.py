"""The import place: what an import would do, corrected before anything is written."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ImportPlan, ItemKind
from crossreel.domain.importing.titles import put_together
from crossreel.domain.report import Report
from crossreel.domain.text.document import Notice
from crossreel.i18n.messages import _, sentence
from crossreel.services.job_kinds import import_plan, prepare_title, prove_plan, scan_files
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.place_steps import PlaceSteps, Steps
from crossreel.ui.hub.workspace import ImportRequest, Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.importing.cutting import CutBar
from crossreel.ui.places.importing.one_file import OneFile, OneFileImport
from crossreel.ui.places.importing.parts import EmptyImport, ImportFoot, ImportHead, PlanBar
from crossreel.ui.places.importing.planning import Planning
from crossreel.ui.places.importing.report import Imported, ImportReport
from crossreel.ui.places.importing.timing_bar import TimingBar
from crossreel.ui.places.importing.workbench import Workbench

EMPTY, PLAN, REPORT = range(3)
REST_MS = 30


class ImportPlace(QWidget):
    """Shows plans, takes corrections, applies them and shows the report."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self.planning = Planning.of(workspace)
        self._one = OneFileImport(workspace)
        self._imported: list[Imported] = []
        self._left: list[ImportPlan] = []
        self._busy = self._typing = False
        self._scans = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._count)
        self._pages = QStackedWidget()
        self._empty = EmptyImport()
        self._empty.pressed.connect(self._choose_folder)
        self.report = ImportReport(workspace)
        self.report.title_asked.connect(self._open_title)
        self.report.again_asked.connect(self._choose_folder)
        self.report.plan_asked.connect(lambda: self._show(PLAN))
        for page in (self._empty, self._plan_page(), self.report):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._connect()
        self._show_plan()
        if self.planning.plans:
            self._show(PLAN)
        if workspace.import_request is not None:
            self._begin(workspace.import_request)

    @property
    def plan(self) -> ImportPlan:
        """The plan that is shown, as corrected so far."""
        return self.planning.plan

    def _plan_page(self) -> QWidget:
        page = QWidget()
        self.head, self.bar, self.foot, self.timing = ImportHead(), PlanBar(), ImportFoot(), TimingBar()
        self.cutting = CutBar()
        self.bench = Workbench(self._workspace, self.bar, self.timing)
        self.cutting.cut_asked.connect(self.bench.cut)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self.bar, self.timing, self.cutting):
            layout.addWidget(part)
        layout.addWidget(self.bench, 1)
        layout.addWidget(self.foot)
        page.setFocusProxy(self.bench)
        return page

    def _connect(self) -> None:
        planning, plan = self.planning, self.planning.correct
        planning.moved.connect(self._show_plan)
        planning.apply_asked.connect(self._apply)
        planning.leave_asked.connect(self._leave)
        planning.files_asked.connect(self._choose_folder)
        self.head.title_given.connect(self._title_given)
        self.head.source_given.connect(lambda tag: plan(lambda each: correct.set_source(each, tag)))
        self.head.promised_given.connect(lambda count: plan(lambda each: correct.set_promised(each, count)))
        self.head.existing_given.connect(lambda choice: plan(lambda each: correct.set_on_existing(each, choice)))
        self.head.preference_given.connect(lambda chosen: plan(lambda each: correct.prefer(each, *chosen)))
        self.bar.title_chosen.connect(planning.show)
        self.foot.apply_asked.connect(self._apply)
        self.foot.leave_asked.connect(self._leave)
        self.foot.together_asked.connect(lambda: planning.replace_all([put_together(planning.plans)], 0))
        self._workspace.import_requested.connect(self._begin)
        self._workspace.place_shown.connect(self._shown)
        PlaceSteps.of(self._workspace).put("import", Steps(take_back=self._take_back, do_again=self._do_again))

    def _take_back(self) -> bool:
        page = self._pages.currentIndex()
        if page == PLAN:
            return not self._busy and self.planning.take_back()
        return page == REPORT and self.report.take_back()

    def _do_again(self) -> bool:
        page = self._pages.currentIndex()
        if page == PLAN:
            return not self._busy and self.planning.do_again()
        return page == REPORT and self.report.do_again()

    def _title_given(self, code: str, name: str) -> None:
        self.planning.correct(lambda plan: correct.set_title(plan, code=code, name=name), over=self._typing)
        self._typing = True

    def _show_plan(self) -> None:
        planning = self.planning
        self._typing = False
        self.head.show_plan(planning.plan)
        self.bar.show_titles({at: plan.title_name or plan.code for at, plan in enumerate(planning.plans)}, planning.at)
        self.bench.show_plan(planning.plan)
        self._rest.start()
        if self._pages.currentIndex() == PLAN and not planning.plans:
            self._show(EMPTY)

    def _count(self) -> None:
        """Count once hands rest: a correction paints what it changed and no more."""
        planning = self.planning
        self.timing.show_plan(planning.plan)
        self.cutting.show_plan(planning.plan)
        count = sum(sum(1 for item in plan.items if item.is_written) for plan in planning.plans)
        self.foot.show_count(count, len(planning.plans), problems_of(planning.plans))

    def _shown(self, place: str) -> None:
        if place == "import" and self._pages.currentIndex() == REPORT:
            self.report.say_status()

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        shown = self._pages.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder with videos and subtitles"))
        if folder:
            self._workspace.request_import(ImportRequest(paths=(Path(folder),), title_id=self._workspace.title_id))

    def _begin(self, request: ImportRequest) -> None:
        self._workspace.import_request = None
        if not request.paths:
            if self._pages.currentIndex() == REPORT:
                self._show(PLAN if self.planning.plans else EMPTY)
            return
        if request.episode_id is not None and len(request.paths) == 1 and request.language:
            self._one.begin(OneFile(path=request.paths[0], episode_id=request.episode_id, language=request.language))
            self._workspace.show_place("title")
            return
        if not self._may_leave():
            return
        self.planning.begin(())
        self._empty.show_reading(True)
        self._show(EMPTY)
        job = scan_files.JOB(request.paths, request.title_id)
        self._workspace.carry_out(job, _("Reading files"), then=self._scanned, failed=self._failed, topic="import")

    def _may_leave(self) -> bool:
        """Ask before corrections are lost; a plan as it was found is found again."""
        corrected = self.planning.is_corrected and self._pages.currentIndex() == PLAN
        return not corrected or ask(self, _("The plan was corrected. Put it away with its corrections?"), _("Put it away"))

    def _leave(self) -> None:
        if not self._busy and self._may_leave():
            self.planning.begin(())
            self._show(EMPTY)
            self._workspace.show_place("catalog" if self._workspace.title_id is None else "title")

    def _failed(self, _error: BaseException) -> None:
        self._empty.show_reading(False)

    def _scanned(self, plans: Sequence[ImportPlan]) -> None:
        self._empty.show_reading(False)
        self.planning.begin(plans)
        self._show(PLAN)
        self.bench.begin()
        self._scans += 1
        for plan in plans:
            self._prove(plan)

    def _prove(self, plan: ImportPlan) -> None:
        """Compare the videos by a few of their pictures while the plan is looked at; what they tell comes in as doubts."""
        if sum(item.kind is ItemKind.VIDEO and item.may_claim for item in plan.items) > 1:
            job, took = prove_plan.JOB(plan), partial(self._proved, self._scans)
            self._workspace.carry_out(job, _("Comparing pictures"), then=took, quiet=True)

    def _proved(self, scan: int, doubts: Mapping[int, tuple[Notice, ...]]) -> None:
        if scan == self._scans and any(doubts.values()):
            self.planning.learn(lambda plan: correct.with_proofs(plan, doubts))

    def _apply(self) -> None:
        plans = [plan for plan in self.planning.plans if any(item.is_written for item in plan.items)]
        if self._busy or self._pages.currentIndex() != PLAN or not plans or problems_of(plans):
            return
        self._set_busy(True)
        self._imported, self._left = [], plans
        self._apply_next()

    def _apply_next(self) -> None:
        """Import the titles one after the other: each is an edit of its own."""
        plan = self._left.pop(0)
        self._workspace.carry_out(
            import_plan.JOB(plan), _("Importing"), then=partial(self._applied, plan), failed=partial(self._not_applied, plan)
        )

    def _not_applied(self, _plan: ImportPlan, _error: BaseException) -> None:
        self._set_busy(False)
        if self._imported:
            self._tell()

    def _applied(self, plan: ImportPlan, report: Report) -> None:
        title = self._workspace.desk.cataloging.find_title(plan.code)
        title_id = plan.title_id or (title.id if title else None)
        self._imported.append(Imported(report, title_id, plan.title_name))
        if title_id is not None and report.edit is not None:
            self._workspace.carry_out(prepare_title.JOB(title_id), _("Preparing waveforms"))
            ShotFinder.of(self._workspace).look_through(title_id)
            SpeechFinder.of(self._workspace).look_through(title_id)
        if self._left and not report.cancelled:
            self._apply_next()
            return
        self._set_busy(False)
        self._tell()

    def _tell(self) -> None:
        self.report.show_reports(self._imported)
        self._show(REPORT)
        reports = [each.report for each in self._imported]
        smooth = not any(each.failed or each.doubts or each.notices or each.cancelled for each in reports)
        title_id = self.report.first_title()
        if smooth and len(reports) == 1 and title_id is not None:
            self._open_title(title_id)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.foot.set_busy(busy)
        for part in (self.head, self.bar, self.timing, self.bench):
            part.setEnabled(not busy)

    def _open_title(self, title_id: int) -> None:
        self._workspace.open_title(title_id)
        self._workspace.show_place("title")


def problems_of(plans: Sequence[ImportPlan]) -> list[str]:
    """Return in words what stands against importing plans; a title of several that brings nothing stands against nothing."""
    with_files = [plan for plan in plans if any(item.is_written for item in plan.items)] or list(plans[:1])
    found = [sentence(notice.code, notice.facts) for plan in with_files for notice in plan.problems]
    codes = [plan.code for plan in with_files if plan.title_id is None]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    return list(dict.fromkeys([*found, *(_("Two titles have the code {code}.").format(code=code) for code in twice)]))
