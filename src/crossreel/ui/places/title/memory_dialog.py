"""Taking a memory in: how many pairs of which languages are new, before they are taken."""

from pathlib import Path

from PySide6.QtWidgets import QTableWidgetItem, QWidget

from crossreel.domain.remembering.exchange import MemoryImportPlan
from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.services.job_kinds import import_memory
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table


class MemoryDialog(Dialog):
    """Shows a plan; `Take` carries it out."""

    def __init__(self, workspace: Workspace, window: QWidget, path: Path, plan: MemoryImportPlan) -> None:
        super().__init__(_("Take pairs from “{name}”").format(name=plan.name), _("Close"), window, width=620)
        self._workspace, self._path = workspace, path
        headings = (_("Source"), _("Translation"), _("New pairs"))
        self.table = plan_table(_("What the file would bring"), headings, {2: 110}, (0, 1))
        self.table.setMinimumHeight(180)
        self.table.setRowCount(len(plan.new))
        for at, ((source, language), count) in enumerate(sorted(plan.new.items())):
            for column, words in enumerate((numbers.language_name(source), numbers.language_name(language), numbers.number(count))):
                self.table.setItem(at, column, QTableWidgetItem(words))
        told = [sentence(notice.code, notice.facts) for notice in plan.notices]
        self.notices = label("\n".join(told[:4]), "hint", wrap=True)
        self.notices.setToolTip("\n".join(told))
        self.notices.setVisible(bool(told))
        facts = {"new": numbers.number(plan.count), "known": numbers.number(plan.known)}
        self.summary = label(_("New pairs: {new}. Known already: {known}.").format(**facts), "second", wrap=True)
        self.write = button(_("Take"), "main")
        self.write.setEnabled(bool(plan.count) and not workspace.read_only)
        self.write.clicked.connect(self._write)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.notices)
        self.body.addLayout(buttons(self.write, before=self.summary))

    def _write(self) -> None:
        self.write.setEnabled(False)
        self._workspace.carry_out(import_memory.JOB(self._path), _("Reading the memory"), then=self._written)

    def _written(self, report: Report) -> None:
        for item in report.done:
            self._workspace.notify.tell(sentence(item.code, item.facts), kind="done")
        self.leave()
