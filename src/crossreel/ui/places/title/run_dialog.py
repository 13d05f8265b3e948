"""A run over a title that is asked for: its plan is made anew with every choice, and shown before anything is begun."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import Run, RunPlan
from crossreel.domain.errors import Cancelled, CrossreelError, Told
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.run_words import plan_words
from crossreel.services.jobs import JobContext
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.run_watch import RunWatch
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import buttons, choice, chosen, line
from crossreel.ui.kit.labels import label

REST_MS = 150
MOST_REFUSALS = 3
ALL, CHOSEN, HERE, CLUSTER = "all", "chosen", "here", "cluster"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks of a title, as `Drafting.plan` and `begin` take it."""

    title_id: int
    engines: Mapping[Stage, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    episode_ids: tuple[int, ...] | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    at: str = ""


class RunForm(QWidget):
    """The controls of such a dialog: which episodes and where, and what else a kind of run asks. `changed` says that something is
    asked for otherwise.

    Args:
        every: how many episodes the title has.
        some: how many of them are chosen; with `of_chosen` these are meant at first.
    """

    changed = Signal()

    def __init__(self, every: int, some: int, *, of_chosen: bool) -> None:
        super().__init__()
        self.setObjectName("clear")
        self.episodes = choice(_episode_choices(every, some), CHOSEN if of_chosen and some else ALL)
        self.where = choice([(HERE, _("On this machine")), (CLUSTER, _("On a cluster"))], HERE)
        self.address = line("", "tcp://HOST:PORT")

    @abstractmethod
    def wish(self) -> Wish:
        """Return what is asked for."""

    @abstractmethod
    def lacks(self) -> str:
        """Say what has to be said before anything can be planned, "" for nothing."""

    @property
    def at(self) -> str:
        """Where the run works: the address of a cluster, "" for here."""
        return self.address.text().strip() if chosen(self.where) == CLUSTER else ""

    def lacks_address(self) -> bool:
        """Tell whether a cluster is asked for, and not where it is."""
        return chosen(self.where) == CLUSTER and not self.at


@dataclass(frozen=True, slots=True)
class _Planned:
    plan: RunPlan
    refused: tuple[Told, ...]
    may_begin: bool


class RunDialog(Dialog):
    """The plan is made anew, off the GUI thread, with every choice; nothing is asked of anybody before the button is pressed.

    Args:
        workspace: the window's.
        window: what it lies over.
        words: what it is called.
        title: the name of the title.
        begin: the button that begins the run.
        counting: what is said while the plan is made.
    """

    def __init__(self, workspace: Workspace, window: QWidget, words: str, title: str, *, begin: QPushButton, counting: str) -> None:
        super().__init__(words, _("Close"), window, width=680)
        self._workspace, self._title, self._counting = workspace, title, counting
        self._run_form: RunForm | None = None
        self._wish, self._planned = Wish(0), _Planned(RunPlan(title_id=0, steps=()), (), may_begin=False)
        self.summary, self.refusals, self._button = label("", "strong", wrap=True), label("", "error", wrap=True), begin
        begin.setEnabled(False)
        self.refusals.hide()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._plan_now)
        begin.clicked.connect(self._begin)

    def _lay_out(self, form: RunForm, *beside: QPushButton) -> None:
        """Put the controls in, with buttons beside the one that begins."""
        self._run_form, self._wish = form, form.wish()
        column = self.scrolling()
        column.addWidget(form)
        column.addStretch(1)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.refusals)
        row = buttons(self._button)
        for at, each in enumerate(beside):
            row.insertWidget(at, each)
        self.body.addLayout(row)
        form.changed.connect(self._plan_soon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._button.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _plan_soon(self) -> None:
        self._button.setEnabled(False)
        self._rest.start()

    def _plan_now(self) -> None:
        if self._run_form is None:
            return
        self._rest.stop()
        self._wish, self._planned = self._run_form.wish(), replace(self._planned, may_begin=False)
        if lacks := self._run_form.lacks():
            self._say(lacks)
            return
        self._say(self._counting)
        plan = partial(self._plan, self._wish)  # one that nobody waits for any more stops: it may be long
        self._workspace.jobs.carry_out("compute", plan, then=self._show_plan, failed=self._refuse, topic="run.plan")

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
        lacks = (
            [_("Say where the cluster is: tcp://HOST:PORT.")]
            if self._run_form is not None and self._run_form.lacks_address()
            else []
        )
        told = lacks + [sentence(each.code, each.facts) for each in planned.refused]
        if planned.plan.steps:
            self._say(plan_words(planned.plan), told)
        else:
            self._say("", told or [sentence("drafting.nothing_to_do")])
        self._button.setEnabled(planned.may_begin and not lacks and not self._workspace.read_only)

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
        if not self._planned.may_begin or not self._button.isEnabled():
            return
        self._button.setEnabled(False)
        wish, begin = self._wish, self._workspace.desk.drafting.begin
        self._workspace.compute(
            call(begin, self._planned.plan, wish.engines, options=wish.options, at=wish.at), then=self._begun, failed=self._refuse
        )

    def _begun(self, run: Run) -> None:
        RunWatch.of(self._workspace).carry_out(run, self._title)  # which the status line and the rail show
        self.leave()


def _episode_choices(every: int, some: int) -> list[tuple[str, str]]:
    """Return what a list of episodes to choose from says: all of them, and those that are chosen, where some are."""
    words = [(ALL, _n("All: {count} episode", "All: {count} episodes", every).format(count=numbers.number(every)))]
    if some:
        told = _n("Those chosen: {count} episode", "Those chosen: {count} episodes", some)
        words.append((CHOSEN, told.format(count=numbers.number(some))))
    return words
