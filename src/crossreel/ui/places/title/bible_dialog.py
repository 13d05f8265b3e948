"""Taking terms and characters from a file: what would change, before it does."""

from pathlib import Path

from PySide6.QtWidgets import QTableWidgetItem, QWidget

from crossreel.domain.catalog.bible_sheet import BiblePlan, name_of
from crossreel.domain.edits.edit import Edit
from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

ROW, TERM, WHAT, BEFORE, AFTER = range(5)
FIELD_WORDS = {
    "name": N_("In the source"), "note": N_("Remark"), "gender": N_("Gender"), "age": N_("Age"), "description": N_("Who this is"),
}  # fmt: skip
MOST_LINES = 2000


class BibleDialog(Dialog):
    """Shows a plan; `Take` writes it as one step."""

    def __init__(self, workspace: Workspace, window: QWidget, path: Path, title_id: int, plan: BiblePlan) -> None:
        super().__init__(_("Take terms from “{name}”").format(name=plan.name), _("Close"), window, width=980)
        self._workspace, self._path, self._title_id = workspace, path, title_id
        headings = (_("Row"), _("Term"), _("What changes"), _("Before"), _("After"))
        self.table = plan_table(_("What the file would change"), headings, {ROW: 110, TERM: 150, WHAT: 150}, (BEFORE, AFTER))
        self.table.setMinimumHeight(260)
        lines = [(change, what, before, after) for change in plan.changes for what, before, after in change.changes][:MOST_LINES]
        self.table.setRowCount(len(lines))
        for at, (change, what, before, after) in enumerate(lines):
            said = _(FIELD_WORDS[what]) if what in FIELD_WORDS else numbers.language_name(what)
            cells = (change.row.where, *map(isolated, (name_of(change.after), said, before, after)))
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        told = [sentence(code, {"where": row.where, "term": row.name}) for row, code in plan.failed]
        told += [sentence(notice.code, notice.facts) for notice in plan.notices]
        self.notices = label("\n".join(told[:4]), "hint", wrap=True)
        self.notices.setToolTip("\n".join(told))
        self.notices.setVisible(bool(told))
        self.summary = label(self._sum(plan), "second", wrap=True)
        self.write = button(_("Take"), "main")
        self.write.setEnabled(bool(plan.changes) and not workspace.read_only)
        self.write.clicked.connect(self._write)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.notices)
        self.body.addLayout(buttons(self.write, before=self.summary))

    @staticmethod
    def _sum(plan: BiblePlan) -> str:
        added = sum(change.before is None for change in plan.changes)
        counts = (("bible.added", added), ("bible.changed", len(plan.changes) - added), ("bible.same", plan.same))
        words = "  ".join(sentence(code, {"count": count}) for code, count in counts if count)
        return words or _("There is nothing to take.")

    def _write(self) -> None:
        self.write.setEnabled(False)
        take = call(self._workspace.desk.bible_files.take, self._path, self._title_id)
        self._workspace.perform(take, then=self._written)

    def _written(self, _report: Report | Edit) -> None:
        self.leave()
