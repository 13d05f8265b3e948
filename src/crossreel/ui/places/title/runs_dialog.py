"""The kept QC runs of a title: each with what differs from another, and a name for what is to be kept for good."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from crossreel.domain.quality.comparison import RunComparison
from crossreel.domain.quality.run import QcResult, QcRun
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, choice, chosen, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.remarks import RemarkView
from crossreel.ui.kit.table_rows import TableRows

ROW_PX = 30
LAST = "last"
HEADINGS = (
    N_("Run"), N_("When"), N_("Who"), N_("Style guides"), N_("Errors"), N_("Warnings"), N_("Accepted"), N_("Name"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What the dialog shows: the runs, and what differs between the two that are chosen."""

    runs: tuple[QcRun, ...] = ()
    compared: RunComparison | None = None
    numbers: dict[int, int] = field(default_factory=dict)


class RunsDialog(Dialog):
    """Above, the runs; below, what is new, gone or still there between the chosen one and another."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("QC runs of this title"), _("Close"), window, width=1000)
        self._workspace, self._title_id = workspace, workspace.title_id
        self._read_last = Read()
        self.table, self.runs = QTableView(), TableRows[QcRun](HEADINGS, _words)
        self.other = choice([(LAST, _("The last run"))], LAST)
        self.other.setAccessibleName(_("Compared with"))
        self.shown = choice([("new", _("New")), ("gone", _("Gone")), ("still", _("Still there")), ("waived", _("Accepted"))], "new")
        self.shown.setAccessibleName(_("Findings"))
        self.counts = label("", "hint", wrap=True)
        self.view = RemarkView(_("Findings"), "")
        self.name = line("", _("A run that has a name is kept for good"))
        self.name.setAccessibleName(_("Name"))
        self.name_button = button(_("Name"))
        self.name_button.setEnabled(not workspace.read_only)
        self._build()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._turn())
        self.other.currentIndexChanged.connect(lambda _index: self._read())
        self.shown.currentIndexChanged.connect(lambda _index: self._show())
        self.name_button.clicked.connect(self._name)
        self.name.returnPressed.connect(self._name)
        self._read()

    def preferred_height(self) -> int:
        """Ask for both lists."""
        return 640

    def _build(self) -> None:
        table = self.table
        table.setModel(self.runs)
        table.setAccessibleName(_("QC runs"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PX)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(len(HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(table, 2)
        named, compared = QHBoxLayout(), QHBoxLayout()
        named.addWidget(self.name, 1)
        named.addWidget(self.name_button)
        self.body.addLayout(named)
        compared.addWidget(label(_("Compared with"), "label"))
        compared.addWidget(self.other, 2)
        compared.addWidget(self.shown, 1)
        self.body.addLayout(compared)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.view, 3)

    def _current(self) -> QcRun | None:
        row = self.table.currentIndex().row()
        return self.runs.value(row) if 0 <= row < self.runs.rowCount() else None

    def _turn(self) -> None:
        run = self._current()
        self.name.setText(run.name if run is not None else "")
        self._read()

    def _read(self) -> None:
        run = self._current()
        self._workspace.compute(call(self._ask, run, chosen(self.other)), then=self._take, topic="runs.dialog")

    def _ask(self, run: QcRun | None, other: str) -> Read:
        runs = self._workspace.desk.runs
        if self._title_id is None:
            return Read()
        listed = runs.runs(self._title_id)
        compared = None
        if listed:
            here = run or listed[min(1, len(listed) - 1)]
            compared = runs.compare(here, runs.get(self._title_id, other))
        matrix = Outline.of(self._workspace).matrix
        return Read(listed, compared, {row.episode.id: row.episode.number for row in (matrix.rows if matrix else ())})

    def _take(self, read: Read) -> None:
        first, self._read_last = self.runs.rowCount() != len(read.runs), read
        if first or any(self.runs.value(at) != run for at, run in enumerate(read.runs)):
            row = self.table.currentIndex().row()
            self.runs.show_values(read.runs)
            if read.runs:
                self.table.selectRow(row if row >= 0 else min(1, len(read.runs) - 1))
        if self.other.count() != len(read.runs) + 1:
            self.other.blockSignals(True)
            for run in read.runs:
                self.other.addItem(_title(run), str(run.number))
            self.other.blockSignals(False)
        self._show()

    def _show(self) -> None:
        made = self._read_last.compared
        if made is None:
            self.counts.setText(_("QC has not run on this title yet."))
            return
        told = sentence(
            "qc.report.compared",
            {"run": made.before.number, "when": numbers.when(made.before.made_ms), **made.counts},
        )
        self.counts.setText(told)
        found: tuple[QcResult, ...] = getattr(made, chosen(self.shown))
        self.view.lines.set_lines([self._line(each) for each in found])

    def _line(self, result: QcResult) -> Line:
        number = self._read_last.numbers.get(result.episode_id, 0)
        where = [_("Episode {number}").format(number=numbers.number(number))] if number else []
        where += [numbers.language_name(result.column)] if result.language else []
        where.append(clock(result.start_ms, hours=False))
        if result.waived_by:
            where.insert(0, _("{author}: {reason}").format(author=result.waived_by, reason=result.waived_because))
        words = sentence(result.finding.code, result.facts)
        return Line(key=result.id, icon="finding", token="text2", words=words, second=" · ".join(where))

    def _name(self) -> None:
        run = self._current()
        if run is not None and self.name_button.isEnabled():
            self._workspace.compute(call(self._workspace.desk.runs.name, run, self.name.text()), then=lambda _done: self._read())


def _title(run: QcRun) -> str:
    words = _("Run {run}, {when}").format(run=numbers.number(run.number), when=numbers.when(run.made_ms))
    return f"{words} · {run.name}" if run.name else words


def _words(run: QcRun) -> tuple[str, ...]:
    guide = f"{run.guide} {run.guide_digest[:8]}".strip()
    counts = (run.errors, run.warnings, run.waived)
    return (numbers.number(run.number), numbers.when(run.made_ms), run.author, guide, *map(numbers.number, counts), run.name)
