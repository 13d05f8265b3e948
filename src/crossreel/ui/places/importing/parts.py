"""The parts of the import place round its plan: head, bar, foot and empty page."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import ImportPlan, OnExisting
from crossreel.domain.importing.plan_matrix import CellState, PlanMatrix
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import language_name, number
from crossreel.ui.kit import theme
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.flow import FlowLayout
from crossreel.ui.kit.form import Field, button, choice, chosen
from crossreel.ui.places.importing.rows import Shown, is_shown
from crossreel.ui.places.importing.wording import PREFERENCE_WORDS

CHOICES = (OnExisting.FAIL, OnExisting.KEEP, OnExisting.REPLACE)


class ImportHead(QWidget):
    """What a plan says of its title, and what holds for all of it. Each signal carries what was said."""

    title_given = Signal(object, object)
    source_given = Signal(object)
    promised_given = Signal(int)
    existing_given = Signal(object)
    preference_given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.code, self.name, self.promised = QLineEdit(), QLineEdit(), QLineEdit()
        self.code.setMaxLength(16)
        self.promised.setMaxLength(4)
        self.promised.setPlaceholderText("80")
        languages = [(tag, f"{language_name(tag)} ({tag})") for tag in OFFERED]
        self.source = choice(languages, "", searchable=True)
        self.existing, self.prefer = ChoiceBox(), ChoiceBox()
        for how, words in zip(CHOICES, (_("ask me"), _("keep what is there"), _("replace it")), strict=True):
            self.existing.addItem(words, how.value)
        self.prefer.addItem(_("ask me"), "")
        for preference, words in PREFERENCE_WORDS.items():
            self.prefer.addItem(_(words), preference.value)
        self._lay_out()
        for line in (self.code, self.name):
            line.textEdited.connect(lambda: self.title_given.emit(self.code.text(), self.name.text()))
        self.promised.editingFinished.connect(self._give_promised)
        self.source.activated.connect(self._give_source)
        typed = self.source.lineEdit()
        if typed is not None:
            typed.editingFinished.connect(self._give_source)
        self.existing.activated.connect(lambda: self.existing_given.emit(OnExisting(self.existing.currentData())))
        self.prefer.activated.connect(self._give_preference)
        self._source_tag, self._promised_count = "", 0

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what a plan says; an existing title's fields are fixed."""
        for line, words in ((self.code, plan.code), (self.name, plan.title_name)):
            if line.text() != words:
                line.setText(words)
        self._source_tag, self._promised_count = plan.source_language, plan.promised
        self.promised.setText(str(plan.promised) if plan.promised else "")
        with QSignalBlocker(self.source):
            at = self.source.findData(plan.source_language)
            self.source.setCurrentIndex(at)
            self.source.setEditText(self.source.itemText(at) if at >= 0 else plan.source_language)
            (self.source.lineEdit() or self.code).setCursorPosition(0)
        self.existing.setCurrentIndex(CHOICES.index(plan.on_existing))
        self.prefer.setCurrentIndex(max(0, self.prefer.findData(plan.prefer[0].value if plan.prefer else "")))
        for field in (self.code, self.name, self.source):
            field.setEnabled(plan.title_id is None)
        self._existing_field.setVisible(plan.title_id is not None)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 8)
        layout.setSpacing(12)
        fields = (
            (_("Title code"), self.code, 110),
            (_("Name"), self.name, 120),
            (_("Source language"), self.source, 236),
            (_("Episodes promised"), self.promised, 64),
            (_("Of several take"), self.prefer, 96),
            (_("Occupied cells"), self.existing, 110),
        )
        for words, control, least in fields:
            held = Field(words, control)
            held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            control.setMinimumWidth(least)
            if control is not self.name:
                control.setMaximumWidth(least * 2)
            layout.addWidget(held, 3 if control is self.name else 1)
            if control is self.existing:
                self._existing_field = held

    def _give_promised(self) -> None:
        written = self.promised.text().strip()
        count = int(written) if written.isdecimal() else 0
        if count != self._promised_count:
            self._promised_count = count
            self.promised_given.emit(count)

    def _give_source(self, _at: int = 0) -> None:
        tag = chosen(self.source) or normalize_tag(self.source.currentText())
        if tag and tag != self._source_tag:
            self._source_tag = tag
            self.source_given.emit(tag)

    def _give_preference(self) -> None:
        value = self.prefer.currentData()
        self.preference_given.emit((Preference(value),) if value else ())


class PlanBar(QWidget):
    """What there is to look at, as counts that lead to it; matrix or list; the search of the list; one title of several."""

    filter_given = Signal(object)
    holes_asked = Signal()
    searched = Signal(str)
    turned = Signal(bool)
    title_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.titles = QTabBar()
        self.titles.setAccessibleName(_("Titles in this folder"))
        self.titles.setExpanding(False)
        self.titles.setDrawBase(False)
        self.titles.currentChanged.connect(self.title_chosen)
        self.as_list = button(_("List of files"))
        self.as_list.setCheckable(True)
        self.as_list.toggled.connect(self.turned)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the files"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(220)
        self.search.textChanged.connect(self.searched)
        self.chips: dict[Shown, QPushButton] = {}
        self._chips = QWidget()
        flow = FlowLayout(self._chips, 6)
        for shown, icon in _CHIP_ICONS.items():
            chip = button("", "chip")
            chip.setCheckable(True)
            if icon:
                chip.setIcon(theme.plain_icon(*icon, 14))
            chip.clicked.connect(lambda _on=False, shown=shown: self.filter_given.emit(shown))
            flow.addWidget(chip)
            self.chips[shown] = chip
        self.holes = button("", "chip")
        self.holes.setIcon(theme.plain_icon("missing", "finding", 14))
        self.holes.clicked.connect(self.holes_asked)
        flow.addWidget(self.holes)
        self._lay_out()

    def show_plan(self, plan: ImportPlan, matrix: PlanMatrix) -> None:
        """Count what there is to look at."""
        counts = {shown: sum(1 for item in plan.items if is_shown(item, shown)) for shown in Shown}
        for shown, chip in self.chips.items():
            chip.setText(_chip_words(shown, counts[shown]))
            chip.setVisible(counts[shown] > 0)
        holes = sum(1 for cell in matrix.others.values() if cell.state is CellState.HOLE)
        self.holes.setText(_n("{count} hole", "{count} holes", holes).format(count=number(holes)))
        self.holes.setVisible(holes > 0)
        self._chips.updateGeometry()

    def show_filter(self, shown: Shown, *, as_list: bool) -> None:
        """Show which look and filter are on."""
        with QSignalBlocker(self.as_list):
            self.as_list.setChecked(as_list)
        self.search.setVisible(as_list)
        for each, chip in self.chips.items():
            chip.setChecked(as_list and each is shown)

    def show_titles(self, names: Mapping[int, str], at: int) -> None:
        """Offer the titles of a folder, where there are several."""
        with QSignalBlocker(self.titles):
            while self.titles.count() > len(names):
                self.titles.removeTab(self.titles.count() - 1)
            for which, name in names.items():
                if which < self.titles.count():
                    self.titles.setTabText(which, name)
                else:
                    self.titles.addTab(name)
            self.titles.setCurrentIndex(at)
        self.titles.setVisible(len(names) > 1)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.search)
        row.addWidget(self.as_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 12, 6)
        column.setSpacing(4)
        column.addWidget(self.titles)
        column.addLayout(row)


_CHIP_ICONS = {
    Shown.ALL: None,
    Shown.CONFLICTS: ("finding", "draft"),
    Shown.DOUBTS: ("findings", "draft"),
    Shown.REFUSED: ("finding", "finding"),
    Shown.LEFT_OUT: ("minus", "text3"),
}


def _chip_words(shown: Shown, count: int) -> str:
    words = {
        Shown.ALL: _n("{count} file", "{count} files", count),
        Shown.CONFLICTS: _n("{count} to decide", "{count} to decide", count),
        Shown.DOUBTS: _n("{count} doubt", "{count} doubts", count),
        Shown.REFUSED: _n("{count} refused", "{count} refused", count),
        Shown.LEFT_OUT: _n("{count} left out", "{count} left out", count),
    }[shown]
    return words.format(count=number(count))


class ImportFoot(QWidget):
    """What can be done with the plan: put it away, carry it out."""

    apply_asked = Signal()
    leave_asked = Signal()
    together_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.apply = button(_("Import"), "main")
        self.leave = button(_("Put the plan away"))
        self.together = button(_("All is one title"))
        self.apply.clicked.connect(self.apply_asked)
        self.leave.clicked.connect(self.leave_asked)
        self.together.clicked.connect(self.together_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(8)
        for part in (self.leave, self.together):
            layout.addWidget(part)
        layout.addWidget(self.problem, 1)
        layout.addWidget(self.apply)
        self._may = False

    def show_count(self, count: int, titles: int, problems: list[str]) -> None:
        """Say how many files of how many titles would be imported, and what stands against it."""
        words = _n("Import {count} file", "Import {count} files", count).format(count=number(count))
        if titles > 1:
            words = _("Import {count} files of {titles} titles").format(count=number(count), titles=number(titles))
        self.apply.setText(words)
        self._may = count > 0 and not problems
        self.apply.setEnabled(self._may)
        self.together.setVisible(titles > 1)
        self.problem.setText("  ".join(problems))

    def set_busy(self, busy: bool) -> None:
        """Lock the buttons while the import runs."""
        self.apply.setEnabled(self._may and not busy)
        for part in (self.leave, self.together):
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
