"""What else is recorded of a title, kind by kind: how much there is, and a way to where it is filled in."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.registry import record_kinds
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.record_shelf import RecordShelf
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.flow import FlowLayout
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import label


class TitleRecords(QWidget):
    """A button for each kind of record of a title; it goes to the place of records."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._title_id = 0
        self.buttons: dict[str, QPushButton] = {}
        self._kinds = [kind for kind in record_kinds() if kind.is_of_title]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Records"), "strong"))
        inside = QWidget()
        self._flow = FlowLayout(inside, 6)
        for kind in self._kinds:
            made = self.buttons[kind.id] = button(_(kind.words))
            made.clicked.connect(lambda _checked=False, kind_id=kind.id: RecordShelf.of(workspace).show(kind_id))
            self._flow.addWidget(made)
        column.addWidget(inside)
        workspace.changed.connect(self._follow)

    def show_title(self, title_id: int) -> None:
        """Show how many records of each kind a title has."""
        self._title_id = title_id
        self._workspace.compute(call(self._workspace.desk.records.book, title_id), then=self._take, topic="metadata.records")

    def _take(self, book: RecordBook) -> None:
        for kind in self._kinds:
            count = len(book.of(kind))
            self.buttons[kind.id].setText(f"{_(kind.words)} · {numbers.number(count)}" if count else _(kind.words))

    def _follow(self, edit: Edit) -> None:
        tables = {kind.table for kind in self._kinds}
        if self._title_id and any(change.kind in tables for change in edit.changes):
            self.show_title(self._title_id)
