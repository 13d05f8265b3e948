"""Pasting over rows, shown before it is one edit: which row gets what, what stood there, and what does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.paste_plan import PastePlan
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name, number
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.plan_table import plan_table
from crossreel.ui.places.editor.bar import choice

ROW, WHAT, BEFORE, AFTER = range(4)
MOST_MISFITS = 6
FROM_RIGHT, END = "\u2067", "\u2069"  # an isolate that runs from the right
Line = tuple[int, str, str, str, bool]


class PasteDialog(Dialog):
    """Enter pastes. The plan is worked out anew when times are wanted or not."""

    def __init__(self, opened: OpenEpisode, text: str, window: QWidget) -> None:
        super().__init__(_("Paste over rows"), _("Close"), window, width=900)
        self._opened, self._text = opened, text
        self._ids = [row.cue.id for row in opened.selected_rows()]
        self._chosen_id = opened.workspace.cue_id if len(self._ids) == 1 else None
        self.plan: PastePlan | None = None
        self.times = choice(_("Take the times, too"))
        self.times.setChecked(opened.workspace.language == opened.source)
        self.times.toggled.connect(lambda _on: self._ask())
        self.table = self._table()
        self.summary = label("", "second", wrap=True)
        self.misfits = label("", "error", wrap=True)
        self.write = button(_("Paste"), "main")
        self.write.clicked.connect(self._write)
        self.body.addWidget(self.times)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.misfits)
        self.body.addLayout(buttons(self.write, before=self.summary))
        self.table.setFocus()
        self._ask()

    def _table(self) -> QTableWidget:
        headings = (_("Row"), _("What"), _("Before"), _("After"))
        table = plan_table(_("What is pasted"), headings, {ROW: 56, WHAT: 200}, (BEFORE, AFTER))
        table.setMinimumHeight(280)
        return table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter pastes, wherever the keys are."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._write()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        workspace = self._opened.workspace
        self.plan = None
        self.write.setEnabled(False)
        if workspace.episode_id is None:
            return
        plan = call(
            workspace.desk.editing.plan_paste, workspace.episode_id, self._ids, workspace.language or self._opened.source,
            self._text, with_times=self.times.isChecked(), chosen_id=self._chosen_id,
        )  # fmt: skip
        workspace.compute(plan, then=self._show, failed=self._refused, topic="editor.paste")

    def _show(self, plan: PastePlan) -> None:
        self.plan = plan
        self.times.setEnabled(plan.has_times)
        lines = lines_of(plan)
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, words in enumerate((number(line[0]), *line[1:4])):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if line[4] and column in (BEFORE, AFTER):
                    item.setTextAlignment(
                        int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
                    )
                self.table.setItem(at, column, item)
        self.table.resizeRowsToContents()
        told = [
            _("Line {line}: {reason}").format(line=number(each.line), reason=sentence(each.code, each.facts))
            for each in plan.misfits
        ]
        more = len(told) - MOST_MISFITS
        self.misfits.setText(
            "\n".join([*told[:MOST_MISFITS], *([_("… and {count} more").format(count=number(more))] if more > 0 else [])])
        )
        self.misfits.setVisible(bool(told))
        count = plan.count
        words = _n("{count} change, one step of undo.", "{count} changes, one step of undo.", count).format(count=number(count))
        self.summary.setText(words if count else _("Everything stands there already."))
        self.write.setEnabled(count > 0 and not self._opened.workspace.read_only)

    def _write(self) -> None:
        if self.plan is not None and self.write.isEnabled():
            self.write.setEnabled(False)
            workspace = self._opened.workspace
            workspace.perform(call(workspace.desk.editing.paste, self.plan), then=self._written, failed=self._moved_on)

    def _written(self, edit: Edit) -> None:
        count = len(edit.ids("cue"))
        words = _n("Pasted into {count} cue.", "Pasted into {count} cues.", count).format(count=number(count))
        self._opened.workspace.notify.tell(words, kind="done")
        self.leave()

    def _moved_on(self, error: BaseException) -> None:
        """Say what became another meanwhile, and show what pasting would do now."""
        self._opened.workspace.notify.problem(error)
        self._ask()

    def _refused(self, error: BaseException) -> None:
        self._opened.workspace.notify.problem(error)
        self.leave()


def lines_of(plan: PastePlan) -> list[Line]:
    """Return the lines of a plan as the table shows them, by row; the last part tells whether texts run from the right."""
    lines: list[Line] = []
    for each in plan.cells:
        mirrored = is_right_to_left(each.language)
        texts = [_directed(plain_text(text), mirrored=mirrored) for text in (each.before, each.after)]
        lines.append((each.number, language_name(each.language), texts[0], texts[1], mirrored))
    lines += [(each.number, _("Times"), _span(each.before), _span(each.after), False) for each in plan.times]
    lines += [(each.number, _("Speaker"), each.before, each.after, False) for each in plan.speakers]
    return sorted(lines, key=lambda line: line[0])


def _directed(text: str, *, mirrored: bool) -> str:
    """Return a text whose lines run from the right where its language does, full stops and all."""
    return "\n".join(f"{FROM_RIGHT}{line}{END}" if line else line for line in text.split("\n")) if mirrored else text


def _span(times: tuple[int, int]) -> str:
    return f"{clock(times[0], hours=False)} – {clock(times[1], hours=False)}"
