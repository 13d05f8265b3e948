"""Export one track: this episode in the language being worked on, in any format, without the gate."""

from pathlib import Path

from PySide6.QtCore import Qt

from crossreel.domain.report import Report
from crossreel.domain.text.document import FormatInfo
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.services.job_kinds import export_title
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.places.editor.bar import Bar, button, choice


class ExportBar(Bar):
    """Formats by name; the folder is asked for once and kept."""

    def __init__(self, opened: OpenEpisode) -> None:
        super().__init__()
        self._opened = opened
        self._folder: Path | None = None
        self.format = ChoiceBox()
        self.format.setAccessibleName(_("Format"))
        self.all_languages, self.everywhere = choice(_("All languages shown")), choice(_("Whole title"))
        self.folder = button(_("Folder…"))
        self.export = button(_("Export"), "main")
        self._where = ElidedLabel("", "hint")
        row, below = self.line(), self.line()
        for widget in (label(_("Export as"), "second"), self.format, self.folder, self._where):
            row.addWidget(widget)
        below.addWidget(self.all_languages)
        below.addWidget(self.everywhere)
        below.addWidget(self.export)
        row.addStretch(1)
        row.addWidget(self.close_button())
        below.addStretch(1)
        self.folder.clicked.connect(self._choose)
        self.export.clicked.connect(self._export)
        self.export.setEnabled(False)
        opened.workspace.compute(opened.workspace.desk.exporting.formats, then=self._take)

    def begin(self, what: str) -> None:
        """Offer the formats."""
        self._opened.committing.emit()
        self.format.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_folder(self, folder: Path) -> None:
        """Choose where to export to."""
        self._folder = folder
        self._where.setText(str(folder))
        self.export.setEnabled(self.format.count() > 0)

    def _take(self, formats: tuple[FormatInfo, ...]) -> None:
        for info in formats:
            if info.writable and not info.script:
                self.format.addItem(info.title, info.id)
        self.export.setEnabled(self._folder is not None)

    def _choose(self) -> None:
        chosen = FileDialog.choose_folder(self, _("Folder to export to"), str(self._folder or Path.home()))
        if chosen:
            self.set_folder(Path(chosen))

    def _export(self) -> None:
        workspace = self._opened.workspace
        if self._folder is None or workspace.title_id is None:
            return
        languages = workspace.languages if self.all_languages.isChecked() else (workspace.language or self._opened.source,)
        only = workspace.episode_id
        episodes = None if only is None or self.everywhere.isChecked() else (only,)
        format_id = str(self.format.currentData())
        job = export_title.JOB(workspace.title_id, tuple(languages), format_id, self._folder, episode_ids=episodes)
        workspace.carry_out(job, _("Exporting"), then=self._done)

    def _done(self, report: Report) -> None:
        notify = self._opened.workspace.notify
        for item in report.failed[:1]:
            notify.tell(sentence(item.code, item.facts), kind="error")
        if report.done and not report.failed:
            names = numbers.listing([item.name for item in report.done[:3]])
            notify.tell(_("Exported {names}.").format(names=names), kind="done")
