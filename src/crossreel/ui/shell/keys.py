"""F1: every action with its keys, by group."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crossreel.i18n.messages import _
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.flow import clear
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import ElidedLabel, key_cap, label
from crossreel.ui.shell.commands import Command, Commands


class KeysDialog(Dialog):
    """Lists what has a key, that of the place first, narrowed as one types."""

    def __init__(self, workspace: Workspace, commands: Commands, window: QWidget) -> None:
        super().__init__(_("Keys"), _("Close"), window, width=860)
        self._listed = [command for command in commands.listed() if command.keys]
        self._find = QLineEdit()
        self._find.setPlaceholderText(_("Find a key or what it does"))
        self._find.setAccessibleName(self._find.placeholderText())
        self._find.textChanged.connect(self._show)
        self.change = button(_("Change the keys…"))
        self.change.clicked.connect(lambda: workspace.ask("key_editor"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._find, 1)
        top.addWidget(self.change)
        self.body.addLayout(top)
        column = self.scrolling()
        self._columns = QHBoxLayout()
        self._columns.setSpacing(32)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._show("")
        self._find.setFocus()

    def preferred_height(self) -> int:
        """Ask for all there is."""
        return 2000

    def _show(self, wanted: str) -> None:
        while (old := self._columns.takeAt(0)) is not None:
            column = old.layout()
            if column is not None:
                clear(column)
        found = [each for each in self._listed if wanted.casefold() in f"{each.title} {' '.join(each.keys)}".casefold()]
        groups: dict[str, list[Command]] = {}
        for command in found:
            groups.setdefault(command.group or _("Everywhere"), []).append(command)
        columns, heights = [QVBoxLayout(), QVBoxLayout()], [0, 0]
        for name, members in sorted(groups.items(), key=lambda item: (not any(each.is_near for each in item[1]), -len(item[1]))):
            at = heights.index(min(heights))
            columns[at].addWidget(self._group(name, members))
            heights[at] += len(members) + 2
        for column in columns:
            column.setSpacing(16)
            column.addStretch(1)
            self._columns.addLayout(column, 1)

    def _group(self, name: str, members: list[Command]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(name, "strong"), 0, 0)
        for row, command in enumerate(members, start=1):
            grid.addWidget(ElidedLabel(command.title, "second", filling=True), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            caps.addStretch(1)
            for key in command.keys:
                caps.addWidget(key_cap(key))
            grid.addLayout(caps, row, 1, Qt.AlignmentFlag.AlignTrailing)
        return made
