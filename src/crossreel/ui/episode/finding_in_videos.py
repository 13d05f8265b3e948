"""Finding something in videos while nobody waits for it: in that of the open episode first, then in those of what was imported."""

from collections.abc import Callable
from functools import partial
from typing import Any, Self

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog.version import Version
from crossreel.domain.report import Report
from crossreel.i18n.messages import _
from crossreel.services.jobs import Job
from crossreel.ui.hub.jobs import Task
from crossreel.ui.hub.workspace import Workspace


class Finder(QObject):
    """One of each class for a workspace (`of`). `found(media_id, what)` says what was found in a video.

    A class says what is done with one video, and with those of a title, and what that is called.
    """

    found = Signal(object, object)
    in_one: Callable[[Version, bool], Job[Any]]
    in_title: Callable[[int], Job[Any]]
    words: str

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: set[str] = set()
        self._titles: dict[int, Task] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def look_for(self, is_known: bool, media: Version | None, media_path: str) -> None:
        """Look in the video of an episode that was opened or loaded ahead, where nobody has."""
        if media is not None and media_path and not is_known:
            self.look_at(media)

    def look_at(self, media: Version, *, again: bool = False) -> None:
        """Look in a video before those of whole titles. One that could not be read is not tried again.

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
        self._workspace.carry_out(type(self).in_one(media, again), _(self.words), then=took, quiet=True)
        for title_id in waiting:
            self.look_through(title_id)

    def look_through(self, title_id: int) -> None:
        """Look in all videos of a title in which nobody has looked yet."""
        found = partial(self.looked_through, title_id)
        task = self._workspace.carry_out(type(self).in_title(title_id), _(self.words), then=found, quiet=True)
        if task is not None:
            self._titles[title_id] = task

    def _took(self, media: Version, what: object) -> None:
        self._asked.discard(media.stretch)
        self.found.emit(media.id, what)
        self.looked_at(media)

    def looked_at(self, media: Version) -> None:
        """Do what follows once somebody has looked in a video."""

    def looked_through(self, title_id: int, report: Report) -> None:
        """Do what follows once somebody has looked in all videos of a title."""
