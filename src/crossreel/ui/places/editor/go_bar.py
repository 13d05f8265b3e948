"""Go to a cue by its number, or to a time: seconds or frames, or so much on or back from the playhead."""

from PySide6.QtCore import Qt

from crossreel.domain.errors import BadInput
from crossreel.domain.text.typed_time import typed_ms
from crossreel.i18n.messages import _, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.kit.labels import label
from crossreel.ui.places.editor.bar import Bar, button, field, named
from crossreel.ui.places.editor.cue_area import CueArea


class GoBar(Bar):
    """ "12" and "#12" are the number of a cue, "0:45", "45.5" and "00:00:45:12" a time. Enter goes there and closes the bar."""

    def __init__(self, opened: OpenEpisode, cues: CueArea) -> None:
        super().__init__()
        self._opened, self._cues = opened, cues
        self.where = field(_("Cue 12, time 0:45.5, frame 00:00:45:12, or +2"), 400)
        self.go = button(_("Go"), "main")
        self._said = label("", "error")
        row = self.first_flow()
        for widget in (named(_("Go to"), self.where), self.go, self._said):
            row.addWidget(widget)
        self.where.returnPressed.connect(self._go)
        self.where.textEdited.connect(lambda _text: self._complain(""))
        self.go.clicked.connect(self._go)

    def begin(self, what: str) -> None:
        """Put the caret into the line."""
        self._opened.committing.emit()
        self._complain("")
        self.where.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.where.selectAll()

    def _go(self) -> None:
        written = self.where.text().strip()
        number = written.removeprefix("#")
        try:
            if number.isdecimal():
                self._go_to_cue(int(number), written)
            else:
                self._go_to_time(written)
        except BadInput as error:
            self._complain(sentence(error.code, error.facts))
            return
        self.closed.emit()

    def _go_to_cue(self, number: int, written: str) -> None:
        rows = self._opened.rows()
        if not 1 <= number <= len(rows):
            raise BadInput("editor.no_such_cue", written=written, last=len(rows))
        self._opened.workspace.select_cue(rows[number - 1].cue.id)

    def _go_to_time(self, written: str) -> None:
        """Put the playhead there, and choose the cue that is shown then, else the last one before."""
        player, rows = self._opened.player, self._opened.rows()
        at_ms = max(0, typed_ms(written, self._cues.table.time_writing().rate, player.position_ms()))
        before = [row for row in rows if row.cue.start_ms <= at_ms]
        shown = [row for row in before if at_ms < row.cue.end_ms]
        row = (shown or before or rows[:1] or (None,))[-1]
        if row is not None:
            self._opened.workspace.select_cue(row.cue.id)
        player.seek(at_ms)

    def _complain(self, words: str) -> None:
        self._said.setText(words)
        self.where.setProperty("bad", "true" if words else "false")
        self.where.style().unpolish(self.where)
        self.where.style().polish(self.where)
        self.where.setAccessibleDescription(words)
