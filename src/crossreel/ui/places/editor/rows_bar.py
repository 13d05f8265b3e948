"""Change many cues at once: shift, stretch, speaker, place and pin over the selected rows, as one edit."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.row_change import RowChange
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.picture.placement import USUAL
from crossreel.domain.text.timecode import clock, parse_clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.flow import FlowLayout
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.bar import NARROWEST_PX, Bar, button, choice, field, named
from crossreel.ui.places.editor.places import PLACE_WORDS
from crossreel.ui.places.editor.shift_bar import delta_ms

KEEP = object()
TIME_PX, BY_PX = 110, 260


class RowsBar(Bar):
    """What is left empty, or at the name of the choice, stays as it is. Enter in any field changes the rows."""

    def __init__(self, opened: OpenEpisode) -> None:
        super().__init__()
        self._opened = opened
        self._count = label("", "second")
        self.by = field(_("Seconds, such as 0.5 or -1.2"), BY_PX)
        self.first, self.last = field(_("First in"), TIME_PX), field(_("Last out"), TIME_PX)
        self.factor = field(_("Factor"), TIME_PX)
        self.speaker, self.place, self.pinned = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.one_language = choice(_("This language only"))
        self.change = button(_("Change"), "main")
        self._build()
        self._connect()

    def _build(self) -> None:
        times, rest = self.first_flow(), self.flow()
        stretch = named(_("Stretch"), self.first, self.last, self.factor)
        self._fill(times, (self._count, named(_("Shift by"), self.by), stretch))
        for name, combo in ((_("Speaker"), self.speaker), (_("Place"), self.place), (_("Pin"), self.pinned)):
            combo.setAccessibleName(name)
            combo.setToolTip(name)
            combo.setMinimumWidth(NARROWEST_PX)
            rest.addWidget(combo)
        self._fill(rest, (self.one_language, self.change))
        self.place.addItem(_("Place"), None)
        for key, words in PLACE_WORDS.items():
            self.place.addItem(_(words), USUAL.written if key == USUAL.key else str(key))
        for words, value in ((_("Pin or unpin"), None), (_("Pin"), True), (_("Unpin"), False)):
            self.pinned.addItem(words, value)
        self._offer_speakers(())

    def _fill(self, row: FlowLayout, widgets: tuple[QWidget, ...]) -> None:
        for widget in widgets:
            row.addWidget(widget)

    def _connect(self) -> None:
        for line in (self.by, self.first, self.last, self.factor):
            line.textChanged.connect(lambda _text: self._check())
            line.returnPressed.connect(self._change)
        for combo in (self.speaker, self.place, self.pinned):
            combo.currentIndexChanged.connect(lambda _at: self._check())
        self.one_language.toggled.connect(lambda _on: self._check())
        self.change.clicked.connect(self._change)
        self._opened.workspace.selection_changed.connect(self._check)

    def begin(self, what: str) -> None:
        """Put the caret into the field that `what` means, and offer the characters of the title."""
        self._opened.committing.emit()
        workspace = self._opened.workspace
        if workspace.title_id is not None:
            workspace.compute(call(workspace.desk.cataloging.characters, workspace.title_id), then=self._offer_speakers)
        cues = self._cues()
        self.first.setText("")
        self.last.setText("")
        if cues:
            self.first.setPlaceholderText(clock(min(cue.start_ms for cue in cues), hours=False))
            self.last.setPlaceholderText(clock(max(cue.end_ms for cue in cues), hours=False))
        line = self.first if what == "stretch" else self.by
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()
        self._check()

    def asked(self) -> RowChange | None:
        """Return what the fields ask for, None where one of them cannot be read."""
        by, first, last = delta_ms(self.by.text() or "0"), _time(self.first.text()), _time(self.last.text())
        factor = _factor(self.factor.text())
        if by is None or -1 in (first, last) or factor == 0:
            return None
        speaker = self.speaker.currentData()
        return RowChange(
            by_ms=by, first_ms=first, last_ms=last, factor=factor, speaks=speaker is not KEEP,
            speaker_id=None if speaker is KEEP else speaker, placement=self.place.currentData(), pinned=self.pinned.currentData(),
        )  # fmt: skip

    def _cues(self) -> list[Cue]:
        opened = self._opened
        if self.one_language.isChecked():
            return [*opened.selected_cues(opened.workspace.language)]
        return [cue for row in opened.selected_rows() for cue in row_cues(row)]

    def _offer_speakers(self, people: tuple[Character, ...]) -> None:
        self.speaker.clear()
        self.speaker.addItem(_("Speaker"), KEEP)
        for person in people:
            self.speaker.addItem(person.name, person.id)
        self.speaker.addItem(_("Nobody known"), None)

    def _check(self) -> None:
        asked, count = self.asked(), len(self._opened.selected_rows())
        self._count.setText(_n("{count} row", "{count} rows", count).format(count=numbers.number(count)))
        ready = asked is not None and bool(asked.kinds) and bool(self._cues())
        self.change.setEnabled(ready and not self._opened.workspace.read_only)

    def _change(self) -> None:
        asked, workspace = self.asked(), self._opened.workspace
        if asked is None or not self.change.isEnabled():
            return
        shown = {cue.id: cue for cue in self._cues()}
        workspace.perform(call(workspace.desk.editing.change_rows, list(shown), asked, expected=shown), then=self._done)

    def _done(self, edit: Edit) -> None:
        count = len(edit.ids("cue"))
        words = _n("Changed {count} cue.", "Changed {count} cues.", count).format(count=numbers.number(count))
        self._opened.workspace.notify.tell(words, kind="done")


def _time(written: str) -> int | None:
    """Return a time in milliseconds, None for an empty field, -1 where it is none."""
    if not written.strip():
        return None
    found = parse_clock(written)
    return -1 if found is None else found


def _factor(written: str) -> Fraction | None:
    """Return a factor, None for an empty field, 0 where it is none."""
    if not written.strip():
        return None
    try:
        return max(Fraction(written.strip().replace(",", ".")), Fraction(0))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
