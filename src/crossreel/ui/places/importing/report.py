"""What an import did: how many files came in, and by name those there is something to say of. It is taken back from here."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.item import Item
from crossreel.domain.report import Report, joined
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import number
from crossreel.ui.hub.stepping import Stepping
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label

CANCELLED = "import.cancelled"
OPEN = ("import.duplicate", "import.occupied", "import.late", "import.early", "import.drifts", "import.other_episode")
"""Reasons that wait for a person: the plan can be gone back to, and decided."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One title's import: its report, and the title it went into."""

    report: Report
    title_id: int | None
    name: str


class CameIn(QTreeWidget):
    """What came of each file. Enter goes on to the title, on a line as on a group."""

    entered_title = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_title.emit()
        else:
            super().keyPressEvent(event)


class ImportReport(QWidget):
    """The report of one import, of one title or of several. `title_asked` carries a title to open."""

    title_asked = Signal(object)
    again_asked = Signal()
    plan_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._done: list[Imported] = []
        self._undone: set[int] = set()  # edits of imports that were taken back
        self._moves: dict[int, int] = {}  # the edit that moved an import last, to the import's own
        self._heading = label("", "heading", wrap=True)
        self._below = label("", "second", wrap=True)
        self.list = CameIn()
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(True)
        self.list.setUniformRowHeights(True)
        self.list.setColumnWidth(0, 380)
        self.open = button(_("Open the title"), "main")
        self.back = button(_("Take the import back"))
        self.again = button(_("Import more…"))
        self.plan = button(_("Back to the plan"))
        self.open.clicked.connect(self._open)
        self.list.setAccessibleName(_("What came of each file"))
        self.list.entered_title.connect(self.open.click)  # clicks nothing where it is disabled
        self.back.clicked.connect(self._turn)
        self.again.clicked.connect(self.again_asked)
        self.plan.clicked.connect(self.plan_asked)
        self._lay_out()
        workspace.changed.connect(self._follow)

    def show_reports(self, done: list[Imported]) -> None:
        """Show what came of every file: failures first, then what is to be looked at; what simply came in is folded."""
        self._done, self._undone = done, set()
        self._moves = {_edit_id(each): _edit_id(each) for each in done if each.report.edit is not None}
        report = joined([each.report for each in done])
        self.list.clear()
        cancelled = tuple(item for item in report.skipped if item.code == CANCELLED)
        skipped = tuple(item for item in report.skipped if item.code != CANCELLED)
        undecided = tuple(item for item in report.failed if item.code in OPEN)
        refused = tuple(item for item in report.failed if item.code not in OPEN)
        self._add(_n("{count} refused", "{count} refused", len(refused)), refused, "finding", "finding")
        self._add(_n("{count} not decided", "{count} not decided", len(undecided)), undecided, "finding", "draft")
        self._add(_n("{count} cancelled", "{count} cancelled", len(cancelled)), cancelled, "stop", "draft")
        self._add(_n("{count} doubt", "{count} doubts", len(report.doubts)), report.doubts, "findings", "draft")
        self._add(_n("{count} notice", "{count} notices", len(report.notices)), report.notices, "info", "text2")
        self._add(_n("{count} left out", "{count} left out", len(skipped)), skipped, "minus", "text3")
        self._add(_n("{count} imported", "{count} imported", len(report.done)), report.done, "tick", "approved", folded=True)
        counts = {"done": number(len(report.done)), "skipped": number(len(report.skipped)), "failed": number(len(report.failed))}
        self._heading.setText(_("{done} imported, {skipped} left out, {failed} refused or not decided.").format(**counts))
        self._show_state()

    def take_back(self) -> bool:
        """Take the import back; False where nothing of it is there to be taken back."""
        return self._step(undo=True)

    def do_again(self) -> bool:
        """Import again what was taken back; False where nothing was."""
        return self._step(undo=False)

    def say_status(self) -> None:
        """Say in the status line what the keys do here."""
        keys = self._workspace.keys.get("history.undo", ())
        hints = ((key_words(keys[0]), _("take the import back")),) if keys and self._steps(undone=False) else ()
        if self.open.isEnabled() and not self.open.isHidden():
            hints = ((key_words("Return"), _("open the title")), *hints)
        self._workspace.set_status(Status(text=self._heading.text(), hints=hints))

    def first_title(self) -> int | None:
        """Return the title that was imported first, None where none was."""
        return next((each.title_id for each in self._done if each.title_id is not None and each.report.edit is not None), None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.again, self.plan):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._below)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.setFocusProxy(self.list)

    def _add(self, words: str, items: tuple[Item, ...], icon: str, token: str, *, folded: bool = False) -> None:
        if not items:
            return
        group = QTreeWidgetItem([words.format(count=number(len(items))), ""])
        group.setIcon(0, theme.plain_icon(icon, token, 16))
        for item in items:
            told = sentence(item.code, item.facts) if item.code else ""
            row = QTreeWidgetItem([item.name, told])
            row.setToolTip(0, item.name)
            row.setToolTip(1, told)
            row.setData(1, Qt.ItemDataRole.AccessibleTextRole, told)
            group.addChild(row)
        self.list.addTopLevelItem(group)
        group.setExpanded(not folded)

    def _steps(self, *, undone: bool) -> list[Imported]:
        written = [each for each in self._done if each.report.edit is not None]
        return [each for each in written if (_edit_id(each) in self._undone) is undone]

    def _step(self, *, undo: bool) -> bool:
        steps = self._steps(undone=not undo)
        for each in reversed(steps) if undo else steps:
            edit = each.report.edit
            if edit is None:
                continue
            if edit.header.of_catalog:
                Stepping(self._workspace, None).turn(edit.id)
            elif undo:
                Stepping(self._workspace, each.title_id).undo()
            else:
                Stepping(self._workspace, each.title_id).redo()
        return bool(steps)

    def _turn(self) -> None:
        if not self.take_back():
            self.do_again()

    def _open(self) -> None:
        self.title_asked.emit(self.first_title())

    def _follow(self, edit: Edit) -> None:
        """See an import of this report go, or come back: each move names the one before it."""
        which = self._moves.pop(edit.header.reverts_id or 0, None)
        if which is not None:
            self._moves[edit.id] = which
            self._undone ^= {which}
            self._show_state()

    def _show_state(self) -> None:
        left, gone = self._steps(undone=False), self._steps(undone=True)
        doubts = sum(len(each.report.doubts) for each in self._done)
        said = (
            [_n("{count} doubt to look at.", "{count} doubts to look at.", doubts).format(count=number(doubts))] if doubts else []
        )
        if any(each.report.cancelled for each in self._done):
            said.insert(0, _("The import was cancelled; what was finished is there."))
        if gone and not left:
            said = [_("The import was taken back. Nothing of it is in the catalog any more.")]
        self._below.setText("  ".join(said))
        self._below.setVisible(bool(said))
        self.back.setVisible(bool(left or gone))
        self.back.setText(_("Take the import back") if left else _("Import it again"))
        self.open.setEnabled(bool(left) and self.first_title() is not None)
        self.plan.setVisible(not left)
        self.say_status()


def _edit_id(done: Imported) -> int:
    return done.report.edit.id if done.report.edit is not None else 0
