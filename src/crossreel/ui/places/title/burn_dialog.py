"""Burning captions into masters of a title: which languages, how they are encoded, where they go."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from crossreel.domain.quality.loudness_choice import LoudnessOffer
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _
from crossreel.services.files.burn_codecs import burn_codecs
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import button
from crossreel.ui.places.title.burn_form import BurnForm
from crossreel.ui.places.title.run_dialog import RunDialog

FOLDER = "masters"


class BurnDialog(RunDialog):
    """What the preview shows becomes files; how many, and what stands against some, shows before it is begun."""

    def __init__(
        self,
        workspace: Workspace,
        window: QWidget,
        matrix: Matrix,
        cells: Sequence[tuple[int, str]] = (),
        *,
        of_cells: bool = False,
    ) -> None:
        words, self.burn = _("Burn captions into “{title}”").format(title=matrix.title.name), button(_("Begin burning in"), "main")
        super().__init__(workspace, window, words, matrix.title.name, begin=self.burn, counting=_("Counting masters…"))
        folder = str(workspace.desk.database.path.parent / FOLDER)
        self.form = BurnForm(matrix, cells, burn_codecs(), workspace.preferences, folder=folder, of_cells=of_cells)
        self._lay_out(self.form)
        workspace.compute(workspace.desk.media_checking.loudness_offers, then=self._show_loudness)

    def _show_loudness(self, offers: tuple[LoudnessOffer, ...]) -> None:
        self.form.show_loudness(offers)
        if not self.form.isAncestorOf(QApplication.focusWidget() or self):
            next(iter(self.form.languages.values()), self.form.folder).setFocus()
        self._plan_now()
