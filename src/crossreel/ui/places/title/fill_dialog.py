"""Filling empty cells from the memory: which languages, how like a line must be, and what would be written, before it is."""

from PySide6.QtWidgets import QTableWidgetItem, QWidget

from crossreel.domain.remembering.fill_plan import FillPlan
from crossreel.domain.remembering.match import EXACT, SAME_BUT_NUMBERS
from crossreel.domain.report import Report
from crossreel.domain.text.inline import plain_text
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, isolated, sentence
from crossreel.services.job_kinds import fill_from_memory, plan_fill
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

ALL = ""
EPISODE, LANGUAGE, ALIKE, LINE, TEXT = range(5)
MOST_LINES = 2000
LESS_LIKE = (90, 80, 70)


class FillDialog(Dialog):
    """The plan is worked out anew with every choice; what is written are drafts for people to look through."""

    def __init__(self, workspace: Workspace, window: QWidget, title_id: int, columns: tuple[str, ...]) -> None:
        super().__init__(_("Fill from the memory"), _("Close"), window, width=980)
        self._workspace, self._title_id, self._columns = workspace, title_id, columns
        self.plan: FillPlan | None = None
        tongues = [(ALL, _("All languages")), *((tag, numbers.language_name(tag)) for tag in columns)]
        self.language = choice(tongues, ALL)
        ways = [(str(EXACT), _("The same line")), (str(SAME_BUT_NUMBERS), _("The same line, or with other numbers"))]
        ways += [(str(least), _("Alike to {percent}").format(percent=numbers.percent(least / 100))) for least in LESS_LIKE]
        self.least = choice(ways, str(EXACT))
        headings = (_("Episode"), _("Language"), _("Alike"), _("Line"), _("From the memory"))
        widths = {EPISODE: 70, LANGUAGE: 150, ALIKE: 70}
        self.table = plan_table(_("What the memory would fill"), headings, widths, (LINE, TEXT))
        self.table.setMinimumHeight(280)
        self.summary = label("", "second", wrap=True)
        self.write = button(_("Fill"), "main")
        self.write.clicked.connect(self._write)
        self.body.addLayout(beside(Field(_("Language"), self.language), Field(_("Lines"), self.least)))
        self.body.addWidget(self.table, 1)
        self.body.addLayout(buttons(self.write, before=self.summary))
        for box in (self.language, self.least):
            box.activated.connect(lambda _at: self._plan_anew())
        self._plan_anew()

    def _wanted(self) -> tuple[str, ...]:
        return (chosen(self.language),) if chosen(self.language) else self._columns

    def _plan_anew(self) -> None:
        self.plan = None
        self.write.setEnabled(False)
        self.summary.setText(_("Looking into the memory…"))
        job = plan_fill.JOB(self._title_id, self._wanted(), int(chosen(self.least)))
        self._workspace.carry_out(job, _("Looking into the memory"), then=self._show)

    def _show(self, plan: FillPlan) -> None:
        self.plan = plan
        lines = plan.lines[:MOST_LINES]
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            cells = (
                numbers.number(line.episode_number), numbers.language_name(line.column), numbers.percent(line.match.score / 100),
                isolated(" ".join(plain_text(line.source).split())), isolated(" ".join(plain_text(line.match.text).split())),
            )  # fmt: skip
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        count = len(plan.lines)
        words = _n("{count} cell, one step of undo.", "{count} cells, one step of undo.", count)
        told = [words.format(count=numbers.number(count)) if count else _("The memory has nothing for the empty cells.")]
        if count and plan.left:
            told.append(sentence("memory.nothing_for", {"count": plan.left}))
        self.summary.setText("  ".join(told))
        self.write.setEnabled(bool(count) and not self._workspace.read_only)

    def _write(self) -> None:
        job = fill_from_memory.JOB(self._title_id, self._wanted(), int(chosen(self.least)))
        self.write.setEnabled(False)
        self._workspace.carry_out(job, _("Filling from the memory"), then=self._written)

    def _written(self, report: Report) -> None:
        for item in report.failed:
            self._workspace.notify.tell(f"{item.name}: {sentence(item.code, item.facts)}", kind="warning")
        self.leave()
