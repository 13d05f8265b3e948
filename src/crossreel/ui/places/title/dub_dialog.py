"""Dubbing a title: the lines of a language with the time they have, who speaks them and how far they are."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.report import Report
from crossreel.domain.speech.dub_line import DubStatus
from crossreel.domain.speech.dub_script import DubRow, DubScript
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, isolated, sentence
from crossreel.services.job_kinds import export_lists
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

ALL, TOO_LONG = "all", "too_long"
AS_IT_IS = "as_it_is"
EPISODE, TIME, SPEAKER, TEXT, FITS, LATE, STATUS, VOICE, REMARK = range(9)
MOST_LINES = 4000
TOLD_MS = 50  # less is no tenth of a second


class DubDialog(Dialog):
    """What is said of chosen lines is one step of undo; without a choice nothing can be said."""

    def __init__(self, workspace: Workspace, window: QWidget, matrix: Matrix, column: str = "") -> None:
        super().__init__(_("Dubbing"), _("Close"), window, width=1180)
        self._workspace, self._matrix = workspace, matrix
        self.script: DubScript | None = None
        self.shown: list[DubRow] = []
        columns = [(tag, numbers.language_name(tag)) for tag in matrix.columns if not is_signs(tag)]
        self.language = choice(columns, column if column in dict(columns) else columns[-1][0])
        states = [(each.value, sentence(f"dub.status.{each.value}", {})) for each in DubStatus]
        self.filter = choice([(ALL, _("All lines")), (TOO_LONG, _("Too long for their time")), *states], ALL)
        self.table = self._make_table()
        self.status = choice([(AS_IT_IS, _("As it is")), *states], AS_IT_IS)
        self.voice, self.remark = line(placeholder=_("As it is")), line(placeholder=_("As it is"))
        self.set = button(_("Set for the chosen lines"), "main")
        self.export = button(_("Write a dub script…"))
        self.summary = label("", "second", wrap=True)
        self._lay_out()
        self.set.clicked.connect(self._set)
        self.export.clicked.connect(self._choose_folder)
        self.language.activated.connect(lambda _at: self._read())
        self.filter.activated.connect(lambda _at: self._show())
        self.table.itemSelectionChanged.connect(self._refresh)
        self._refresh()
        self._read()

    def _make_table(self) -> QTableWidget:
        headings = (
            _("Episode"), _("Time"), _("Speaker"), _("Line"), _("Has / fits"), _("Too long"), _("Status"), _("Voice"), _("Remark"),
        )  # fmt: skip
        widths = {EPISODE: 72, TIME: 96, SPEAKER: 110, FITS: 84, LATE: 90, STATUS: 136, VOICE: 110, REMARK: 110}
        table = plan_table(_("Lines to be dubbed"), headings, widths, (TEXT,))
        table.setMinimumHeight(300)
        return table

    def _lay_out(self) -> None:
        self.body.addLayout(beside(Field(_("Language"), self.language), Field(_("Lines"), self.filter)))
        self.body.addWidget(self.table, 1)
        fields = (Field(_("Status"), self.status), Field(_("Voice"), self.voice), Field(_("Remark"), self.remark))
        self.body.addLayout(beside(*fields))
        self.body.addLayout(buttons(self.export, self.set, before=self.summary))

    def chosen_lines(self) -> list[int]:
        """Return the cues of the chosen lines that have a text."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        found = (self.shown[row] for row in rows if row < len(self.shown))
        return [row.line_id for row in found if row.line_id is not None and plain_text(row.text).strip()]

    def _read(self) -> None:
        self.summary.setText(_("Reading the lines…"))
        ask = call(self._workspace.desk.scripting.dubbing.script, self._matrix.title.id, chosen(self.language))
        self._workspace.compute(ask, then=self._take, topic="dub.lines")

    def _take(self, script: DubScript) -> None:
        self.script = script
        self._show()

    def _show(self) -> None:
        script, wanted = self.script, chosen(self.filter)
        rows = script.rows if script is not None else ()
        if wanted == TOO_LONG:
            rows = tuple(row for row in rows if row.over_ms >= TOLD_MS)
        elif wanted != ALL:
            rows = tuple(row for row in rows if row.status.value == wanted)
        self.shown = list(rows[:MOST_LINES])
        self.table.setRowCount(len(self.shown))
        for at, row in enumerate(self.shown):
            for column, words in enumerate(_cells(row)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        self._refresh()

    def _refresh(self) -> None:
        count = len(self.chosen_lines())
        self.set.setEnabled(count > 0 and not self._workspace.read_only)
        self.export.setEnabled(self.script is not None and bool(self.script.rows))
        late = sum(row.over_ms >= TOLD_MS for row in self.shown)
        told = [_n("{count} line.", "{count} lines.", len(self.shown)).format(count=numbers.number(len(self.shown)))]
        told += [_n("{count} too long.", "{count} too long.", late).format(count=numbers.number(late))] if late else []
        told += [_n("{count} chosen.", "{count} chosen.", count).format(count=numbers.number(count))] if count else []
        self.summary.setText("  ".join(told))

    def _set(self) -> None:
        lines, status = self.chosen_lines(), chosen(self.status)
        voice, remark = self.voice.text().strip() or None, self.remark.text().strip() or None
        if not lines or (status == AS_IT_IS and voice is None and remark is None):
            return
        mark = call(
            self._workspace.desk.scripting.dubbing.mark, self._matrix.title.id, lines,
            status=None if status == AS_IT_IS else DubStatus(status), voice=voice, remark=remark,
        )  # fmt: skip
        self.set.setEnabled(False)
        self._workspace.perform(mark, then=self._marked)

    def _marked(self, _edit: Edit) -> None:
        self.voice.clear()
        self.remark.clear()
        self.status.setCurrentIndex(0)
        self._read()

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder to export to"), str(Path.home()))
        if folder:
            self.write_script(Path(folder))

    def write_script(self, folder: Path) -> None:
        """Write the script of the language below a folder."""
        job = export_lists.JOB(self._matrix.title.id, (chosen(self.language),), export_lists.DUB, folder)
        self._workspace.carry_out(job, _("Exporting"), then=partial(_tell, self._workspace))


def _tell(workspace: Workspace, report: Report) -> None:
    for item in report.failed:
        workspace.notify.tell(sentence(item.code, item.facts), kind="warning")
    if report.done:
        names = numbers.listing([Path(item.name).name for item in report.done])
        workspace.notify.tell(_("Exported {names}.").format(names=names), kind="done")


def _cells(row: DubRow) -> tuple[str, ...]:
    late = ""
    if row.over_ms >= TOLD_MS:
        late = sentence("dub.too_long", {"seconds": numbers.number(round(row.over_ms / 1000, 1))})
    fits = f"{numbers.number(round(row.units, 1))} / {numbers.number(row.room or 0)}" if row.units is not None else ""
    return (
        numbers.number(row.episode), clock(row.start_ms, hours=False), row.speaker,
        isolated(" ".join(plain_text(row.text).split())),
        fits, late, sentence(f"dub.status.{row.status.value}", {}), row.voice, row.remark,
    )  # fmt: skip
