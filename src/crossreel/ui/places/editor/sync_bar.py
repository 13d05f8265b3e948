"""Two-point sync: two cues and their true times, taken from the playhead, stretch the episode."""

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt

from crossreel.domain.cues.row_change import TimeMap
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.errors import BadInput
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.places.editor.bar import Bar, button


class Point(NamedTuple):
    """A cue, its number and present start, and when it is really to come."""

    cue_id: int
    number: int
    start_ms: int
    at_ms: int


class SyncBar(Bar):
    """Choose a cue, put the playhead where it should come, take it as the first or the second point; then synchronise."""

    def __init__(self, opened: OpenEpisode) -> None:
        super().__init__()
        self._opened = opened
        self.points: list[Point | None] = [None, None]
        self.take = [button(_("Take as first point")), button(_("Take as second point"))]
        self._told = [label("", "second"), label("", "second")]
        self._said = ElidedLabel("", "hint", filling=True)
        self.sync = button(_("Synchronise"), "main")
        row, below = self.line(), self.line()
        for line, take, told in zip((row, below), self.take, self._told, strict=True):
            line.addWidget(take)
            line.addWidget(told)
        row.addWidget(self._said, 1)
        row.addWidget(self.close_button())
        below.addStretch(1)
        below.addWidget(self.sync)
        for at, take in enumerate(self.take):
            take.clicked.connect(lambda _on=False, at=at: self.take_point(at))
        self.sync.clicked.connect(self._sync)
        opened.opened.connect(lambda _loaded: self._forget())
        self._check()

    def begin(self, what: str) -> None:
        """Take a point where `what` is "sync_first" or "sync_second"; else put the keys on the first button."""
        self._opened.committing.emit()
        if what in ("sync_first", "sync_second"):
            self.take_point(int(what == "sync_second"))
        else:
            self.take[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_point(self, at: int) -> None:
        """Take the chosen cue and the playhead."""
        opened = self._opened
        row, cue = opened.current_row(), opened.edited_cue()
        if row is not None and cue is not None:
            at_ms = opened.player.frame_start_ms(opened.player.position_ms())
            self.points[at] = Point(cue.id, opened.place_of(row) + 1, cue.start_ms, at_ms)
            self._check()

    def _forget(self) -> None:
        self.points = [None, None]
        self._check()

    def _line(self) -> TimeMap | None:
        """Return what becomes of times, None as long as there are no two points that fit."""
        first, second = self.points
        if first is None or second is None:
            return None
        one, other = sorted(((first.start_ms, first.at_ms), (second.start_ms, second.at_ms)))
        try:
            return TimeMap(one, other)
        except BadInput as error:
            self._said.setText(sentence(error.code, error.facts))
            return None

    def _check(self) -> None:
        self._said.setText(_("Choose a cue, put the playhead where it is heard, and take it; then another one far from it."))
        for point, told in zip(self.points, self._told, strict=True):
            words = _("Cue {number}: {was} → {becomes}")
            told.setText(
                "" if point is None else words.format(number=point.number, was=_clock(point.start_ms), becomes=_clock(point.at_ms))
            )
        line = self._line()
        if line is not None:
            self._said.setText(_("Everything becomes {factor} times as long.").format(factor=f"{float(line.factor):.4f}"))
        self.sync.setEnabled(line is not None and not self._opened.workspace.read_only)

    def _sync(self) -> None:
        first, second = self.points
        if first is not None and second is not None:
            workspace = self._opened.workspace
            points = (first.cue_id, first.at_ms), (second.cue_id, second.at_ms)
            shown = {cue.id: cue for row in self._opened.rows() for cue in row_cues(row)}
            for point in (first, second):
                shown |= {point.cue_id: replace(shown[point.cue_id], start_ms=point.start_ms)} if point.cue_id in shown else {}
            workspace.perform(call(workspace.desk.editing.sync, *points, expected=shown), then=self._done)

    def _done(self, edit: Edit) -> None:
        self._forget()
        count = len(edit.ids("cue"))
        words = _n("Moved {count} cue.", "Moved {count} cues.", count).format(count=numbers.number(count))
        self._opened.workspace.notify.tell(words, kind="done")


def _clock(ms: int) -> str:
    return clock(ms, hours=False)
