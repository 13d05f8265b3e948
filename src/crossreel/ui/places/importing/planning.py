"""The plans that are being corrected: they outlive what shows them, and every correction can be taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from crossreel.domain.errors import BadInput
from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.plan_matrix import PlanColumn
from crossreel.ui.hub.workspace import Workspace

KEPT_STEPS = 200


@dataclass(frozen=True, slots=True)
class _Step:
    plans: tuple[ImportPlan, ...]
    at: int


class Planning(QObject):
    """One for a workspace (`Planning.of`).

    `moved` says that the plan was corrected or another one is shown, `chosen_moved` that other files are chosen. The rest asks
    who shows them: `field_asked` for a field by name, `turned` for matrix or list, `doubt_asked` for the next (1) or the one
    before (-1), `find_asked` for the search, `file_asked` for a file more in a cell, `files_asked` for another folder;
    `apply_asked` and `leave_asked` for the end.
    """

    moved = Signal()
    chosen_moved = Signal()
    field_asked = Signal(str)
    turned = Signal()
    find_asked = Signal()
    doubt_asked = Signal(int)
    apply_asked = Signal()
    leave_asked = Signal()
    files_asked = Signal()
    file_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.plans: tuple[ImportPlan, ...] = ()
        self.at = 0
        self.chosen: tuple[int, ...] = ()
        self.column: PlanColumn | None = None
        self._before: list[_Step] = []
        self._after: list[_Step] = []

    @classmethod
    def of(cls, workspace: Workspace) -> "Planning":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    @property
    def plan(self) -> ImportPlan:
        """The plan that is shown, as corrected so far."""
        return self.plans[self.at] if self.plans else ImportPlan()

    @property
    def is_corrected(self) -> bool:
        """Whether a person corrected something."""
        return bool(self._before)

    def items(self) -> list[PlanItem]:
        """Return the chosen files."""
        known = self.plan.index.positions
        return [self.plan.item(item_id) for item_id in self.chosen if item_id in known]

    def begin(self, plans: Sequence[ImportPlan]) -> None:
        """Take plans to correct in the place of those before."""
        self.plans, self.at, self.chosen = tuple(plans), 0, ()
        self._before, self._after = [], []
        self.moved.emit()

    def show(self, at: int) -> None:
        """Show another one of several plans."""
        if at != self.at and 0 <= at < len(self.plans):
            self.at, self.chosen = at, ()
            self.moved.emit()

    def choose(self, ids: Sequence[int], column: PlanColumn | None = None) -> None:
        """Say which files corrections are for, and the column they were chosen in as a whole."""
        self.column = column
        if tuple(ids) != self.chosen:
            self.chosen = tuple(ids)
            self.chosen_moved.emit()

    def correct(self, change: Callable[[ImportPlan], ImportPlan], *, over: bool = False) -> bool:
        """Correct the plan that is shown; what cannot be is said.

        Args:
            change: gives the corrected plan.
            over: whether it goes on with the correction before, as typing in a field does: both are one step.
        """
        if not self.plans:
            return False
        try:
            made = change(self.plan)
        except BadInput as error:
            self._workspace.notify.problem(error)
            return False
        if made == self.plan:
            return False
        self._put((*self.plans[: self.at], made, *self.plans[self.at + 1 :]), over=over)
        return True

    def replace_all(self, plans: Sequence[ImportPlan], at: int) -> None:
        """Put other plans in the place of these, as one step."""
        self._put(tuple(plans), at=at)

    def learn(self, change: Callable[[ImportPlan], ImportPlan]) -> None:
        """Take over what was found out meanwhile: no step of a person's, and known before every step."""
        self.plans = tuple(map(change, self.plans))
        for steps in (self._before, self._after):
            steps[:] = [_Step(tuple(map(change, step.plans)), step.at) for step in steps]
        self.moved.emit()

    def take_back(self) -> bool:
        """Take back the last correction; False where there is none."""
        return self._step(self._before, self._after)

    def do_again(self) -> bool:
        """Correct again what was taken back; False where there is nothing."""
        return self._step(self._after, self._before)

    def _put(self, plans: tuple[ImportPlan, ...], at: int | None = None, *, over: bool = False) -> None:
        if not over or not self._before:
            self._before = [*self._before[-KEPT_STEPS:], _Step(self.plans, self.at)]
        self._after = []
        self.plans, self.at = plans, self.at if at is None else at
        self._keep_chosen()
        self.moved.emit()

    def _step(self, back: list[_Step], forth: list[_Step]) -> bool:
        if not back:
            return False
        forth.append(_Step(self.plans, self.at))
        step = back.pop()
        self.plans, self.at = step.plans, step.at
        self._keep_chosen()
        self.moved.emit()
        return True

    def _keep_chosen(self) -> None:
        known = self.plan.index.positions
        self.chosen = tuple(item_id for item_id in self.chosen if item_id in known)
