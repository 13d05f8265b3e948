"""Adding a language to the open title: a column of empty cells."""

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons


class LanguageDialog(Dialog):
    """A list narrowed as one types; Enter adds the language that is marked, or the tag that was typed."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Add a language"), _("Close"), window, width=440)
        self._workspace = workspace
        matrix = Outline.of(workspace).matrix
        present = matrix.languages if matrix is not None else ()
        self._tags = {f"{numbers.native_language_name(tag)} · {numbers.language_name(tag)} · {tag}": tag for tag in OFFERED}
        self._tags = {words: tag for words, tag in self._tags.items() if tag not in present}
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(QStringListModel(list(self._tags), self))
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name of a language, or its tag"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.list = QListView()
        self.list.setAccessibleName(_("Languages"))
        self.list.setProperty("framed", True)
        self.list.setModel(self._shown)
        self.list.setMinimumHeight(320)
        self.list.setUniformItemSizes(True)
        self.list.activated.connect(lambda _index: self._add())
        add = button(_("Add language"), "main")
        add.clicked.connect(self._add)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._add)
        for part in (self.field, self.list):
            self.body.addWidget(part)
        self.body.addLayout(buttons(add))
        self._narrow("")
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while the field has the focus."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self.list.currentIndex().row() + (1 if event.key() == Qt.Key.Key_Down else -1)
            self.list.setCurrentIndex(self._shown.index(max(0, min(row, self._shown.rowCount() - 1)), 0))
        else:
            super().keyPressEvent(event)

    def _narrow(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        self.list.setCurrentIndex(self._shown.index(0, 0))

    def _add(self) -> None:
        marked = self.list.currentIndex().data()
        tag = self._tags.get(marked) if marked else normalize_tag(self.field.text())
        if tag and self._workspace.title_id is not None:
            self._workspace.perform(call(self._workspace.desk.cataloging.add_language, self._workspace.title_id, tag))
            self.leave()
