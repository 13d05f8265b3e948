"""Taking a sheet back: what its columns hold above, what it would change below; nothing is written before the button is pressed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableWidget, QTableWidgetItem, QWidget

from crossreel.domain.errors import CrossreelError
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.report import Report
from crossreel.domain.tables.preview import SheetPreview
from crossreel.domain.tables.return_plan import ReturnKind, ReturnLine, ReturnPlan, Side
from crossreel.domain.text.inline import plain_text
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, number
from crossreel.i18n.sheets import KIND_WORDS, MATCHED_WORDS
from crossreel.services.job_kinds import import_script
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.column_map import ColumnMap, said_by_user
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons, choice, chosen
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

WHERE, WHAT, CELL, BEFORE, AFTER, HOW = range(6)
KIND_LOOKS = {
    ReturnKind.FILL: ("tick", "approved"),
    ReturnKind.CHANGE: ("replace", "translated"),
    ReturnKind.DUB: ("sound_high", "translated"),
    ReturnKind.CONFLICT: ("finding", "draft"),
    ReturnKind.KEPT: ("lock", "text2"),
    ReturnKind.UNMATCHED: ("finding", "finding"),
}
ORDER = (ReturnKind.CONFLICT, ReturnKind.UNMATCHED, ReturnKind.CHANGE, ReturnKind.FILL, ReturnKind.DUB, ReturnKind.KEPT)
MOST_LINES = 2000
SPEAKERS = "script.speakers"
LINE = Qt.ItemDataRole.UserRole + 1
MAP_HEIGHT, PLAN_HEIGHT = 232, 170


class ReturnDialog(Dialog):
    """The plan is worked out anew whenever a column is corrected; conflicts stay as they are here unless one says otherwise."""

    def __init__(self, workspace: Workspace, path: Path, title_id: int, window: QWidget) -> None:
        super().__init__(self.heading().format(name=path.name), _("Close"), window, width=1180)
        self._workspace, self._path, self._title_id = workspace, path, title_id
        self.plan: ReturnPlan | None = None
        self.report: Report | None = None
        self.map = ColumnMap()
        self.map.setMinimumHeight(MAP_HEIGHT)
        self.map.changed.connect(self._plan_anew)
        self.map.header_given.connect(lambda row: self._ask(f"header={row}"))
        self.notices = label("", "hint", wrap=True)
        self.table = self._make_table()
        self.conflicts = self._make_conflicts()
        self.summary = label("", "second", wrap=True)
        self.write = button(_("Take the texts"), "main")
        self.write.clicked.connect(self._write)
        for part in (*self.fields(), self.map, self.notices, self.table):
            self.body.addWidget(part, 1 if part is self.table else 0)
        foot = buttons(self.write, before=self.summary)
        foot.insertWidget(1, self.conflicts)
        self.body.addLayout(foot)
        self.notices.hide()
        self.write.setEnabled(False)
        self.summary.setText(_("Reading the sheet…"))
        self.begin()

    def heading(self) -> str:
        """Return what the dialog is called, with `{name}` for the file."""
        return _("Take back “{name}”")

    def fields(self) -> tuple[QWidget, ...]:
        """Return what is asked before the plan."""
        return ()

    def begin(self) -> None:
        """Read what the columns of the sheet hold, then the plan."""
        self._ask("")

    def plan_of(self, columns: str) -> Callable[[], ReturnPlan]:
        """Return what works the plan out."""
        return call(self._workspace.desk.scripting.plan, self._path, self._title_id, columns=columns, keep=False)

    def take(self, columns: str, failed: Callable[[BaseException], object]) -> None:
        """Write what the plan says."""
        job = import_script.JOB(self._path, self._title_id, columns, OnExisting(chosen(self.conflicts)), self.decisions())
        self._workspace.carry_out(job, _("Reading the script"), then=self._written, failed=failed)

    def _make_conflicts(self) -> QComboBox:
        ways = ((OnExisting.KEEP, _("Conflicts: keep ours")), (OnExisting.REPLACE, _("Conflicts: take the sheet’s")))
        box = choice([(way.value, words) for way, words in ways], OnExisting.KEEP.value)
        box.setMinimumContentsLength(24)
        box.setAccessibleName(_("Texts that were changed here as well"))
        box.hide()
        box.activated.connect(lambda: self._choose_all())
        return box

    def _make_table(self) -> QTableWidget:
        headings = (_("Row"), _("What"), _("Where"), _("Here"), _("In the sheet"), _("Found by"))
        widths = {WHERE: 84, WHAT: 160, CELL: 190, HOW: 90}
        table = plan_table(_("What the sheet would change"), headings, widths, (BEFORE, AFTER))
        table.setMinimumHeight(PLAN_HEIGHT)
        table.itemChanged.connect(lambda _item: self._count())
        table.cellActivated.connect(self._turn)
        return table

    def _turn(self, row: int, _column: int) -> None:
        """Take the other text of a conflict, with Enter or two clicks anywhere in its row."""
        item = self.table.item(row, WHAT)
        if item is not None and item.data(LINE) is not None:
            item.setCheckState(Qt.CheckState.Unchecked if item.checkState() is Qt.CheckState.Checked else Qt.CheckState.Checked)

    def _choose_all(self) -> None:
        """Let all conflicts follow the list; each can be decided on its own afterwards."""
        state = Qt.CheckState.Checked if chosen(self.conflicts) == OnExisting.REPLACE.value else Qt.CheckState.Unchecked
        for item in self._conflict_items():
            item.setCheckState(state)
        self._count()

    def _conflict_items(self) -> list[QTableWidgetItem]:
        found = (self.table.item(row, WHAT) for row in range(self.table.rowCount()))
        return [item for item in found if item is not None and item.data(LINE) is not None]

    def _say_sides(self) -> None:
        """Say in each conflict whose text will be in force: an empty box alone is easily missed."""
        self.table.blockSignals(True)
        for item in self._conflict_items():
            theirs = item.checkState() is Qt.CheckState.Checked
            item.setText(_("conflict: theirs") if theirs else _("conflict: ours"))
        self.table.blockSignals(False)

    def decisions(self) -> dict[str, Side]:
        """Return what is decided of each conflict that is shown, by its key."""
        return {
            str(item.data(LINE)): Side.THEIRS if item.checkState() is Qt.CheckState.Checked else Side.MINE
            for item in self._conflict_items()
        }

    def _ask(self, columns: str) -> None:
        ask = call(self._workspace.desk.importing.sheet_columns, self._path, columns)
        self._workspace.compute(ask, then=self._show, failed=self._refused, topic="return.columns")

    def _show(self, preview: SheetPreview) -> None:
        self.map.show_preview(preview)
        self._plan_anew()

    def _columns(self) -> str:
        """Return what a person said of the columns, "" for nothing: then the sheet is read as it is."""
        return self.map.preview.written() if said_by_user(self.map.preview) else ""

    def _plan_anew(self) -> None:
        self.plan = None
        self.write.setEnabled(False)
        self.summary.setText(_("Looking where its rows belong…"))
        plan = self.plan_of(self._columns())
        self._workspace.compute(plan, then=self._show_plan, failed=self._no_plan, topic="return.plan")

    def _show_plan(self, plan: ReturnPlan) -> None:
        self.plan = plan
        lines = sorted(plan.lines, key=lambda line: ORDER.index(line.kind))[:MOST_LINES]
        self.table.blockSignals(True)
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, words in enumerate(_cells(line)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column == WHAT:
                    item.setIcon(theme.plain_icon(*KIND_LOOKS[line.kind], 16))
                if column == WHAT and line.kind is ReturnKind.CONFLICT:
                    item.setData(LINE, line.key)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setToolTip(_("Checked: the sheet’s text is taken. Enter turns it."))
                    theirs = chosen(self.conflicts) == OnExisting.REPLACE.value
                    item.setCheckState(Qt.CheckState.Checked if theirs else Qt.CheckState.Unchecked)
                self.table.setItem(at, column, item)
        self.table.blockSignals(False)
        told = [sentence(notice.code, notice.facts) for notice in plan.notices]
        self.notices.setText("\n".join(told[:3]))
        self.notices.setToolTip("\n".join(told))
        self.notices.setVisible(bool(told))
        self._count()
        self._place()

    def _no_plan(self, error: BaseException) -> None:
        self.table.setRowCount(0)
        if not isinstance(error, CrossreelError):
            self._workspace.notify.problem(error)
            return
        self.notices.setText(sentence(error.code, error.facts))
        self.notices.setVisible(True)
        self._place()
        self.summary.setText(_("Nothing can be taken so. Say what the columns hold."))

    def _count(self) -> None:
        if self.plan is None:
            return
        conflicts = len(self.plan.where(ReturnKind.CONFLICT))
        texts = len(self.plan.where(ReturnKind.FILL, ReturnKind.CHANGE))
        self._say_sides()
        decided = self.decisions()
        texts += sum(side is Side.THEIRS for side in decided.values())
        texts += conflicts - len(decided) if chosen(self.conflicts) == OnExisting.REPLACE.value else 0
        dubbed, spoken = len(self.plan.where(ReturnKind.DUB)), _speakers_in(self.plan)
        told = [
            _n("{count} text, one step of undo.", "{count} texts, one step of undo.", texts).format(count=number(texts))
            if texts
            else "",
            _n("Voice or status of {count} line.", "Voice or status of {count} lines.", dubbed).format(count=number(dubbed)),
            _n("Another speaker of {count} line.", "Other speakers of {count} lines.", spoken).format(count=number(spoken)),
        ]
        said = [words for words, count in zip(told, (texts, dubbed, spoken), strict=True) if count]
        lost = len(self.plan.where(ReturnKind.UNMATCHED))
        more = [_n("{count} conflict.", "{count} conflicts.", conflicts).format(count=number(conflicts))] if conflicts else []
        more += (
            [_n("{count} row belongs nowhere.", "{count} rows belong nowhere.", lost).format(count=number(lost))] if lost else []
        )
        self.summary.setText("  ".join([*(said or [_("There is nothing to take.")]), *more]))
        self.conflicts.setVisible(bool(conflicts))
        self.write.setEnabled(bool(said) and not self._workspace.read_only)

    def _write(self) -> None:
        if self.plan is None or not self.write.isEnabled():
            return
        self.write.setEnabled(False)
        self.take(self._columns(), lambda _error: self._count())

    def _written(self, report: Report) -> None:
        self.report = report
        self.leave()

    def _refused(self, error: BaseException) -> None:
        self._workspace.notify.problem(error)
        self.leave()


def _speakers_in(plan: ReturnPlan) -> int:
    """Return how many lines a sheet gives to other speakers: it may change nothing else."""
    counts = (notice.facts.get("count", 0) for notice in plan.notices if notice.code == SPEAKERS)
    return sum(count for count in counts if isinstance(count, int))


def _cells(line: ReturnLine) -> tuple[str, ...]:
    place = _("Episode {number}").format(number=number(line.episode)) if line.episode is not None else ""
    cell = " · ".join(filter(None, (place, language_name(line.language) if line.language else "")))
    before, after = (" ".join(plain_text(text).split()) for text in (line.before, line.after))
    return (line.where, _(KIND_WORDS[line.kind]), cell, before, after, _(MATCHED_WORDS[line.by]))
