"""An episode's number, name and summary, and a new episode."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.drafting.brief import EpisodeSummary
from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, area, beside, button, buttons, line

HIGHEST_NUMBER = 9999
SUMMARY_PX = 96


class EpisodeDialog(Dialog):
    """Renumbers and renames an episode and says what happens in it; without one it adds an episode after the last."""

    def __init__(self, workspace: Workspace, window: QWidget, episode: Episode | None = None) -> None:
        super().__init__(_("Episode") if episode is not None else _("New episode"), _("Close"), window, width=460)
        self._workspace, self._episode = workspace, episode
        matrix = Outline.of(workspace).matrix
        rows = matrix.rows if matrix is not None else ()
        self._taken = {row.episode.number for row in rows if episode is None or row.episode.id != episode.id}
        self.number = QSpinBox()
        self.number.setRange(1, HIGHEST_NUMBER)
        self.number.setValue(episode.number if episode is not None else max(self._taken, default=0) + 1)
        self.name = line(episode.name if episode is not None else "")
        self.free = QCheckBox(_("Free to watch"))
        self.free.setChecked(episode is not None and episode.is_free)
        self._number_field = Field(_("Number"), self.number)
        self.save = button(_("Save") if episode is not None else _("Add episode"), "main")
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.body.addLayout(beside(self._number_field, Field(_("Name"), self.name)))
        self.body.addWidget(self.free)
        self.free.setVisible(episode is not None)
        self._add_summary()
        self.body.addLayout(buttons(self.save))
        self.number.setFocus()
        self.number.selectAll()

    def _add_summary(self) -> None:
        workspace, episode = self._workspace, self._episode
        self.summary = area(SUMMARY_PX)
        self.summary.setReadOnly(workspace.read_only)
        self._summary: str | None = None
        hint = _("In a few sentences, in the language of the source. Drafts are told it.")
        field = Field(_("What the episode is about"), self.summary, hint)
        self.body.addWidget(field)
        field.setVisible(episode is not None)
        if episode is not None:
            read = call(workspace.desk.briefing.summaries, episode.title_id)
            workspace.compute(read, then=self._take_summaries, topic="episode.summary")

    def _take_summaries(self, summaries: Mapping[int, EpisodeSummary]) -> None:
        found = summaries.get(self._episode.id) if self._episode is not None else None
        self._summary = found.text if found is not None else ""
        if not self.summary.toPlainText():
            self.summary.setPlainText(self._summary)

    def _save(self) -> None:
        number = self.number.value()
        if number in self._taken:
            self._number_field.complain(_("Another episode has this number."))
            return
        cataloging, workspace = self._workspace.desk.cataloging, self._workspace
        before = self._episode
        if before is None:
            if workspace.title_id is not None:
                add = call(cataloging.add_episode, workspace.title_id, number, self.name.text().strip())
                workspace.perform(add, failed=self._refused)
            self.leave()
            return
        if number != before.number:
            workspace.perform(call(cataloging.renumber, before.title_id, {before.id: number}, seen={before.id: before.number}))
        if self.name.text().strip() != before.name:
            workspace.perform(call(cataloging.rename_episode, before.id, self.name.text().strip(), seen=before.name))
        if self.free.isChecked() != before.is_free:
            workspace.perform(call(cataloging.set_free, [before.id], self.free.isChecked()))
        said = self.summary.toPlainText().strip()
        if said != (self._summary or ""):
            put = workspace.desk.briefing.set_summary
            workspace.perform(call(put, before.id, said, seen=self._summary or ""))
        self.leave()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, CrossreelError):
            self._workspace.notify.tell(sentence(error.code, error.facts), kind="error")
        else:
            self._workspace.notify.problem(error)
