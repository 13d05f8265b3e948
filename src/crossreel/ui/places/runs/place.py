"""The runs place: all runs above, the steps of the chosen one below, and what can be done with it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.drafting.run import RunState, RunStep, RunWithSteps, StepState, share_of
from crossreel.domain.errors import NotFound
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.i18n.run_words import outcome_words
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.run_watch import PLACE, Runs, RunWatch
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.form import button, choice, chosen
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.row_table import row_table
from crossreel.ui.kit.table_rows import choose_row
from crossreel.ui.places.runs.progress_cell import ProgressCell
from crossreel.ui.places.runs.rows import PROGRESS, asked_words, run_rows, step_rows

ALL = "all"
RUN_WIDTHS = (140, 150, 0, 110, 130, 180, 70)
STEP_WIDTHS = (110, 80, 210, 80, 80, 120, 0)
SHOWN = (
    (ALL, N_("All steps")), (StepState.FAILED, N_("Failed")), (StepState.RUNNING, N_("Under way")),
    (StepState.WAITING, N_("Waiting")), (StepState.DONE, N_("Done")),
)  # fmt: skip


class RunsPlace(QWidget):
    """Follows the watch over runs; what is done here is done with the chosen run, whichever process carries it out."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace, self._watch = workspace, RunWatch.of(workspace)
        self._episodes: Mapping[int, int] = {}
        self._episodes_of, self._steps_of = 0, (0, "")
        self.runs, self.steps = run_rows(lambda: self._watch.now), step_rows(lambda: self._episodes)
        self.table = row_table(self.runs, _("Runs"), RUN_WIDTHS, stretch=2)
        self.step_table = row_table(self.steps, _("Steps of the run"), STEP_WIDTHS, stretch=6, several=True)
        self._cell = ProgressCell(self._share)
        self.table.setItemDelegateForColumn(PROGRESS, self._cell)
        self.shown = choice([(str(which), _(words)) for which, words in SHOWN], ALL)
        self.shown.setMinimumContentsLength(16)
        self.shown.setAccessibleName(_("Which steps"))
        self.heading, self.asked = label("", "heading"), label("", "second", wrap=True)
        self.told = label("", "error", wrap=True)
        self.pause, self.go_on = button(_("Pause")), button(_("Go on"), "main")
        self.cancel, self.retry = button(_("Cancel the run")), button(_("Try again"))
        self.empty = EmptyState("", "", "runs")
        self.empty.pressed.connect(self._leave_empty)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        for each in (self.go_on, self.pause, self.retry, self.cancel):
            acts.addWidget(each)
        acts.addStretch(1)
        acts.addWidget(self.shown)
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.table, 2)
        for part in (self.heading, self.asked):
            column.addWidget(part)
        column.addLayout(acts)
        column.addWidget(self.step_table, 3)
        column.addWidget(self.told)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(lists)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self._watch.moved.connect(self._show)
        self._workspace.place_shown.connect(lambda place: self._show() if place == PLACE else None)
        self._workspace.opened_title.connect(lambda _title_id: self._show())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._turn())
        self.step_table.selectionModel().selectionChanged.connect(lambda _now, _before: self._offer())
        self.step_table.activated.connect(self._go_to)
        self.shown.currentIndexChanged.connect(lambda _at: self._turn())
        self.pause.clicked.connect(partial(self._set, "pause"))
        self.cancel.clicked.connect(partial(self._set, "cancel"))
        self.go_on.clicked.connect(self._carry_out)
        self.retry.clicked.connect(self._try_again)

    def current(self) -> RunWithSteps | None:
        """Return the chosen run."""
        row = self.table.currentIndex().row()
        return self.runs.value(row) if 0 <= row < self.runs.rowCount() else None

    def _show(self) -> None:
        now, before = self._watch.now, self.current()
        self._pages.setCurrentIndex(int(bool(now.runs)))
        if not now.runs:
            self._show_empty()
            return
        self.runs.renew_values(now.runs)
        ids = [run.id for run, _steps in now.runs]
        row = ids.index(before[0].id) if before is not None and before[0].id in ids else 0
        if self.table.currentIndex().row() != row:
            choose_row(self.table, row)
        self._turn()

    def _show_empty(self) -> None:
        words = _("No machine has drafted anything yet. What it is to do is said in a title; how far it is shows here.")
        self.empty.set_words(words, _("Draft…") if self._workspace.title_id is not None else _("Go to the catalog"))

    def _leave_empty(self) -> None:
        if self._workspace.title_id is None:
            self._workspace.show_place("catalog")
        else:
            self._workspace.do("title.draft")

    def _share(self, row: int) -> tuple[float, str]:
        run, steps = self.runs.value(row)
        failed = any(step.state is StepState.FAILED for step in steps)
        goes_on = self._watch.now.goes_on(run)
        token = "accent" if goes_on else "finding" if failed else "approved" if run.state is RunState.DONE else "text3"
        return (sum(map(share_of, steps)) / len(steps) if steps else 0.0), token

    def _turn(self) -> None:
        found = self.current()
        if found is None:
            return
        run, steps = found
        which, now = chosen(self.shown), self._watch.now
        for at, (state, words) in enumerate(SHOWN):
            count = len(steps) if state == ALL else sum(step.state == state for step in steps)
            self.shown.setItemText(at, f"{_(words)} · {numbers.number(count)}")
        shown = [step for step in steps if which in (ALL, str(step.state))]
        (self.steps.renew_values if self._steps_of == (run.id, which) else self.steps.show_values)(shown)
        self._steps_of = (run.id, which)
        self.heading.setText(now.titles.get(run.title_id, "–"))
        self.asked.setText(asked_words(found))
        if self._episodes_of != run.title_id:
            self._episodes_of, self._episodes = run.title_id, {}
            matrix = self._workspace.desk.cataloging.matrix
            self._workspace.compute(call(matrix, run.title_id), then=self._name_episodes, failed=self._no_title, topic="runs.title")
        self._offer()
        self._say(now)

    def _name_episodes(self, matrix: Matrix) -> None:
        self._episodes = {row.episode.id: row.episode.number for row in matrix.rows}
        self.steps.renew_values([self.steps.value(at) for at in range(self.steps.rowCount())])

    def _no_title(self, error: BaseException) -> None:
        if not isinstance(error, NotFound):  # a title that was deleted has no episodes to name
            self._workspace.notify.problem(error)

    def _offer(self) -> None:
        found = self.current()
        if found is None:
            return
        (run, steps), may = found, not self._workspace.read_only
        goes_on, failed = self._watch.now.goes_on(run), self._failed_steps()
        every = any(step.state is StepState.FAILED for step in steps)
        self.pause.setVisible(goes_on)
        self.go_on.setVisible(not goes_on and not run.state.is_over)
        self.cancel.setVisible(not run.state.is_over)
        self.retry.setVisible(every)
        told = outcome_words(failed[0]) if len(failed) == 1 else ""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        count = len(failed)
        words = _n("Try {count} step again", "Try {count} steps again", count).format(count=numbers.number(count))
        self.retry.setText(words if count else _("Try again what failed"))
        for each in (self.pause, self.go_on, self.cancel, self.retry):
            each.setEnabled(may)

    def _say(self, now: Runs) -> None:
        if self._workspace.place == PLACE:
            going = sum(now.goes_on(run) for run, _steps in now.runs)
            words = _n("{count} run goes on", "{count} runs go on", going).format(count=numbers.number(going))
            self._workspace.set_status(Status(text=words if going else _("Nothing runs")))

    def _failed_steps(self) -> list[RunStep]:
        """Return the chosen steps that failed; none chosen means all of them."""
        rows = sorted({index.row() for index in self.step_table.selectionModel().selectedIndexes()})
        return [step for step in map(self.steps.value, rows) if step.state is StepState.FAILED]

    def _set(self, what: str) -> None:
        found, drafting = self.current(), self._workspace.desk.drafting
        if found is not None:
            use_case = drafting.pause if what == "pause" else drafting.cancel
            self._workspace.compute(call(use_case, found[0].id), then=lambda _run: self._watch.refresh())

    def _carry_out(self) -> None:
        found = self.current()
        if found is not None:
            self._watch.carry_out(found[0], self._watch.now.titles.get(found[0].title_id, ""))

    def _try_again(self) -> None:
        found = self.current()
        if found is None:
            return
        chosen_ids = [step.id for step in self._failed_steps()] or None
        goes_on = self._watch.now.goes_on(found[0])
        then = self._watch.refresh if goes_on else self._carry_out
        self._workspace.compute(call(self._workspace.desk.drafting.retry, found[0].id, chosen_ids), then=lambda _run: then())

    def _go_to(self, index: QModelIndex) -> None:
        """Lead to the cell a step is about."""
        step = self.steps.value(index.row())
        if step.episode_id in self._episodes:
            self._workspace.open_title(step.title_id)
            self._workspace.open_episode(step.episode_id, step.column or None)
            self._workspace.show_place("editor")
