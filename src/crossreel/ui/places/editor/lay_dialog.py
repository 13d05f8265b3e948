"""A script without times, laid over the speech of the open episode: shown before it is written."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.lay_plan import LaidCue, LayPlan
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import number
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import plan_laying
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table

LINE, IN, OUT, TEXT = range(4)
HEADINGS = (N_("Line"), N_("In"), N_("Out"), N_("Text"))
WIDTHS = {LINE: 96, IN: 110, OUT: 110}
LEAST_PX = 280


class LayDialog(Dialog):
    """The cues that the lines of a file would become. A click on one plays from there; doubtful ones say so in their first cell."""

    def __init__(self, opened: OpenEpisode, path: Path, window: QWidget) -> None:
        super().__init__(_("Lay “{name}” over the speech").format(name=path.name), _("Close"), window, width=860)
        self._opened = opened
        self._plan: LayPlan | None = None
        self.table = self._table()
        self.summary = label(_("Listening and laying the lines…"), "second", wrap=True)
        self.write = button(_("Write the cues"), "main")
        self.write.setEnabled(False)
        self.write.clicked.connect(self._write)
        self.body.addWidget(
            label(_("Every line begins where somebody begins to speak, in order. Nothing is written yet."), "hint", wrap=True)
        )
        self.body.addWidget(self.table, 1)
        self.body.addLayout(buttons(self.write, before=self.summary))
        workspace = opened.workspace
        assert workspace.episode_id is not None
        workspace.carry_out(
            plan_laying.JOB(workspace.episode_id, path),
            _("Laying the script over the speech"),
            then=self._show,
            failed=self._failed,
            topic="editor.laying",
            quiet=True,
        )

    def _table(self) -> QTableWidget:
        table = plan_table(_("New cues"), [_(each) for each in HEADINGS], WIDTHS, (TEXT,))
        table.setMinimumHeight(LEAST_PX)
        table.currentCellChanged.connect(self._play)
        return table

    def _show(self, plan: LayPlan) -> None:
        self.table.setRowCount(len(plan.cues))
        for row, cue in enumerate(plan.cues):
            for column, words in enumerate(_words(cue)):
                item = QTableWidgetItem(words)
                if column == TEXT:
                    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(plan.language) else Qt.AlignmentFlag.AlignLeft
                    item.setTextAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.summary.setText(_told(plan))
        self._plan = plan
        self.write.setEnabled(bool(plan.cues))
        self.write.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.leave()
        self._opened.workspace.notify.problem(error)

    def _play(self, row: int, *_others: int) -> None:
        if self._plan is not None and 0 <= row < len(self._plan.cues):
            self._opened.player.seek(self._plan.cues[row].start_ms)

    def _write(self) -> None:
        if self._plan is not None:
            self.write.setEnabled(False)
            workspace = self._opened.workspace
            workspace.perform(call(workspace.desk.laying.apply, self._plan), then=self._written, failed=self._failed)

    def _written(self, edit: Edit) -> None:
        count = int(str(edit.header.facts["count"]))
        words = _n("{count} cue written.", "{count} cues written.", count).format(count=number(count))
        self._opened.workspace.notify.tell(words, kind="done")
        self.leave()


def _words(cue: LaidCue) -> tuple[str, ...]:
    place = _("{line}, listen") if cue.is_doubtful else "{line}"
    text = cue.text.replace("\n", " / ")
    return place.format(line=number(cue.line)), clock(cue.start_ms, hours=False), clock(cue.end_ms, hours=False), text


def _told(plan: LayPlan) -> str:
    words = _n("{count} cue of {lines} lines.", "{count} cues of {lines} lines.", len(plan.cues))
    told = [words.format(count=number(len(plan.cues)), lines=number(plan.lines))]
    if plan.doubtful:
        words = _n("{count} of them is doubtful: listen to it.", "{count} of them are doubtful: listen to them.", plan.doubtful)
        told.append(words.format(count=number(plan.doubtful)))
    return " ".join(told)
