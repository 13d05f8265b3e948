"""The timeline of the open episode: its waveform and the cue boxes of the language being worked on."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.caption import Peaks
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import frames_ms
from crossreel.domain.views.grid import CueRow
from crossreel.i18n.messages import _
from crossreel.kernel.kept import Kept
from crossreel.services.job_kinds import read_peaks
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.kit.waveform_boxes import CueBox, Grip
from crossreel.ui.places.editor.writing import timed_cue, write_times

GAP_FRAMES = 2
PEAK_BYTES = 2 << 20


class Timeline(QWidget):
    """Boxes carry the id of the cue whose times they show: the spine's, or a pinned translation's own."""

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._peaks: Kept[int, Peaks] = Kept(PEAK_BYTES, lambda peaks: len(peaks.low) + len(peaks.high))
        self._shown_media: int | None = None
        self._marks: dict[int, str] = {}
        self.wave = Waveform()
        self.wave.setAccessibleName(_("Timeline"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.wave)
        self.wave.editable = not opened.workspace.read_only
        self.wave.seek_asked.connect(opened.player.seek)
        self.wave.step_asked.connect(opened.player.step)
        self.wave.cue_clicked.connect(opened.workspace.select_cue)
        self.wave.cue_moving.connect(self._show_edge)
        self.wave.cue_retimed.connect(self._retime)
        self.wave.nudge_asked.connect(self._nudge)
        opened.player.moved.connect(self._moved)
        opened.opened.connect(self._open)
        opened.refreshed.connect(self._refresh)
        opened.loaded_ahead.connect(self._read_peaks)
        opened.moved.connect(self._move)
        opened.findings_moved.connect(self._show_marks)
        opened.workspace.cue_selected.connect(self._select)
        opened.followed.connect(self._mark_followed)
        opened.workspace.language_changed.connect(lambda _language: self._show_boxes())
        if opened.loaded is not None:
            self._open(opened.loaded)

    def _open(self, loaded: Loaded) -> None:
        media = loaded.sheet.media
        last_ms = max((row.cue.end_ms for row in loaded.sheet.rows), default=0)
        self.wave.scale.left_px = 0
        self.wave.set_duration(max(media.duration_ms if media is not None else 0, last_ms))
        self.wave.gap_ms = frames_ms(GAP_FRAMES, media.frame_rate) if media is not None else 67
        self._show_boxes()
        self._show_peaks(loaded)

    def _refresh(self, loaded: Loaded) -> None:
        if (loaded.sheet.media.id if loaded.sheet.media is not None else None) != self._shown_media:
            self._open(loaded)
        else:
            self._show_boxes()

    def _show_peaks(self, loaded: Loaded) -> None:
        media = loaded.sheet.media
        self._shown_media = media.id if media is not None else None
        self.wave.set_peaks(self._peaks.get(media.id) if media is not None else None)
        self._read_peaks(loaded, _("Preparing the waveform"))

    def _read_peaks(self, loaded: Loaded, words: str = "") -> None:
        media = loaded.sheet.media
        if media is not None and media.id not in self._peaks:
            took = partial(self._take_peaks, media.id)
            self._opened.workspace.carry_out(read_peaks.JOB(media), words, then=took, quiet=True)

    def _take_peaks(self, media_id: int, peaks: Peaks) -> None:
        self._peaks[media_id] = peaks
        if media_id == self._shown_media:
            self.wave.set_peaks(peaks)

    def _show_boxes(self) -> None:
        loaded, language = self._opened.loaded, self._opened.workspace.language
        if loaded is None:
            return
        self._marks = marks_of(loaded, language)
        boxes: list[CueBox] = []
        for number, row in enumerate(loaded.sheet.rows, start=1):
            boxes.extend(self._boxes(row, number, language))
        self.wave.set_cues(boxes)
        self._mark_followed(self._opened.followed_id)
        self._select(self._opened.workspace.cue_id, reveal=False)

    def _move(self, moved: Moved) -> None:
        """Show what an edit changed: the boxes of its rows, or all where the numbers of those that follow are others."""
        splice, language = moved.splice, self._opened.workspace.language
        if splice.removed != splice.added:
            self._show_boxes()
            return
        at = range(splice.first, splice.first + splice.added)
        gone = [box for place in at for box in self._boxes(moved.before.sheet.rows[place], place + 1, language)]
        came = [box for place in at for box in self._boxes(moved.after.sheet.rows[place], place + 1, language)]
        self.wave.replace_cues(gone, came)
        self._select(self._opened.workspace.cue_id, reveal=False)

    def _show_marks(self) -> None:
        """Show what is found now, in the boxes of the rows where it is another."""
        loaded, language = self._opened.loaded, self._opened.workspace.language
        if loaded is None:
            return
        former, self._marks = self._marks, marks_of(loaded, language)
        changed = {cue_id for cue_id in {*former, *self._marks} if former.get(cue_id) != self._marks.get(cue_id)}
        places = {loaded.positions[cue_id] for cue_id in changed if cue_id in loaded.positions}
        boxes = [box for place in places for box in self._boxes(loaded.sheet.rows[place], place + 1, language)]
        self.wave.replace_cues(boxes, boxes)

    def _boxes(self, row: CueRow, number: int, language: str) -> list[CueBox]:
        cues = self._opened.cells(row, language)
        own = [cue for cue in cues if cue.pinned and row.is_spine]
        if own:
            return [_box(cue, cue, number, language, self._marks) for cue in own]
        if not row.is_spine and not cues:
            return []
        words = next(iter(cues), row.cue)
        return [_box(row.cue, words, number, language if cues else self._opened.source, self._marks)]

    def _select(self, cue_id: int | None, *, reveal: bool = True) -> None:
        row = self._opened.row_of(cue_id)
        self.wave.set_current(timed_cue(self._opened, row).id if row is not None else None, reveal=reveal)

    def _mark_followed(self, row_id: int | None) -> None:
        row = self._opened.row_of(row_id)
        self.wave.set_followed(timed_cue(self._opened, row).id if row is not None else None)

    def _moved(self, at_ms: int) -> None:
        self.wave.set_playhead(at_ms, follow=self._opened.player.is_playing)

    def _show_edge(self, cue_id: int, start_ms: int, end_ms: int) -> None:
        cue = self._timed(cue_id)
        if cue is not None and not self._opened.player.is_playing:
            self._opened.player.seek(end_ms - 1 if start_ms == cue.start_ms else start_ms)

    def _retime(self, held: CueBox, start_ms: int, end_ms: int, alone: bool) -> None:
        """Write what was dragged; an edge that was not keeps the place that somebody else gave it meanwhile."""
        cue = self._timed(held.id)
        row = self._opened.row_of(held.id)
        if cue is None or row is None:
            return
        if alone and cue.id == row.cue.id:
            cue = self._opened.chosen_in(row, self._opened.workspace.language) or cue
        start = (start_ms, held.start_ms) if start_ms != held.start_ms else (cue.start_ms, cue.start_ms)
        end = (end_ms, held.end_ms) if end_ms != held.end_ms else (cue.end_ms, cue.end_ms)
        write_times(self._opened, cue.id, start[0], end[0], expected=(start[1], end[1]), failed=self._settle)

    def _settle(self, _error: object) -> None:
        self.wave.settle()

    def _nudge(self, grip: Grip, frames: int) -> None:
        row = self._opened.current_row()
        media = self._opened.player.media
        if row is None:
            return
        cue = timed_cue(self._opened, row)
        step = frames * (frames_ms(1, media.frame_rate) if media is not None else 33)
        start_ms = max(0, cue.start_ms + step) if grip is Grip.START else cue.start_ms
        end_ms = cue.end_ms + step if grip is Grip.END else cue.end_ms
        if end_ms > start_ms:
            write_times(self._opened, cue.id, start_ms, end_ms)

    def _timed(self, cue_id: int) -> Cue | None:
        row = self._opened.row_of(cue_id)
        if row is None:
            return None
        everyone = [row.cue, *(cue for cues in row.followers.values() for cue in cues)]
        return next((cue for cue in everyone if cue.id == cue_id), None)


def marks_of(loaded: Loaded, language: str) -> dict[int, str]:
    """Return the gravest thing found in each cue of a language: "error" or "warning"."""
    marks: dict[int, str] = {}
    for finding in loaded.findings:
        if finding.cue_id is not None and finding.language == language and finding.severity is not Severity.INFO:
            worst = "error" if finding.severity is Severity.ERROR else "warning"
            marks[finding.cue_id] = "error" if marks.get(finding.cue_id) == "error" else worst
    return marks


def _box(timed: Cue, words: Cue, number: int, language: str, marks: dict[int, str]) -> CueBox:
    return CueBox(
        id=timed.id,
        number=number,
        start_ms=timed.start_ms,
        end_ms=timed.end_ms,
        text=plain_text(words.text),
        mark=marks.get(words.id, ""),
        right_to_left=is_right_to_left(language),
    )
