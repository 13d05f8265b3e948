"""Verdicts on lines, as they are written: each is one edit; what is typed is kept until it came back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.edits.edit import Edit
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.stepping import Stepping
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.review.words import place_words

Key = tuple[str, int]


def key_of(line: ReviewLine) -> Key:
    """Return what the text of a line is called among those that are being written."""
    return ("review", line.cue_id)


class Verdicts(QObject):
    """`judged(cue id)` says that a verdict was given, `failed(cue id)` that the catalog did not take it.

    A verdict is handed on once the next line is painted: what writes it would take the processor from the painting.
    """

    judged = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pending = PendingWrites.of(workspace)
        self._given: set[int] = set()
        self._coming: list[Callable[[], object]] = []
        self._rest = QTimer(self, singleShot=True, interval=0)  # paint events come before timers of no time
        self._rest.timeout.connect(self._hand_on)
        workspace.handing_on.connect(self._hand_on)
        self._titles: list[int] = []
        self._undone: list[int] = []

    def is_given(self, cue_id: int) -> bool:
        """Tell whether a verdict on a line is on its way."""
        return cue_id in self._given

    def accept(self, line: ReviewLine) -> None:
        """Take a line as it is."""
        self._give(line, lambda: call(self._workspace.desk.editing.accept, [line.cue_id]))

    def refuse(self, line: ReviewLine, reason: str) -> None:
        """Say that a line is no good; `reason` may be ""."""
        self._give(line, lambda: call(self._workspace.desk.reviewing.refuse, [line.cue_id], reason))

    def ask(self, line: ReviewLine, question: str) -> None:
        """Put a question on a line to a colleague."""
        self._give(line, lambda: call(self._workspace.desk.reviewing.ask, line.cue_id, question))

    def mend(self, line: ReviewLine, markup: str, base: str, step_id: int, show: Callable[[], object]) -> None:
        """Write other words."""
        self._hand_on()
        set_text = self._workspace.desk.editing.set_text

        def make(value: str, expected: str) -> Callable[[], Edit]:
            return partial(set_text, line.cue_id, value, expected=expected, step_id=step_id)

        self._done(line)
        self._pending.write(key_of(line), markup, base, make, place_words(line), show=show)

    def text_of(self, line: ReviewLine) -> str:
        """Return what stands in a line: what was typed and has not come back yet, else what the queue shows."""
        pending = self._pending.find(key_of(line))
        return pending.value if pending is not None else line.text

    def take_back(self) -> bool:
        """Take back the last verdict, in the title where it was given; without one, the last step of the open title."""
        self._hand_on()
        if self._pending.take_back():
            return True
        title_id = self._titles.pop() if self._titles else self._workspace.title_id
        if title_id is None:
            return False
        self._undone.append(title_id)
        Stepping(self._workspace, title_id).undo()
        return True

    def do_again(self) -> bool:
        """Give the verdict again that was taken back last."""
        self._hand_on()
        title_id = self._undone.pop() if self._undone else self._workspace.title_id
        if title_id is None:
            return False
        self._titles.append(title_id)
        Stepping(self._workspace, title_id).redo()
        return True

    def _give(self, line: ReviewLine, use_case: Callable[[], Callable[[], Edit]]) -> None:
        self._given.add(line.cue_id)
        self._done(line)
        done, refused = partial(self._came, line.cue_id), partial(self._refused, line.cue_id)
        self._coming.append(lambda: self._workspace.perform(use_case(), then=done, failed=refused))
        self._rest.start()
        self.judged.emit(line.cue_id)

    def _hand_on(self) -> None:
        """Have the verdicts written that were given, in their order."""
        coming, self._coming = self._coming, []
        for each in coming:
            each()

    def _done(self, line: ReviewLine) -> None:
        self._undone.clear()
        self._titles.append(line.title_id)

    def _came(self, cue_id: int, _edit: object) -> None:
        self._given.discard(cue_id)

    def _refused(self, cue_id: int, error: BaseException) -> None:
        self._given.discard(cue_id)
        self._titles and self._titles.pop()
        self._workspace.notify.problem(error)
        self.failed.emit(cue_id)
