"""Reading the queue: of which titles, when it has to be read again, and what its titles and rules are called."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.title import Title
from crossreel.domain.drafting.review import OpenQueue
from crossreel.domain.drafting.review_fold import Standing, brings_drafts
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.domain.quality.finding import RuleInfo
from crossreel.i18n.messages import _, sentence
from crossreel.services.job_kinds import open_queue
from crossreel.services.jobs import JobContext
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace

NOTHING: tuple[int, ...] = (0,)


class QueueReading(QObject):
    """`begun` when it is read anew, `came(queue)` when it is there, `failed(sentence)` when it is not; `named` says that titles or
    rules got their names."""

    begun = Signal()
    came = Signal(object)
    failed = Signal(str)
    named = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._read_for: tuple[int, ...] | None = NOTHING
        self._is_stale = False
        self.rules: dict[str, str] = {}
        self.titles: dict[int, Title] = {}
        workspace.compute(workspace.desk.checking.rules, then=self._take_rules)

    @property
    def was_read(self) -> bool:
        """Whether a queue was read, or is being read."""
        return self._read_for != NOTHING

    def fits(self, title_ids: tuple[int, ...] | None) -> bool:
        """Tell whether the queue of these titles (None for all) was read, and no drafts came since that it does not know."""
        return self._read_for == title_ids and not self._is_stale

    def read(self, title_ids: tuple[int, ...] | None) -> None:
        """Check what changed in titles (None for all that have drafts), and read their queue."""
        workspace = self._workspace
        self._read_for, self._is_stale = title_ids, False
        self.begun.emit()
        if workspace.read_only:
            work = call(open_queue.JOB.work, workspace.desk, JobContext(), title_ids)
            workspace.compute(work, then=self._take, failed=self._failed, topic="review.queue")
            return
        job, label = open_queue.JOB(title_ids), _("Preparing the review")
        workspace.carry_out(job, label, then=self._take, failed=self._failed, topic="review.queue", quiet=True)

    def look_at(self, edit: Edit, standings: Mapping[int, Standing]) -> None:
        """Remember that an edit drafted lines that the queue does not know."""
        mine = self._read_for is None or edit.header.title_id in self._read_for
        self._is_stale = self._is_stale or (mine and brings_drafts(standings, edit.changes))

    def source_language(self, title_id: int) -> str:
        """Return the language a title is translated from, "" while nobody has read it."""
        title, matrix = self.titles.get(title_id), Outline.of(self._workspace).matrix
        if title is None and matrix is not None and matrix.title.id == title_id:
            title = matrix.title
        return title.source_language if title is not None else ""

    def codes(self) -> dict[int, str]:
        """Return what titles are called in the list."""
        return {title.id: title.code for title in self.titles.values()}

    def _take(self, found: OpenQueue) -> None:
        self.came.emit(found)
        self._workspace.compute(lambda: self._workspace.desk.editing)  # loaded before the first verdict, off this thread
        for title_id in found.checked:
            self._workspace.findings_changed.emit(title_id)
        self._workspace.compute(self._workspace.desk.reviewing.titles, then=self._take_titles, topic="review.titles")

    def _take_titles(self, found: Sequence[tuple[Title, int]]) -> None:
        self.titles = {title.id: title for title, _count in found}
        self.named.emit()

    def _take_rules(self, rules: tuple[RuleInfo, ...]) -> None:
        self.rules = {rule.id: rule.title for rule in rules}
        self.named.emit()

    def _failed(self, error: BaseException) -> None:
        self._read_for = NOTHING
        if isinstance(error, Cancelled):
            self.failed.emit(_("The queue was not read: it was cancelled."))
        elif isinstance(error, CrossreelError):
            self.failed.emit(sentence(error.code, error.facts))
        else:
            self.failed.emit(_("The queue could not be read."))
            self._workspace.notify.problem(error)
