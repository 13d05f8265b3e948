"""Drafting a title by machine: what, by which engines, in which languages; what it takes and costs, before it is begun."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from crossreel.domain.engines.engine_info import EngineInfo
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label
from crossreel.ui.places.title.draft_form import Again, DraftForm
from crossreel.ui.places.title.run_dialog import RunDialog


class DraftDialog(RunDialog):
    """Engines come when they were read; a stage that has none cannot be ticked."""

    def __init__(
        self, workspace: Workspace, window: QWidget, matrix: Matrix, cells: Sequence[tuple[int, str]] = (), *,
        of_cells: bool = False, again: Again | None = None,
    ) -> None:  # fmt: skip
        words, name = _("Draft “{title}”").format(title=matrix.title.name), matrix.title.name
        self.engines, self.draft = button(_("Engines and servers…"), "quiet"), button(_("Begin drafting"), "main")
        super().__init__(workspace, window, words, name, begin=self.draft, counting=_("Counting lines…"))
        self.form = DraftForm(matrix, cells, of_cells=of_cells, again=again)
        if again is not None:
            self.body.addWidget(label(self._again_words(matrix, again), "second", wrap=True))
        self._lay_out(self.form, self.engines)
        self.engines.clicked.connect(lambda: workspace.ask("engines"))
        workspace.compute(workspace.desk.equipping.engines, then=self._show_engines)

    def _show_engines(self, engines: tuple[EngineInfo, ...]) -> None:
        self.form.show_engines(engines)
        first = next((box for box in self.form.stages.values() if box.isEnabled() and box.isVisible()), self.engines)
        if not self.form.isAncestorOf(QApplication.focusWidget() or self):
            first.setFocus()  # nothing could be ticked when the card opened
        self._plan_now()

    def _again_words(self, matrix: Matrix, again: Again) -> str:
        number = next((row.episode.number for row in matrix.rows if row.episode.id == again.episode_id), 0)
        count = len(again.cue_ids)
        words = _n(
            "{count} line of episode {episode} in {language} is drafted again, whoever rendered it.",
            "{count} lines of episode {episode} in {language} are drafted again, whoever rendered them.",
            count,
        )
        return words.format(count=numbers.number(count), episode=number, language=numbers.language_name(again.column))
