"""The runs over titles as the window knows them: which there are, which go on, and which broke off."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import Run, RunState, RunStep, RunWithSteps, StepState
from crossreel.domain.edits.edit import Edit
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import number
from crossreel.i18n.run_words import drafted, masters
from crossreel.services.job_kinds import draft_title
from crossreel.ui.hub.jobs import Task
from crossreel.ui.hub.workspace import Workspace

PLACE = "runs"
SHOWN_MS, HIDDEN_MS, SETTLE_MS, FIRST_MS = 1000, 4000, 250, 1500


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs, the newest first, those of them whose process is gone, and the name of each title."""

    runs: tuple[RunWithSteps, ...] = ()
    broken: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict)

    def goes_on(self, run: Run) -> bool:
        """Tell whether a process, this or another, carries a run out."""
        return run.state is RunState.RUNNING and run.id not in self.broken


class RunWatch(QObject):
    """Reads runs off the GUI thread and says `moved` when something about them did; carries runs out as jobs of this window.

    While one goes on it looks again every second where runs are shown, else now and then; else when somebody begins one.
    """

    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.now = Runs()
        self._mine: dict[int, Task] = {}
        self._looked_at: set[tuple[int, int]] = set()
        self._is_first = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(FIRST_MS)  # the window's own rows come first
        workspace.changed.connect(self._follow)
        workspace.place_shown.connect(lambda place: self.refresh() if place == PLACE else None)
        workspace.closing.connect(self._timer.stop)

    @classmethod
    def of(cls, workspace: Workspace) -> "RunWatch":
        """Return the workspace's one watch, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def refresh(self) -> None:
        """Look at the runs again."""
        self._timer.stop()
        if not self._workspace.is_closed:
            self._workspace.compute(partial(self._read, self.now), then=self._take, topic="runs")

    def carry_out(self, run: Run, title: str) -> None:
        """Do what is left of a run, as a job of this window; where somebody else does, that is said."""
        if run.id in self._mine:
            return
        burns = Stage.BURNING in run.stages
        label = (_("Burning captions into {title}") if burns else _("Drafting {title}")).format(title=title)
        ended, failed = partial(self._ended, title), partial(self._failed, run.id)
        task = self._workspace.carry_out(draft_title.JOB(run.id), label, then=ended, failed=failed)
        if task is not None:
            self._mine[run.id] = task
        self.refresh()

    def sign(self) -> tuple[str, str]:
        """Return the colour of a dot and what it says: something failed that nobody looked at yet, or something runs."""
        now = self.now
        unseen = [run for run, steps in now.runs if _trouble(run, steps, now) and _mark(run, steps) not in self._looked_at]
        if unseen:
            words = _n("{count} run needs a look", "{count} runs need a look", len(unseen))
            return "finding", words.format(count=number(len(unseen)))
        going = sum(now.goes_on(run) for run, _steps in now.runs)
        words = _n("{count} run goes on", "{count} runs go on", going).format(count=number(going))
        return ("accent", words) if going else ("", "")

    def _read(self, before: Runs) -> Runs:
        drafting = self._workspace.desk.drafting
        runs = tuple(drafting.runs(known=before.runs))
        titles = dict(before.titles)
        if any(run.title_id not in titles for run, _steps in runs):
            titles |= {row.title.id: row.title.name for row in self._workspace.desk.cataloging.titles()}
            titles |= {run.title_id: "–" for run, _steps in runs if run.title_id not in titles}
        return Runs(runs, drafting.broken_off(run for run, _steps in runs), titles)

    def _take(self, found: Runs) -> None:
        before, self.now = self.now, found
        if self._is_first:  # what failed in a session before was told then; what was broken off was not
            self._is_first = False
            self._looked_at |= {_mark(run, steps) for run, steps in found.runs if run.id not in found.broken}
        if self._workspace.place == PLACE:
            self._looked_at |= {_mark(run, steps) for run, steps in found.runs}
        if found != before:
            self.moved.emit()
        if self._mine or any(found.goes_on(run) for run, _steps in found.runs):
            self._timer.start(SHOWN_MS if self._workspace.place == PLACE else HIDDEN_MS)

    def _follow(self, edit: Edit) -> None:
        renamed = bool(edit.header.title_fate or edit.ids("title"))
        if renamed or edit.header.run_id is not None:
            self.now = Runs(self.now.runs, self.now.broken) if renamed else self.now
            if not self._timer.isActive() or self._timer.remainingTime() > SETTLE_MS:
                self._timer.start(SETTLE_MS)

    def _ended(self, title: str, run: Run) -> None:
        self._mine.pop(run.id, None)
        self.refresh()
        if run.state is RunState.DONE:
            tell = partial(self._tell, title)
            self._workspace.compute(partial(self._workspace.desk.drafting.run, run.id), then=tell)

    def _tell(self, title: str, found: RunWithSteps) -> None:
        states, count = Counter(step.state for step in found[1]), sum(map(drafted, found[1]))
        words = _n("{title}: {count} line was drafted.", "{title}: {count} lines were drafted.", count)
        if Stage.BURNING in found[0].stages:
            count = masters(found[1])
            words = _n("{title}: {count} master was burned.", "{title}: {count} masters were burned.", count)
        told = [words.format(title=title, count=number(count))]
        if failed := states[StepState.FAILED]:
            told.append(_n("{count} step failed.", "{count} steps failed.", failed).format(count=number(failed)))
        show = partial(self._workspace.show_place, PLACE)
        self._workspace.notify.tell(" ".join(told), kind="warning" if failed else "done", button=_("Show"), act=show)

    def _failed(self, run_id: int, _error: BaseException) -> None:
        self._mine.pop(run_id, None)
        self.refresh()


def _trouble(run: Run, steps: tuple[RunStep, ...], now: Runs) -> bool:
    """Tell whether somebody should look at a run: it broke off, or something in it failed."""
    return run.id in now.broken or (run.state is RunState.DONE and any(step.state is StepState.FAILED for step in steps))


def _mark(run: Run, steps: tuple[RunStep, ...]) -> tuple[int, int]:
    """Return by what is known that a run stands as somebody saw it: failing again is news."""
    return run.id, sum(step.tries for step in steps if step.state is StepState.FAILED)
