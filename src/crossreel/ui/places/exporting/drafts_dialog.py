"""Taking drafts in line by line: who made them above, what would come of each line below; nothing is written before the button."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.domain.report import Report
from crossreel.domain.tables.return_plan import ReturnPlan
from crossreel.i18n.messages import _
from crossreel.services.job_kinds import take_drafts
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import Field, beside, line
from crossreel.ui.places.exporting.return_dialog import WHERE, ReturnDialog

PATH_PX = 170


class DraftsDialog(ReturnDialog):
    """A file of our own says itself who made it; what is written here counts before that."""

    def __init__(self, workspace: Workspace, path: Path, title_id: int, window: QWidget) -> None:
        self.maker, self.model, self.job = line(), line(), line()
        self._is_own = path.suffix.lower() == ".json"
        super().__init__(workspace, path, title_id, window)
        self.write.setText(_("Take the drafts"))
        if self._is_own:  # a line of JSON is named by its way through the file
            self.table.setColumnWidth(WHERE, PATH_PX)
        self.maker.setFocus()

    def heading(self) -> str:
        """Return what the dialog is called."""
        return _("Take drafts from “{name}”")

    def fields(self) -> tuple[QWidget, ...]:
        """Ask who made them."""
        hint = _("Where it is left empty, what the file says counts.") if self._is_own else ""
        made = QWidget()
        maker = Field(_("Engine or vendor"), self.maker, hint)
        made.setLayout(beside(maker, Field(_("Model"), self.model), Field(_("Number of the job"), self.job)))
        self.maker.textChanged.connect(lambda _text: self._count())
        return (made,)

    def begin(self) -> None:
        """Read the plan; a file of our own has no columns to be told of."""
        if self._is_own:
            self.map.hide()
            self._plan_anew()
        else:
            super().begin()

    def plan_of(self, columns: str) -> Callable[[], ReturnPlan]:
        """Return what works the plan out."""
        return call(self._workspace.desk.drafts.plan, self._path, self._title_id, columns=columns)

    def take(self, columns: str, failed: Callable[[BaseException], object]) -> None:
        """Take the drafts in."""
        said = (self.maker.text().strip(), self.model.text().strip(), self.job.text().strip())
        job = take_drafts.JOB((self._path,), self._title_id, *said, columns)
        self._workspace.carry_out(job, _("Taking drafts in"), then=self._taken, failed=failed)

    def _columns(self) -> str:
        return "" if self._is_own else super()._columns()

    def _count(self) -> None:
        super()._count()
        if not self._is_own and not self.maker.text().strip():
            self.write.setEnabled(False)
            self.summary.setText(_("Say who made the drafts: the engine or the vendor."))

    def _taken(self, reports: tuple[Report, ...]) -> None:
        for each in reports:
            if each.edit is not None:
                self._workspace.echo(each.edit)
        if reports:
            self._written(reports[0])
