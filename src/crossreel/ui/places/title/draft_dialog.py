"""Drafting a title by machine: what, by which engines, in which languages; what it takes and costs, before it is begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from crossreel.domain.drafting.run import Run, RunPlan
from crossreel.domain.engines.engine_info import EngineInfo
from crossreel.domain.errors import Cancelled, CrossreelError, Told
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.run_words import plan_words
from crossreel.services.jobs import JobContext
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.run_watch import RunWatch
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.places.title.draft_form import Again, DraftForm, Wish

REST_MS = 150
MOST_REFUSALS = 3


@dataclass(frozen=True, slots=True)
class _Planned:
    plan: RunPlan
    refused: tuple[Told, ...]
    may_begin: bool


class DraftDialog(Dialog):
    """The plan is made anew, off the GUI thread, with every choice; nothing is asked of anybody before the button is pressed."""

    def __init__(
        self, workspace: Workspace, window: QWidget, matrix: Matrix, cells: Sequence[tuple[int, str]] = (), *,
        of_cells: bool = False, again: Again | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Draft “{title}”").format(title=matrix.title.name), _("Close"), window, width=680)
        self._workspace, self._title, self._wish = workspace, matrix.title.name, Wish(matrix.title.id)
        self._planned: _Planned | None = None
        self.form = DraftForm(matrix, cells, of_cells=of_cells, again=again)
        self.summary, self.refusals = label("", "strong", wrap=True), label("", "error", wrap=True)
        self.engines, self.draft = button(_("Engines and servers…"), "quiet"), button(_("Begin drafting"), "main")
        self.draft.setEnabled(False)
        if again is not None:
            self.body.addWidget(label(self._again_words(matrix, again), "second", wrap=True))
        column = self.scrolling()
        column.addWidget(self.form)
        column.addStretch(1)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.refusals)
        row = buttons(self.draft)
        row.insertWidget(0, self.engines)
        self.body.addLayout(row)
        self.refusals.hide()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._plan_now)
        self.form.changed.connect(self._plan_soon)
        self.engines.clicked.connect(lambda: workspace.ask("engines"))
        self.draft.clicked.connect(self._begin)
        workspace.compute(workspace.desk.equipping.engines, then=self._show_engines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draft at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.draft.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _show_engines(self, engines: tuple[EngineInfo, ...]) -> None:
        self.form.show_engines(engines)
        first = next((box for box in self.form.stages.values() if box.isEnabled() and box.isVisible()), self.engines)
        if not self.form.isAncestorOf(QApplication.focusWidget() or self):
            first.setFocus()  # nothing could be ticked when the card opened
        self._plan_now()

    def _plan_soon(self) -> None:
        self.draft.setEnabled(False)
        self._rest.start()

    def _plan_now(self) -> None:
        self._rest.stop()
        self._wish, self._planned = self.form.wish(), None
        if not self._wish.engines:
            self._say(_("Tick what machines are to do."))
            return
        self._say(_("Counting lines…"))
        plan = partial(self._plan, self._wish)  # one that nobody waits for any more stops: it may be long
        self._workspace.jobs.carry_out("compute", plan, then=self._show_plan, failed=self._refuse, topic="draft.plan")

    def _plan(self, wish: Wish, job: JobContext) -> _Planned:
        drafting = self._workspace.desk.drafting
        plan = drafting.plan(
            wish.title_id, wish.engines, columns=wish.columns, episode_ids=wish.episode_ids, options=wish.options, job=job
        )
        try:
            drafting.ensure_free(plan)
        except CrossreelError as error:
            return _Planned(plan, (Told(error.code, error.facts), *plan.refused), may_begin=False)
        return _Planned(plan, plan.refused, may_begin=bool(plan.steps))

    def _show_plan(self, planned: _Planned) -> None:
        self._planned = planned
        lacks = [_("Say where the cluster is: tcp://HOST:PORT.")] if self.form.lacks_address() else []
        told = lacks + [sentence(each.code, each.facts) for each in planned.refused]
        if planned.plan.steps:
            self._say(plan_words(planned.plan), told)
        else:
            self._say("", told or [sentence("drafting.nothing_to_do")])
        self.draft.setEnabled(planned.may_begin and not lacks and not self._workspace.read_only)

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, CrossreelError):
            self._say("", [sentence(error.code, error.facts)])
        else:
            self._workspace.notify.problem(error)

    def _say(self, words: str, refused: Sequence[str] = ()) -> None:
        shown = list(refused[:MOST_REFUSALS])
        if more := len(refused) - len(shown):
            shown.append(_n("… and {count} more", "… and {count} more", more).format(count=numbers.number(more)))
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
        self.refusals.setText("\n".join(shown))
        self.refusals.setToolTip("\n".join(refused))
        self.refusals.setVisible(bool(refused))
        self._place()

    def _begin(self) -> None:
        if self._planned is None or not self.draft.isEnabled():
            return
        self.draft.setEnabled(False)
        wish, begin = self._wish, self._workspace.desk.drafting.begin
        self._workspace.compute(
            call(begin, self._planned.plan, wish.engines, options=wish.options, at=wish.at), then=self._begun, failed=self._refuse
        )

    def _begun(self, run: Run) -> None:
        RunWatch.of(self._workspace).carry_out(run, self._title)  # which the status line and the rail show
        self.leave()

    def _again_words(self, matrix: Matrix, again: Again) -> str:
        number = next((row.episode.number for row in matrix.rows if row.episode.id == again.episode_id), 0)
        count = len(again.cue_ids)
        words = _n(
            "{count} line of episode {episode} in {language} is drafted again, whoever rendered it.",
            "{count} lines of episode {episode} in {language} are drafted again, whoever rendered them.",
            count,
        )
        return words.format(count=numbers.number(count), episode=number, language=numbers.language_name(again.column))
