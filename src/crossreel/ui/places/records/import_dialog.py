"""Taking records from a file: what would change, before it does."""

from pathlib import Path

from PySide6.QtWidgets import QTableWidgetItem, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.records.plan import RecordPlan, told_of
from crossreel.domain.report import Report
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

ROW, RECORD, WHAT, BEFORE, AFTER = range(5)
MOST_LINES, MOST_TOLD = 2000, 6


class ImportRecordsDialog(Dialog):
    """Shows a plan; `Take` writes it as one step."""

    def __init__(self, workspace: Workspace, window: QWidget, path: Path, title_id: int | None, plan: RecordPlan) -> None:
        super().__init__(_("Take records from “{name}”").format(name=plan.name), _("Close"), window, width=980)
        self._workspace, self._path, self._title_id = workspace, path, title_id
        headings = (_("Row"), _("Record"), _("What changes"), _("Before"), _("After"))
        self.table = plan_table(_("What the file would change"), headings, {ROW: 120, RECORD: 190, WHAT: 150}, (BEFORE, AFTER))
        self.table.setMinimumHeight(240)
        self._fill(plan)
        wrong = [(each.row.where, told_of(each.row.kind, each.error)) for each in plan.failed]
        told = [f"{where}: {sentence(why.code, why.facts)}" for where, why in wrong]
        told += [sentence(notice.code, notice.facts) for notice in plan.notices]
        self.notices = label("\n".join(told[:MOST_TOLD]), "hint", wrap=True)
        self.notices.setToolTip("\n".join(told))
        self.notices.setVisible(bool(told))
        self.summary = label(summary(plan), "second", wrap=True)
        self.write = button(_("Take"), "main")
        self.write.setEnabled(bool(plan.changes) and not workspace.read_only)
        self.write.clicked.connect(self._write)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.notices)
        self.body.addLayout(buttons(self.write, before=self.summary))
        (self.write if self.write.isEnabled() else self.table).setFocus()

    def _fill(self, plan: RecordPlan) -> None:
        lines = [(change, *each) for change in plan.changes for each in change.changes][:MOST_LINES]
        self.table.setRowCount(len(lines))
        for at, (change, what, before, after) in enumerate(lines):
            field = change.row.kind.find(what)
            name = f"{_('New')}: {change.name}" if change.before is None else change.name
            cells = (change.row.where, isolated(name), _(field.words) if field else what, isolated(before), isolated(after))
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words.replace("\n", " "))
                item.setToolTip(words)
                self.table.setItem(at, column, item)

    def _write(self) -> None:
        self.write.setEnabled(False)
        self._workspace.perform(call(self._workspace.desk.record_files.take, self._path, self._title_id), then=self._written)

    def _written(self, _report: Report | Edit) -> None:
        self.leave()


def summary(plan: RecordPlan) -> str:
    """Return what a file brings, in figures."""
    added = sum(change.before is None for change in plan.changes)
    counts = (("records.added", added), ("records.changed", len(plan.changes) - added), ("records.same", plan.same))
    return "  ".join(sentence(code, {"count": count}) for code, count in counts if count) or _("There is nothing to take.")
