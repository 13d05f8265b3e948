"""Every name that the profile under the hands makes of the open title, as it is written, with what is wrong with each."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from crossreel.domain.name_list import NameList, PlannedName
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.profile_words import name_fault
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.table_rows import TableRows

HEADINGS = (N_("Name"), N_("What is wrong"))
PAYLOAD = "data/"


class NamePanel(QWidget):
    """Follows the profile while one types; what cannot be is marked, and can be shown alone."""

    def __init__(self) -> None:
        super().__init__()
        self._found: NameList | None = None
        self.rows: TableRows[PlannedName] = TableRows(HEADINGS, _words, _icon)
        self.table = QTableView()
        self.heading, self.folder = label("", "strong"), ElidedLabel("", "second", filling=True)
        self.hint = label("", "hint", wrap=True)
        self.only_bad = QCheckBox(_("Only names that cannot be"))
        self.only_bad.setAccessibleName(self.only_bad.text())
        self.only_bad.toggled.connect(self._show)
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(6)
        for part in (self.heading, self.folder, self.hint, self.only_bad):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    def _dress(self) -> None:
        self.table.setModel(self.rows)
        self.table.setAccessibleName(_("Names"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.table.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paths: cut at their left, they fall apart among Arabic
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(1, 165)

    def show_names(self, found: NameList, title: str) -> None:
        """Show the names of a title."""
        self._found = found
        count = len(found.names)
        words = _n("{count} name of “{title}”", "{count} names of “{title}”", count)
        self.heading.setText(words.format(count=numbers.number(count), title=title))
        self.folder.setText(found.folder_name)
        problems = [sentence(each.code, dict(each.facts)) for each in (*found.folder_faults, *found.unknown)]
        if found.faulty:
            wrong = _n("{count} name cannot be.", "{count} names cannot be.", found.faulty)
            problems.insert(0, wrong.format(count=numbers.number(found.faulty)))
        self._say("\n".join(problems) or _("All of them can be."), bad=bool(problems))
        self.only_bad.setEnabled(bool(found.faulty))
        if not found.faulty and self.only_bad.isChecked():
            self.only_bad.setChecked(False)
        self._show()

    def say(self, heading: str, hint: str, *, bad: bool = False) -> None:
        """Say why there are no names, or that those shown are of before."""
        self.heading.setText(heading)
        self._say(hint, bad=bad)
        if not bad:
            self._found = None
            self.folder.setText("")
            self.rows.show_values(())

    def _say(self, words: str, *, bad: bool) -> None:
        self.hint.setText(words)
        self.hint.setProperty("role", "error" if bad else "hint")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def _show(self) -> None:
        names = self._found.names if self._found is not None else ()
        shown = [each for each in names if each.faults or not self.only_bad.isChecked()]
        self.rows.renew_values(shown)
        self.table.setColumnHidden(1, not any(each.faults for each in names))


def _words(name: PlannedName) -> tuple[str, str]:
    path = name.file.path.removeprefix(PAYLOAD)
    return path, ", ".join(name_fault(each.code) for each in name.faults)


def _icon(name: PlannedName, column: int) -> QIcon | None:
    return theme.plain_icon("finding", "finding", 16) if column == 0 and name.faults else None
