"""What an import asks about times: how many frames a second has, and whether a programme starts at an hour."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.text.frame_rates import OFFERED, read_rate
from crossreel.domain.text.programme_start import PROGRAMME_START
from crossreel.i18n.messages import _, _n
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.form import button


class TimingBar(QWidget):
    """Two questions, each seen only while a file raises it. The answers are for all such files, or for the selected ones."""

    rate_given = Signal(object, bool)
    start_taken = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.rate = ChoiceBox()
        self.rate.setEditable(True)
        self.rate.addItems(OFFERED)
        self.rate.setCurrentText("25")
        self.rate.setAccessibleName(_("Frames a second"))
        self.rate_words = QLabel()
        self.rate_for_all = button(_("Read all at this rate"))
        self.rate_for_selected = button(_("Only the selected"))
        self.rate_for_all.clicked.connect(lambda: self._give_rate(True))
        self.rate_for_selected.clicked.connect(lambda: self._give_rate(False))
        self.start_words = QLabel()
        self.start_for_all = button(_("Begin all at zero"))
        self.start_for_selected = button(_("Only the selected"))
        self.start_for_all.clicked.connect(lambda: self.start_taken.emit(True))
        self.start_for_selected.clicked.connect(lambda: self.start_taken.emit(False))
        self.rate_row = _row(self.rate_words, self.rate, self.rate_for_all, self.rate_for_selected)
        self.start_row = _row(self.start_words, self.start_for_all, self.start_for_selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 8)
        layout.setSpacing(6)
        layout.addWidget(self.rate_row)
        layout.addWidget(self.start_row)
        self.show_plan(ImportPlan())

    def show_plan(self, plan: ImportPlan) -> None:
        """Ask what a plan leaves open."""
        rates, starts = len(needing_rate(plan)), len(starting_late(plan))
        words = _n(
            "{count} file counts frames, and no video says how many a second has:",
            "{count} files count frames, and no video says how many a second has:",
            rates,
        )
        self.rate_words.setText(words.format(count=rates))
        words = _n(
            "{count} file has all its subtitles after a full hour, where its programme seems to start:",
            "{count} files have all their subtitles after a full hour, where their programme seems to start:",
            starts,
        )
        self.start_words.setText(words.format(count=starts))
        self.rate_row.setVisible(rates > 0)
        self.start_row.setVisible(starts > 0)
        self.setVisible(rates > 0 or starts > 0)

    def _give_rate(self, for_all: bool) -> None:
        rate: Fraction | None = read_rate(self.rate.currentText())
        if rate is None:
            self.rate.setFocus(Qt.FocusReason.TabFocusReason)  # which selects what is written
            return
        self.rate_given.emit(rate, for_all)


def needing_rate(plan: ImportPlan) -> list[PlanItem]:
    """Return the files of a plan that count frames without a rate."""
    return [item for item in plan.items if item.needs_rate]


def starting_late(plan: ImportPlan) -> list[PlanItem]:
    """Return the files of a plan whose programme seems to start at an hour."""
    return [item for item in plan.items if any(doubt.code == PROGRAMME_START for doubt in item.doubts)]


def _row(words: QLabel, *parts: QWidget) -> QWidget:
    row = QWidget()
    words.setWordWrap(True)
    words.setProperty("role", "second")
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
    for part in parts:
        layout.addWidget(part)
    return row
