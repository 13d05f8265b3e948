"""The columns of the cue table: how wide, in which order, which of them; as a person left them for this title."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from crossreel.domain.seat import TableLook
from crossreel.domain.text.column_name import is_full
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.places.editor.cue_table import FIXED, NAMES, Column, CueTable

COLUMN_NAMES = {
    Column.NUMBER: "number",
    Column.STATE: "state",
    Column.START: "in",
    Column.END: "out",
    Column.DURATION: "duration",
    Column.SPEAKER: "speaker",
}
FINDINGS = "findings"
WIDTHS = {"number": 44, "state": 28, "in": 88, "out": 88, "duration": 54, "speaker": 78, FINDINGS: 64}
FRAMES_PX = {"in": 104, "out": 104}  # for HH:MM:SS:FF
NARROWEST_PX = 88
SLIMMEST_PX = 24
WITH_DURATION_PX = 960
HANLIKE_SHARE = 0.7


class Columns(QObject):
    """Follows the header of the table: what a person sizes, moves or hides is kept, the rest is shared out anew with the room.

    `moved` says that a person moved a column.
    """

    moved = Signal()

    def __init__(self, view: QTableView, table: CueTable, keeper: SeatKeeper) -> None:
        super().__init__(view)
        self._view, self._table, self._keeper = view, table, keeper
        self._header = view.horizontalHeader()
        self._laying_out = False
        self.speaks = False
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.setMinimumSectionSize(SLIMMEST_PX)
        self._header.setSectionsMovable(True)
        self._header.setFirstSectionMovable(True)
        self._header.sectionResized.connect(self._sized)
        self._header.sectionMoved.connect(self._moved)
        self._header.sectionHandleDoubleClicked.connect(self._size_again)

    def names(self) -> list[str]:
        """Return the columns by name, in the order of the model."""
        return [*COLUMN_NAMES.values(), *self._table.languages, FINDINGS]

    def name_of(self, section: int) -> str:
        """Return the name of a column of the model, "" for none."""
        names = self.names()
        return names[section] if 0 <= section < len(names) else ""

    def section_of(self, name: str) -> int:
        """Return where a column stands in the model, -1 for none."""
        names = self.names()
        return names.index(name) if name in names else -1

    def words_of(self, name: str) -> str:
        """Return what a column is called."""
        section = self.section_of(name)
        if name == FINDINGS:
            return _("Findings")
        return _(NAMES[section]) if section < FIXED else numbers.language_name(name)

    def is_hidden(self, name: str) -> bool:
        """Tell whether a column is hidden: because a person hid it, or because it has no room or nothing to show."""
        look = self._keeper.look()
        if name in look.hidden:
            return True
        empty = name == "speaker" and not self.speaks
        no_room = name == "duration" and self._view.width() < WITH_DURATION_PX
        return (empty or no_room) and name not in look.shown

    def show(self, name: str, shown: bool) -> None:
        """Show a column or hide it, from now on in this title."""
        look = self._keeper.look()
        seen, gone = (look.shown | {name}, look.hidden - {name}) if shown else (look.shown - {name}, look.hidden | {name})
        self._keeper.keep_look(replace(look, shown=seen, hidden=gone))
        self.lay_out()

    def start_afresh(self) -> None:
        """Show the columns as they are at first."""
        self._keeper.keep_look(TableLook())
        self.lay_out()

    def lay_out(self) -> None:
        """Give the columns their order, those that a person sized their widths, figures what they need and languages the rest."""
        look = self._keeper.look()
        self._laying_out = True
        self._order(arranged(self.names(), look.order))
        shown = [name for name in self.names() if not self.is_hidden(name)]
        usual = {**WIDTHS, **FRAMES_PX} if self._table.in_frames else WIDTHS
        widths = {name: look.widths.get(name, usual.get(name, 0)) for name in shown}
        free = [name for name in shown if not widths[name]]
        room = self._view.viewport().width() - sum(widths.values())
        shares = {tag: HANLIKE_SHARE if tag.startswith(("zh", "ja", "ko")) and is_full(tag) else 1.0 for tag in free}
        for tag, share in shares.items():
            widths[tag] = max(NARROWEST_PX, int(room * share / sum(shares.values())))
        for section, name in enumerate(self.names()):
            self._header.setSectionHidden(section, name not in widths)
            if name in widths:
                self._header.resizeSection(section, widths[name])
        self._laying_out = False

    def _order(self, wanted: Sequence[str]) -> None:
        for place, name in enumerate(wanted):
            at = self._header.visualIndex(self.section_of(name))
            if at != place:
                self._header.moveSection(at, place)

    def _sized(self, section: int, before: int, width: int) -> None:
        if self._laying_out or not before or not width:
            return
        look = self._keeper.look()
        self._keeper.keep_look(replace(look, widths={**look.widths, self.name_of(section): width}))
        self.lay_out()

    def _moved(self, _section: int, _before: int, _after: int) -> None:
        if not self._laying_out:
            order = [self.name_of(self._header.logicalIndex(place)) for place in range(self._header.count())]
            self._keeper.keep_look(replace(self._keeper.look(), order=tuple(order)))
            self.moved.emit()

    def _size_again(self, section: int) -> None:
        look, name = self._keeper.look(), self.name_of(section)
        self._keeper.keep_look(replace(look, widths={key: width for key, width in look.widths.items() if key != name}))
        self.lay_out()

    def first(self) -> int:
        """Return the column of the model that stands first."""
        places = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return next((section for section in places if not self._header.isSectionHidden(section)), 0)


def arranged(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return columns in a kept order; those it does not know come after the one that stands before them at first."""
    found = [name for name in order if name in names]
    for at, name in enumerate(names):
        if name not in found:
            before = names[at - 1] if at else None
            found.insert(found.index(before) + 1 if before is not None else 0, name)
    return found
