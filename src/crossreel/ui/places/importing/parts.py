"""The parts of the import place round its table: head, foot, empty page and report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from crossreel.domain.importing.plan import ImportPlan, OnExisting
from crossreel.domain.report import Report
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import language_name
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.form import Field, button
from crossreel.ui.kit.reports import ReportList

CHOICES = (OnExisting.FAIL, OnExisting.KEEP, OnExisting.REPLACE)


class ImportHead(QWidget):
    """Code, name and source language of the title, and what to do with occupied cells."""

    title_given = Signal(object, object)
    source_given = Signal(object)
    existing_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.code, self.name = QLineEdit(), QLineEdit()
        self.code.setMaximumWidth(190)
        self.code.setMaxLength(16)
        self.source, self.existing = QComboBox(), QComboBox()
        for choice, words in zip(CHOICES, (_("ask me"), _("keep what is there"), _("replace it")), strict=True):
            self.existing.addItem(words, choice)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(16)
        fields = (
            (_("Title code"), self.code),
            (_("Name"), self.name),
            (_("Source language"), self.source),
            (_("Occupied cells"), self.existing),
        )
        for words, field in fields:
            held = Field(words, field)
            held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            layout.addWidget(held, 2 if field is self.name else 0)
        for line in (self.code, self.name):
            line.textEdited.connect(lambda: self.title_given.emit(self.code.text(), self.name.text()))
        self.source.activated.connect(lambda: self.source_given.emit(self.source.currentData()))
        self.existing.activated.connect(lambda: self.existing_given.emit(self.existing.currentData()))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan's title; an existing title's fields are fixed."""
        self.code.setText(plan.code)
        self.name.setText(plan.title_name)
        self.source.clear()
        for tag in dict.fromkeys([plan.source_language, *plan.languages]):
            if tag:
                self.source.addItem(f"{language_name(tag)} ({tag})", tag)
        self.existing.setCurrentIndex(CHOICES.index(plan.on_existing))
        for field in (self.code, self.name, self.source):
            field.setEnabled(plan.title_id is None)
        self.existing.setEnabled(plan.title_id is not None)


class ImportFoot(QWidget):
    """What can be done with the plan: leave files out, choose between them, import."""

    apply_asked = Signal()
    skip_asked = Signal()
    choose_asked = Signal()
    columns_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.apply = button(_("Import"), "main")
        self.skip = button(_("Leave out or take in"))
        self.skip.setToolTip(_("Delete"))
        self.choose = button(_("Take this one"))
        self.apply.clicked.connect(self.apply_asked)
        self.skip.clicked.connect(self.skip_asked)
        self.choose.clicked.connect(self.choose_asked)
        self.columns = button(_("Columns…"))
        self.columns.setToolTip(_("Say what the columns of this sheet hold."))
        self.columns.clicked.connect(self.columns_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        for part in (self.skip, self.choose, self.columns):
            layout.addWidget(part)
        layout.addWidget(self.problem, 1)
        layout.addWidget(self.apply)

    def show_count(self, count: int, problems: list[str]) -> None:
        """Say how many files would be imported, and what stands against it."""
        self.apply.setText(_n("Import {count} file", "Import {count} files", count).format(count=count))
        self.apply.setEnabled(count > 0 and not problems)
        self.problem.setText("  ".join(problems))

    def show_sheet(self, is_sheet: bool) -> None:
        """Offer to say what columns hold where the chosen file has some."""
        self.columns.setVisible(is_sheet)

    def set_busy(self, busy: bool) -> None:
        """Lock the buttons while the import runs."""
        for part in (self.apply, self.skip, self.choose, self.columns):
            part.setEnabled(not busy)


class EmptyImport(EmptyState):
    """Nothing to import yet, or files being read."""

    def __init__(self) -> None:
        super().__init__("", icon="import")
        self.show_reading(False)

    def show_reading(self, reading: bool) -> None:
        """Say that files are being read, or ask for some."""
        if reading:
            self.set_words(_("Reading files… Nothing is written yet."))
        else:
            words = _("Drop a folder of episodes and subtitles here. You see the plan before anything is written.")
            self.set_words(words, _("Choose folder…"))


class ImportReport(QWidget):
    """What an import did, file by file where there is something to say."""

    title_asked = Signal(object)
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title_id: int | None = None
        self._report = ReportList()
        self._open = button(_("Open the title"), "main")
        self._again = button(_("Import more…"))
        self._open.clicked.connect(lambda: self.title_asked.emit(self._title_id))
        self._again.clicked.connect(self.again_asked)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 16)
        row.addWidget(self._again)
        row.addStretch()
        row.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._report, 1)
        layout.addLayout(row)

    def show_report(self, report: Report, title_id: int | None) -> None:
        """Show a report; failures first."""
        self._title_id = title_id
        self._open.setEnabled(title_id is not None)
        words = _("{done} imported, {skipped} left out, {failed} failed. Ctrl+Z takes the whole import back.")
        counts = {"done": len(report.done), "skipped": len(report.skipped), "failed": len(report.failed)}
        doubts = _n("{count} doubt to look at", "{count} doubts to look at", len(report.doubts)).format(count=len(report.doubts))
        self._report.show_report(report, words.format(**counts) + (f"  {doubts}." if report.doubts else ""))
