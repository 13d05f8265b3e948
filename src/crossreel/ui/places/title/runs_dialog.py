"""The kept QC runs of a title: each with what differs from another, and a name for what is to be kept for good."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from crossreel.domain.errors import Fact
from crossreel.domain.quality.comparison import RunComparison
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.run import QcResult, QcRun
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.qc_runs import asked_words
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, choice, chosen, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.painting import SEVERITY_TOKENS
from crossreel.ui.kit.remarks import RemarkView
from crossreel.ui.kit.table_rows import TableRows, choose_row

ROW_PX = 30
BEFORE = ""
HEADINGS = (
    N_("Run"), N_("When"), N_("Who"), N_("What"), N_("Style guides"), N_("Errors"), N_("Warnings"), N_("Accepted"), N_("Name"),
)  # fmt: skip
SHOWN = (("new", N_("New")), ("gone", N_("Gone")), ("still", N_("Still there")), ("waived", N_("Accepted")))
NOTHING = {
    "new": N_("Nothing is new."), "gone": N_("Nothing is gone."), "still": N_("Nothing is still there."),
    "waived": N_("Nothing is accepted."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What the dialog shows: the runs, what each was asked for, and what differs between the two that are chosen."""

    runs: tuple[QcRun, ...] = ()
    asked: dict[int, str] = field(default_factory=dict)
    compared: RunComparison | None = None
    numbers: dict[int, int] = field(default_factory=dict)


class RunsDialog(Dialog):
    """Above, the runs; below, what is new, gone or still there in the chosen one since another, by itself the one before it."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("QC runs of this title"), _("Close"), window, width=1120)
        self._workspace, self._title_id = workspace, workspace.title_id
        self._read_last = Read()
        self.table, self.runs = QTableView(), TableRows[QcRun](HEADINGS, self._words)
        self.other = choice([(BEFORE, _("The run before it"))], BEFORE)
        self.other.setAccessibleName(_("Compared with"))
        self.shown = choice([(which, _(words)) for which, words in SHOWN], "new")
        self.shown.setAccessibleName(_("Findings"))
        self.counts = label("", "hint", wrap=True)
        self.view = RemarkView(_("Findings"), "")
        self.nothing = label("", "hint", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = line("", _("A run that has a name is kept for good"))
        self.name.setAccessibleName(_("Name"))
        self.name_button = button(_("Name the run"))
        self.name_button.setEnabled(not workspace.read_only)
        self._build()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._turn())
        self.other.currentIndexChanged.connect(lambda _index: self._read())
        self.shown.currentIndexChanged.connect(lambda _index: self._show())
        self.view.chosen.connect(self._go_to)
        self.name_button.clicked.connect(self._name)
        self.name.returnPressed.connect(self._name)
        self.table.setFocus()
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
        self.body.addWidget(self.nothing, 3)

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
            here = run or listed[0]
            compared = runs.compare(self._baseline(listed, here, other), here)
        matrix = Outline.of(self._workspace).matrix
        ruling, media = self._workspace.desk.ruling, self._workspace.desk.media_checking
        titles, media_rules = {rule.id: rule.title for rule in ruling.rules()}, [rule.id for rule in media.rules()]
        asked = {each.id: asked_words(each, titles, media_rules) for each in listed}
        return Read(listed, asked, compared, {row.episode.id: row.episode.number for row in (matrix.rows if matrix else ())})

    def _baseline(self, listed: Sequence[QcRun], here: QcRun, other: str) -> QcRun:
        """Return what a run is compared with: itself where there is none before it that was asked for as much."""
        if other != BEFORE:
            return self._workspace.desk.runs.get(here.title_id, other)
        return next((each for each in listed if each.number < here.number and each.covers(here)), here)

    def _take(self, read: Read) -> None:
        first, self._read_last = self.runs.rowCount() != len(read.runs), read
        if first or any(self.runs.value(at) != run for at, run in enumerate(read.runs)):
            row = self.table.currentIndex().row()
            self.runs.show_values(read.runs)
            if read.runs:
                choose_row(self.table, max(row, 0))
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
        for at, (which, words) in enumerate(SHOWN):
            self.shown.setItemText(at, f"{_(words)} · {numbers.number(made.counts[which])}")
        first = made.before.id == made.after.id
        facts: dict[str, Fact] = {"run": made.before.number, "when": numbers.when(made.before.made_ms), **made.counts}
        self.counts.setText(_("No run before it was asked for as much.") if first else sentence("qc.report.compared", facts))
        found: tuple[QcResult, ...] = getattr(made, chosen(self.shown))
        self.view.lines.set_lines([self._line(each) for each in found])
        self.nothing.setText(_(NOTHING[chosen(self.shown)]))
        self.nothing.setVisible(not found)
        self.view.setVisible(bool(found))

    def _line(self, result: QcResult) -> Line:
        number = self._read_last.numbers.get(result.episode_id, 0)
        where = [_("Episode {number}").format(number=numbers.number(number))] if number else []
        where += [numbers.language_name(result.column)] if result.language else []
        where.append(clock(result.start_ms, hours=False))
        if result.waived_by:
            where.insert(0, _("{author}: {reason}").format(author=result.waived_by, reason=result.waived_because))
        words = sentence(result.finding.code, result.facts)
        icon = "waive" if result.waived_by else "finding" if result.severity is Severity.ERROR else "info"
        token = "text3" if result.waived_by else SEVERITY_TOKENS[result.severity]
        return Line(key=result.id, icon=icon, token=token, words=words, second=" · ".join(where))

    def _words(self, run: QcRun) -> tuple[str, ...]:
        guide = f"{run.guide} {run.guide_digest[:8]}".strip()
        counts = map(numbers.number, (run.errors, run.warnings, run.waived))
        asked = self._read_last.asked.get(run.id, "")
        return (numbers.number(run.number), numbers.when(run.made_ms), run.author, asked, guide, *counts, run.name)

    def _go_to(self, key: int) -> None:
        """Lead to what a run found: to the cue, or to where the picture or sound is meant."""
        made = self._read_last.compared
        found = (each for which, _words in SHOWN for each in getattr(made, which, ()))
        result = next((each for each in found if each.id == key), None)
        if result is None or result.episode_id not in self._read_last.numbers:
            return
        self.leave()
        self._workspace.open_episode(result.episode_id, result.column if result.language else None, result.cue_id)
        self._workspace.show_place("editor")

    def _name(self) -> None:
        run = self._current()
        if run is not None and self.name_button.isEnabled():
            self._workspace.compute(call(self._workspace.desk.runs.name, run, self.name.text()), then=lambda _done: self._read())


def _title(run: QcRun) -> str:
    words = _("Run {run}, {when}").format(run=numbers.number(run.number), when=numbers.when(run.made_ms))
    return f"{words} · {run.name}" if run.name else words
