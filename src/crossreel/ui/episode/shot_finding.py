"""Finding shot changes while nobody waits for them: those of the open episode first, then those of what was imported."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.mark import Span
from crossreel.domain.picture.shots import Shots
from crossreel.i18n.messages import _
from crossreel.services.job_kinds import find_shots, find_title_shots
from crossreel.ui.hub.jobs import Task
from crossreel.ui.hub.workspace import Workspace


class ShotFinder(QObject):
    """One for a workspace (`ShotFinder.of`). `found(media_id, spans)` says what was found in a video."""

    found = Signal(object, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: set[str] = set()
        self._titles: dict[int, Task] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> "ShotFinder":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def look_for(self, shots: Shots, media: Version | None, media_path: str) -> None:
        """Find the shot changes of an episode that was opened or loaded ahead, where nobody has looked for them."""
        if media is not None and media_path and not shots.is_sought:
            self.look_at(media)

    def look_at(self, media: Version, *, again: bool = False) -> None:
        """Find the shot changes of a video before those of whole titles. One that could not be read is not tried again.

        Args:
            media: the video.
            again: whether to look once more where somebody has looked.
        """
        key = media.stretch
        if key in self._asked and not again:
            return
        self._asked.add(key)
        waiting = [title_id for title_id, task in self._titles.items() if task in self._workspace.jobs.running("background")]
        for title_id in waiting:
            self._titles.pop(title_id).cancel()
        took = partial(self._took, media)
        self._workspace.carry_out(find_shots.JOB(media, again), _("Finding shot changes"), then=took, quiet=True)
        for title_id in waiting:
            self.look_through(title_id)

    def look_through(self, title_id: int) -> None:
        """Find those of all videos of a title in which nobody has looked yet."""
        task = self._workspace.carry_out(find_title_shots.JOB(title_id), _("Finding shot changes"), quiet=True)
        if task is not None:
            self._titles[title_id] = task

    def _took(self, media: Version, spans: tuple[Span, ...]) -> None:
        self._asked.discard(media.stretch)
        self.found.emit(media.id, spans)
