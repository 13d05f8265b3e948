"""The place of the review queue: the list, the picture at the line's moment, and what there is to judge it by."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.drafting.review import OpenQueue, ReviewLine
from crossreel.domain.drafting.review_fold import fold
from crossreel.domain.edits.edit import Edit
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.hub.bound_keys import keys_of
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.hub.place_steps import PlaceSteps, Steps
from crossreel.ui.hub.review_shelf import PLACE, ReviewShelf
from crossreel.ui.hub.two_values import TwoValues
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.places.review.ahead import LINES_AHEAD, Ahead
from crossreel.ui.places.review.filters import QueueFilters
from crossreel.ui.places.review.moment import Moment
from crossreel.ui.places.review.pace import Pace
from crossreel.ui.places.review.reading import QueueReading
from crossreel.ui.places.review.rows import QueueRows
from crossreel.ui.places.review.side import BUTTONS, LineSide
from crossreel.ui.places.review.table import QueueTable
from crossreel.ui.places.review.verdicts import Verdicts, key_of

PICTURE_SHARE, LEAST_PICTURE_PX = 0.27, 180
PAINTED_MS = 60
HINTS = (
    ("Return", N_("accept")), ("review.mend", N_("mend")), ("review.refuse", N_("refuse")), ("review.ask", N_("ask")),
    ("review.play", N_("play")), ("history.undo", N_("undo")),
)  # fmt: skip
READING = N_("Looking through the drafts…")


class ReviewPlace(QWidget):
    """One line is under the hands; the next ones are read before they come there, and what was judged leaves by its edit."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace, self._shelf = workspace, ReviewShelf.of(workspace)
        self.line: ReviewLine | None = None
        self.pace, self.reading = Pace(), QueueReading(workspace, self)
        self.ahead = Ahead(workspace, self)
        self.verdicts = Verdicts(workspace, self)
        self.rows = QueueRows(self)
        self.table, self.filters, self.side = QueueTable(self.rows), QueueFilters(), LineSide()
        self.moment = Moment(workspace, self.ahead)
        self.empty = EmptyState(_(READING), icon="review")
        self._wanting = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._wanting.timeout.connect(self._want)
        self.two_values = TwoValues(workspace, self._pending, self.side.box.commit, self.side.after)
        self._build()
        self._connect()
        self._turned()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        judged = QWidget()
        row = QHBoxLayout(judged)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 14)
        row.addWidget(self.moment)
        row.addWidget(self.side, 9)
        self._pages = QStackedWidget()
        self._pages.addWidget(judged)
        self._pages.addWidget(self.empty)
        self.side.below_box.addWidget(self.two_values)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        workspace, shelf, side = self._workspace, self._shelf, self.side
        PendingWrites.of(workspace).moved.connect(lambda _key: self.two_values.refresh())
        workspace.changed.connect(self._catalog_changed)
        workspace.opened_title.connect(lambda _title: self._place_shown(workspace.place))
        workspace.place_shown.connect(self._place_shown)
        workspace.closing.connect(self.moment.close_player)
        workspace.handing_on.connect(side.box.commit)
        self.reading.begun.connect(lambda: self._show_empty(_(READING)))
        self.reading.came.connect(self._take)
        self.reading.failed.connect(lambda words: self._show_empty(words, _("Try again")))
        self.reading.named.connect(self._named)
        shelf.asked.connect(self.do)
        shelf.wished.connect(self._wished)
        self.filters.scope_changed.connect(lambda: self.read())
        self.filters.changed.connect(self._refilter)
        self.table.turned.connect(lambda _row: self._turned())
        self.table.entered_line.connect(lambda: self.do("accept"))
        self.table.doubleClicked.connect(lambda _index: self.do("mend"))
        self.moment.high.connect(self._resized)
        self.ahead.arrived.connect(self._arrived)
        side.sound.attend(self.ahead, self.moment)
        self.verdicts.failed.connect(lambda _cue: self._hint())
        self.empty.pressed.connect(self._empty_pressed)
        side.asked.connect(self.do)
        side.left.connect(self.table.setFocus)
        side.words.left.connect(self.table.setFocus)
        side.words.written.connect(self._written)
        side.box.typed.connect(self.moment.show_text)
        side.box.committed.connect(self._typed)
        side.box.next_asked.connect(self._mended)
        side.box.given_up.connect(self._give_box_up)
        side.box.left.connect(self._box_left)
        PlaceSteps.of(workspace).put(PLACE, Steps(take_back=self.verdicts.take_back, do_again=self.verdicts.do_again))

    def do(self, what: str) -> None:
        """Do what an action, a button or a key of the place wants."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox) and what == "play":
            focus.showPopup()  # Space is for the list that has the keys
            return
        acts: dict[str, Callable[[], object]] = {
            "accept": self._accept, "mend": self._begin_mending, "refuse": self._begin_refusing, "ask": self._begin_asking,
            "play": self.moment.toggle, "previous": partial(self._go, -1), "next": partial(self._go, 1), "open": self._open,
            "again": self.read,
        }  # fmt: skip
        acts[what]()

    # What is read.

    def read(self) -> None:
        """Check what changed, and read the queue."""
        self.reading.read(self._titles())

    def _titles(self) -> tuple[int, ...] | None:
        """Return the titles that are meant, None for all."""
        title_id = self._workspace.title_id
        self.filters.offer_title(is_open=title_id is not None)
        return None if self.filters.is_every or title_id is None else (title_id,)

    def _take(self, found: OpenQueue) -> None:
        kept = self.line.cue_id if self.line is not None else None
        self.ahead.forget()
        self.pace.begin(found.progress)
        self.rows.show_queue(found.lines, self.reading.codes())
        self.table.show_titles(len({line.title_id for line in found.lines}) > 1)
        self.filters.offer(found.lines, self.reading.rules)
        self._refilter(kept)

    def _named(self) -> None:
        self.rows.name_titles(self.reading.codes())
        self.filters.offer((each.line for each in self.rows.standings.values()), self.reading.rules)
        self._show_source()

    def _refilter(self, kept: int | None = None) -> None:
        standings = self.rows.standings
        wanted = [cue_id for cue_id, each in standings.items() if self.filters.takes(each.line)] if self.filters.are_set else None
        kept = kept or (self.line.cue_id if self.line is not None else None)
        self.rows.filter_to(wanted)
        row = self.rows.row_of(kept)
        self.table.turn(max(0, row))
        self._turned()
        self._show_page()
        if self._pages.currentIndex() == 0 and self.isVisible():
            self.table.setFocus()

    def _catalog_changed(self, edit: Edit) -> None:
        standings = self.rows.standings
        self.reading.look_at(edit, standings)
        changed = fold(standings, edit.changes)
        if not changed:
            return
        back = [cue_id for cue_id, each in changed.items() if each.waits and not standings[cue_id].waits]
        self.rows.take(changed)
        self.pace.move(self.rows.seen())
        if self.line is not None and self.line.cue_id in changed:
            self.line = changed[self.line.cue_id].line
            self.side.box.echo(self.line.text)
        self._show_page()
        if back and edit.header.reverts_id is not None:
            self.table.turn(self.rows.row_of(back[0]))
        self._turned()
        self._wanting.start()

    def _place_shown(self, place: str) -> None:
        if place != PLACE:
            self.moment.player.pause()
            return
        self._show_keys()
        if not self.reading.fits(self._titles()):
            self.read()

    def _wished(self) -> None:
        self.filters.show_cells(self._shelf.cells)
        if not self.reading.fits(self._titles()):
            self.read()
        else:
            self._refilter()

    # What is shown.

    def _turned(self) -> None:
        line = self.rows.line(self.table.currentIndex().row())
        if line is not None and self.line is not None and line.cue_id == self.line.cue_id:
            return
        former, self.line = self.line, line
        if former is not None and self.side.words.isVisible():
            self.side.words.close_line()
        if line is not None:
            text = self.verdicts.text_of(line)
            self.side.show_line(line, line, self.ahead.beside(line.cue_id), text)
            self._show_source()
        self.two_values.refresh()
        self.moment.show_line(line)
        self.rows.keep(line.cue_id if line is not None else None)  # nobody else's verdict takes it from under the hands
        self._shelf.turn(has_line=line is not None)
        if line is not None and self.ahead.beside(line.cue_id) is None:
            self._want()
        else:
            self._wanting.start()  # the line is painted first

    def _pending(self) -> Pending | None:
        """Return what was typed in the line under the hands and is not in the catalog."""
        return PendingWrites.of(self._workspace).find(key_of(self.line)) if self.line is not None else None

    def _want(self) -> None:
        row = self.table.currentIndex().row()
        lines = [line for line in (self.rows.line(at) for at in range(row, row + LINES_AHEAD)) if line is not None and row >= 0]
        self.ahead.want(lines)
        self.moment.draw_ahead(lines)

    def _arrived(self, cue_id: object) -> None:
        if self.line is not None and self.line.cue_id == cue_id:
            self.side.show_beside(self.line, self.ahead.beside(self.line.cue_id))

    def _resized(self, height: int) -> None:
        self.ahead.set_height(height)
        self._want()

    def _show_source(self) -> None:
        if self.line is not None:
            self.side.show_source(self.line, self.reading.source_language(self.line.title_id))

    def _show_page(self) -> None:
        if self.rows.rowCount():
            self._pages.setCurrentIndex(0)
        elif self.filters.are_set and any(each.waits for each in self.rows.standings.values()):
            self._show_empty(_("No line fits what was chosen."), _("Show all lines"))
        elif self.rows.standings:
            self._show_empty(_("All of it is seen: no drafted line waits any more."), _("Read the queue again"))
        elif self.filters.is_every:
            self._show_empty(_("No drafted line waits for a person in any title."), _("Read the queue again"))
        else:
            self._show_empty(_("No drafted line waits for a person in this title."), _("Look in all titles"))
        self._hint()

    def _show_empty(self, words: str, button: str = "") -> None:
        self.empty.set_words(words, button)
        self._pages.setCurrentIndex(1)
        self._shelf.turn(has_line=False)
        self.empty.take_hands()

    def _empty_pressed(self) -> None:
        if self.filters.are_set:
            self.filters.clear()
        elif not self.rows.standings and not self.filters.is_every and self.reading.was_read:
            self.filters.scope.setCurrentIndex(1)
            self.read()
        else:
            self.read()

    def _show_keys(self) -> None:
        keys = {name: keys_of(self._workspace, f"review.{name}") for name in BUTTONS}
        self.side.show_keys(keys, writable=not self._workspace.read_only)
        self._hint()

    def _hint(self) -> None:
        self.filters.progress.setText(self.pace.words())
        if self._workspace.place != PLACE:
            return
        told = ((keys_of(self._workspace, names), _(words)) for names, words in (HINTS if self.line is not None else HINTS[-1:]))
        hints = tuple((keys, words) for keys, words in told if keys)
        self._workspace.set_status(Status(hints=hints, progress_text=self.pace.short_words(), progress=self.pace.share))

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is to be shown, when it is first."""
        super().showEvent(event)
        self._place_shown(PLACE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture its full height, as far as the width allows."""
        super().resizeEvent(event)
        wide = min(self.height() * self.moment.picture.aspect, self.width() * PICTURE_SHARE)
        self.moment.setFixedWidth(max(LEAST_PICTURE_PX, round(wide)))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "empty"):
            self.empty.recolour()

    # What is done.

    def _may_judge(self) -> ReviewLine | None:
        """Return the line to judge, None where there is none or a verdict on it is on its way."""
        line = self.line
        return None if line is None or self._workspace.read_only or self.verdicts.is_given(line.cue_id) else line

    def _accept(self) -> None:
        line = self._may_judge()
        if line is None:
            return
        self.side.box.commit()
        if self._is_untouched(line):
            self.verdicts.accept(line)
            self.pace.step(time.time_ns() // 1_000_000)
        self._go_on()

    def _is_untouched(self, line: ReviewLine) -> bool:
        return not self.rows.standings[line.cue_id].is_seen and self.verdicts.text_of(line) == line.text

    def _begin_mending(self) -> None:
        line = self._may_judge()
        if line is not None:
            self.rows.keep(line.cue_id)
            self.side.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _typed(self, key: object, markup: str, base: str) -> None:
        if isinstance(key, ReviewLine):
            show = partial(self._show_line, key.cue_id)
            self.verdicts.mend(key, markup, base, self.side.box.step, show)

    def _show_line(self, cue_id: int) -> None:
        self._workspace.show_place(PLACE)
        self.table.turn(self.rows.row_of(cue_id))
        self._begin_mending()

    def _mended(self) -> None:
        """Ctrl+Enter: what was typed stands; where nothing was, the draft is accepted."""
        self._accept()
        self.table.setFocus()  # only now: a line that was mended leaves with the hands

    def _give_box_up(self) -> None:
        self.side.box.commit()
        self.table.setFocus()

    def _box_left(self) -> None:
        """Let a line go that was mended, once the hands are elsewhere; stay on it while only the window went."""
        if self.isVisible() and QApplication.focusWidget() is not self.side.box and self.window().isActiveWindow():
            self.rows.keep(None)
            self._turned()

    def _begin_refusing(self) -> None:
        if self._may_judge() is not None:
            self._asks = False
            self.side.words.begin(_("Refuse: what is wrong? It may be left empty."), _("A word of why"), may_be_empty=True)

    def _begin_asking(self) -> None:
        if self._may_judge() is not None:
            self._asks = True
            self.side.words.begin(_("Ask a colleague"), _("What is to be looked at?"))

    def _written(self, words: str) -> None:
        line = self._may_judge()
        if line is None:
            return
        if self._asks:
            self.verdicts.ask(line, words)
        else:
            self.verdicts.refuse(line, words)
            self.pace.step(time.time_ns() // 1_000_000)
        self._go_on()

    def _go_on(self) -> None:
        """Turn to the next line at once; the one that was judged leaves when its edit comes back."""
        row, count = self.table.currentIndex().row(), self.rows.rowCount()
        if row + 1 < count:
            self.table.turn(row + 1)
        elif count > 1:
            self.table.turn(0)
        else:
            self.rows.keep(None)  # there is no other: it leaves when its edit comes back

    def _go(self, by: int) -> None:
        self.table.turn(self.table.currentIndex().row() + by)

    def _open(self) -> None:
        """Open the line in the editor."""
        line, workspace = self.line, self._workspace
        if line is not None:
            self.side.box.commit()
            workspace.open_title(line.title_id)
            workspace.show_place("editor")
            workspace.open_episode(line.episode_id, line.column, line.source_id or line.cue_id)
