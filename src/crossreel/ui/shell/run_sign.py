"""The dot on the rail that says that runs go on, or need a look."""

from PySide6.QtCore import QObject

from crossreel.ui.hub.run_watch import PLACE, RunWatch
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.rail import Rail


class RunSign(QObject):
    """Keeps the dot on the button of the runs."""

    def __init__(self, workspace: Workspace, rail: Rail) -> None:
        super().__init__(rail)
        self._rail, self._watch = rail, RunWatch.of(workspace)
        self._watch.moved.connect(self._show)
        workspace.place_shown.connect(self._show)

    def _show(self, *_ignored: object) -> None:
        self._rail.set_sign(PLACE, *self._watch.sign())
