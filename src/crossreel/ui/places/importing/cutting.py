"""Files that hold several episodes: said above the plan, and cut at times that a person gives; nothing is copied."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.importing.correction import waiting_for_cuts
from crossreel.domain.importing.cut_texts import document_of, span_of
from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.text.timecode import clock, parse_clock
from crossreel.i18n.messages import _, _n
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons, line
from crossreel.ui.kit.labels import label

MOST_SHOWN = 12


class CutBar(QWidget):
    """Seen only while a file holds several episodes. `cut_asked(item)` for the next one."""

    cut_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._next: PlanItem | None = None
        self.words = QLabel()
        self.cut = button(_("Cut…"))
        self.cut.clicked.connect(lambda: self.cut_asked.emit(self._next))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.cut)
        row.addStretch(1)
        self.show_plan(ImportPlan())

    def show_plan(self, plan: ImportPlan) -> None:
        """Say how many files of a plan wait to be cut."""
        waiting = waiting_for_cuts(plan)
        self._next = next(iter(waiting), None)
        words = _n(
            "{count} file holds several episodes: say where each begins.",
            "{count} files hold several episodes: say where each begins.",
            len(waiting),
        )
        self.words.setText(words.format(count=len(waiting)))
        self.setVisible(bool(waiting))


class CutDialog(Dialog):
    """Asks where the episodes of a file begin and end; each begins where the one before ends. `given(item_id, cuts)`."""

    given = Signal(object, object)

    def __init__(self, item: PlanItem, window: QWidget) -> None:
        super().__init__(_("Cut a file for its episodes"), _("Close"), window, width=520)
        self._item = item
        first, last = span_of(item) or (item.episode or 1, item.episode or 1)
        self._numbers = list(range(first, last + 1))
        self._length_ms = _length_ms(item)
        self.starts = [line(clock(0) if number == first else "", _("like 1:02.5")) for number in self._numbers]
        self.ends = [line("", _("end of the file") if number == last else _("like 1:02.5")) for number in self._numbers]
        told = _("{name} is {length} long. The file stays whole: each episode shows its part.")
        self.body.addWidget(label(told.format(name=item.name, length=clock(self._length_ms)), "hint", wrap=True))
        self.scrolling().addLayout(self._rows()) if len(self._numbers) > MOST_SHOWN else self.body.addLayout(self._rows())
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.save = button(_("Cut"), "main")
        self.save.clicked.connect(self._give)
        self.body.addLayout(buttons(self.save))
        self.ends[0].setFocus()

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for column, words in enumerate((_("Episode"), _("In point"), _("Out point"))):
            grid.addWidget(label(words, "label"), 0, column)
        for at, number in enumerate(self._numbers):
            start, end = self.starts[at], self.ends[at]
            start.setAccessibleName(_("In point of episode {episode}").format(episode=number))
            end.setAccessibleName(_("Out point of episode {episode}").format(episode=number))
            grid.addWidget(label(str(number)), at + 1, 0)
            grid.addWidget(start, at + 1, 1)
            grid.addWidget(end, at + 1, 2)
            if at + 1 < len(self._numbers):
                end.textEdited.connect(self.starts[at + 1].setText)
            end.returnPressed.connect(self._give)
        return grid

    def _give(self) -> None:
        cuts = self._cuts()
        if isinstance(cuts, str):
            self._problem.setText(cuts)
            self._problem.show()
            self._place()
            return
        self.given.emit(self._item.id, cuts)
        self.leave()

    def _cuts(self) -> Mapping[int, Cut] | str:
        """Return the parts as typed, or what is wrong with them."""
        found: dict[int, Cut] = {}
        for at, number in enumerate(self._numbers):
            is_last = at + 1 == len(self._numbers)
            start_ms = parse_clock(self.starts[at].text().strip())
            written = self.ends[at].text().strip()
            end_ms = None if is_last and not written else parse_clock(written)
            if start_ms is None or (end_ms is None and not (is_last and not written)):
                return _("Say where episode {episode} begins and ends, for example 1:02.5.").format(episode=number)
            if (end_ms is not None and end_ms <= start_ms) or (self._length_ms and start_ms >= self._length_ms):
                return _("Episode {episode} would have nothing in it.").format(episode=number)
            found[number] = Cut(in_ms=start_ms, out_ms=end_ms)
        return found


def _length_ms(item: PlanItem) -> int:
    """Return how long a file is: a video by itself, subtitles up to the end of their last cue."""
    if item.info is not None:
        return item.info.duration_ms
    document = document_of(item)
    return max((cue.end_ms for cue in document.cues), default=0) if document is not None else 0
