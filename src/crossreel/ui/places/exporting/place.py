"""The export place: subtitle files and scripts of the open title, without the gate."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crossreel.domain.delivery import MetadataInfo
from crossreel.domain.edits.edit import Edit
from crossreel.domain.hand_over import EditorInfo
from crossreel.domain.report import Report
from crossreel.domain.text.document import FormatInfo
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.reports import ReportList
from crossreel.ui.places.exporting.form import OPEN, ExportForm
from crossreel.ui.places.exporting.offers import offers
from crossreel.ui.places.exporting.return_dialog import ReturnDialog

EXPORTS = "Crossreel exports"
Found = tuple[tuple[FormatInfo, ...], tuple[EditorInfo, ...], tuple[MetadataInfo, ...]]
"""What can be written: subtitle formats, editing programs, metadata formats."""


class ExportPlace(QWidget):
    """The form on the leading side, what came of it on the other."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._matrix: Matrix | None = None
        self.form = ExportForm()
        self.form.folder.setText(str(Path.home() / EXPORTS))
        self.form.export_asked.connect(self._export)
        self.form.script_asked.connect(self._take_script)
        self.report = ReportList()
        self.report.say(_("Choose format and languages, then export. Nothing in the catalog changes."))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.form)
        layout.addWidget(self.report, 1)
        self.setFocusProxy(self.form.format)
        workspace.opened_title.connect(self._load)
        workspace.opened_episode.connect(self._load)
        workspace.changed.connect(self._catalog_changed)
        workspace.compute(self._read_offers, then=self._offers_read)
        self._load()

    def _read_offers(self) -> Found:
        desk = self._workspace.desk
        return desk.exporting.formats(), desk.exporting.handing_over.editors(), desk.delivering.describing.formats()

    def _offers_read(self, found: Found) -> None:
        self.form.show_offers(offers(*found))

    def _load(self, _opened: object = None) -> None:
        title_id = self._workspace.title_id
        if title_id is not None:
            self._workspace.compute(
                call(self._workspace.desk.cataloging.matrix, title_id), then=self._matrix_read, topic="export.matrix"
            )

    def _catalog_changed(self, edit: Edit) -> None:
        if edit.ids("title_language") or edit.ids("episode"):
            self._load()

    def _matrix_read(self, matrix: Matrix) -> None:
        same = self._matrix is not None and self._matrix.title.id == matrix.title.id
        self._matrix = matrix
        targets = [tag for tag in matrix.languages if tag != matrix.title.source_language]
        chosen = self.form.languages() if same else (self._workspace.languages or targets)
        self.form.show_languages(matrix.columns, chosen)
        numbers = {row.episode.id: row.episode.number for row in matrix.rows}
        self.form.show_episodes(numbers.get(self._workspace.episode_id or 0))

    def _export(self) -> None:
        title_id, open_id, offer = self._workspace.title_id, self._workspace.episode_id, self.form.offer()
        if title_id is None or offer is None or not self.form.options.is_good():
            return
        self.form.set_busy(True)
        only = (open_id,) if open_id is not None and self.form.episodes.currentData() == OPEN else None
        folder = Path(self.form.folder.text().strip()).expanduser()
        job = offer.made_with(self.form.options.asked())(title_id, tuple(self.form.languages()), folder, only)
        self._workspace.carry_out(job, _("Exporting"), then=self._exported, failed=self._not_exported)

    def _exported(self, report: Report) -> None:
        self.form.set_busy(False)
        words = _("{done} files written, {failed} failed.")
        self.report.show_report(report, words.format(done=len(report.done), failed=len(report.failed)))
        if not report.done:
            return
        folder = Path(self.form.folder.text().strip()).expanduser()
        text = _("Exported to {folder}").format(folder=folder)
        show = QUrl.fromLocalFile(str(folder))
        self._workspace.notify.tell(text, kind="done", button=_("Show folder"), act=lambda: QDesktopServices.openUrl(show))

    def _not_exported(self, _error: BaseException) -> None:
        self.form.set_busy(False)

    def _take_script(self) -> None:
        path = FileDialog.choose_file(self, _("Choose the sheet that came back"), "", "*.xlsx *.csv *.tsv *.docx *.xlf *.xliff")
        if path:
            self.take_script(Path(path))

    def take_script(self, path: Path) -> None:
        """Show what a sheet would change, and take it as one edit that Ctrl+Z takes back."""
        title_id = self._workspace.title_id
        if title_id is not None:
            dialog = ReturnDialog(self._workspace, path, title_id, self.window())
            dialog.closed.connect(lambda: self._script_taken(dialog.report) if dialog.report is not None else None)
            dialog.open()

    def _script_taken(self, report: Report) -> None:
        words = _("{done} episodes changed, {failed} rows unknown. Ctrl+Z takes all of it back.")
        self.report.show_report(report, words.format(done=len(report.done), failed=len(report.failed)))
