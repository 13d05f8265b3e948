"""What of the queue is shown: of which titles, language, episode, maker and reason; and how far the review is."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crossreel.domain.drafting.review import ReviewLine
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.labels import ElidedLabel
from crossreel.ui.places.review.words import reason_name

THIS, EVERY = "this", "every"


class QueueFilters(QWidget):
    """`scope_changed` asks for other titles, `changed` for other lines of the same."""

    scope_changed = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scope, self.language, self.episode = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.maker, self.reason = ChoiceBox(), ChoiceBox()
        self.cells = QPushButton()
        self.cells.setProperty("role", "chip")
        self.cells.hide()
        self.progress = ElidedLabel("", "second", filling=True)
        self._cells: frozenset[tuple[int, str]] = frozenset()
        names = (_("Titles"), _("Language"), _("Episode"), _("Made by"), _("Why"))
        for box, name in zip(self.boxes(), names, strict=True):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self.scope.addItem(_("This title"), THIS)
        self.scope.addItem(_("All titles"), EVERY)
        self._build()
        self.scope.activated.connect(lambda _at: self.scope_changed.emit())
        for box in self.boxes()[1:]:
            box.activated.connect(lambda _at: self.changed.emit())
        self.cells.clicked.connect(self._drop_cells)

    def boxes(self) -> tuple[QComboBox, ...]:
        """Return the lists, the one of titles first."""
        return self.scope, self.language, self.episode, self.maker, self.reason

    @property
    def is_every(self) -> bool:
        """Whether all titles are meant."""
        return bool(self.scope.currentData() == EVERY)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(6)
        for boxes in (self.boxes()[:3], self.boxes()[3:]):
            row = QHBoxLayout()
            row.setSpacing(6)
            for box in boxes:
                row.addWidget(box, 1)
            column.addLayout(row)
        foot = QHBoxLayout()
        foot.setContentsMargins(2, 0, 0, 0)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.cells)
        column.addLayout(foot)

    def offer_title(self, *, is_open: bool) -> None:
        """Offer this title only where one is open."""
        self.scope.setEnabled(is_open)
        if not is_open:
            self.scope.setCurrentIndex(1)

    def show_cells(self, cells: frozenset[tuple[int, str]]) -> None:
        """Keep to some cells, () for none in particular."""
        self._cells = cells
        self.cells.setVisible(bool(cells))
        self.cells.setText(_("Chosen cells: {count} ✕").format(count=numbers.number(len(cells))))
        self.cells.setAccessibleName(_("Show the lines of all cells"))
        if cells:
            self.scope.setCurrentIndex(0)

    def offer(self, lines: Iterable[ReviewLine], rules: Mapping[str, str]) -> None:
        """Offer what the lines of a queue have; what was chosen stays chosen where it is still there."""
        found = tuple(lines)
        languages = sorted({line.column for line in found}, key=numbers.language_name)
        _fill(self.language, _("All languages"), [(each, numbers.language_name(each)) for each in languages])
        episodes = sorted({line.episode for line in found})
        words = _("Episode {number}")
        _fill(self.episode, _("All episodes"), [(str(each), words.format(number=numbers.number(each))) for each in episodes])
        makers = sorted({line.maker for line in found if line.maker}, key=str.casefold)
        _fill(self.maker, _("All makers"), [(each, each) for each in makers])
        reasons = {reason.name for line in found for reason in line.reasons}
        named = sorted(((each, reason_name(each, rules)) for each in reasons), key=lambda pair: pair[1].casefold())
        _fill(self.reason, _("All reasons"), named)

    def takes(self, line: ReviewLine) -> bool:
        """Tell whether a line is to be shown."""
        language, episode, maker, reason = (box.currentData() or "" for box in self.boxes()[1:])
        return (
            (not language or line.column == language)
            and (not episode or line.episode == int(episode))
            and (not maker or line.maker == maker)
            and (not reason or any(each.name == reason for each in line.reasons))
            and (not self._cells or (line.episode_id, line.column) in self._cells)
        )

    @property
    def are_set(self) -> bool:
        """Whether some lines are left out."""
        return bool(self._cells) or any(box.currentData() for box in self.boxes()[1:])

    def clear(self) -> None:
        """Show all lines."""
        for box in self.boxes()[1:]:
            box.setCurrentIndex(0)
        self._drop_cells()

    def _drop_cells(self) -> None:
        self.show_cells(frozenset())
        self.changed.emit()


def _fill(box: QComboBox, first: str, pairs: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(first, "")
    for value, words in pairs:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
    box.setVisible(box.count() > 2 or bool(box.currentData()))
