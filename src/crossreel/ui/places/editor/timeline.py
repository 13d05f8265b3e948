"""The timeline of the open episode: its waveform, and the cues of the language being worked on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import Edit
from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.i18n.messages import _
from crossreel.kernel.kept import Kept
from crossreel.services.files.frames import grid_for
from crossreel.services.job_kinds import read_peaks
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.kit.waveform_boxes import CueBox, Grip
from crossreel.ui.kit.waveform_gestures import Make, Retime, SetEdge
from crossreel.ui.kit.waveform_view import FOLLOW_MODES
from crossreel.ui.places.editor import timeline_writing as writing
from crossreel.ui.places.editor.timeline_boxes import BoxMaker, marks_of
from crossreel.ui.places.editor.timeline_menu import TimelineMenus
from crossreel.ui.places.editor.timeline_tools import TimelineTools
from crossreel.ui.places.editor.writing import timed_cue, write_times

PEAK_BYTES = 6 << 20
GAIN_STEP = 1.4


class Timeline(QWidget):
    """Boxes carry the id of the cue whose times they show: the spine's, or a translation's own."""

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._peaks: Kept[str, Peaks] = Kept(PEAK_BYTES, lambda peaks: len(peaks.low) + len(peaks.high))
        self._shown_media: str | None = None
        self._marks: dict[int, str] = {}
        self.wave = Waveform()
        self.wave.setAccessibleName(_("Timeline"))
        self.wave.editable = not opened.workspace.read_only
        self.tools = TimelineTools(opened.workspace)
        self._menus = TimelineMenus(opened, self.wave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.wave, 1)
        row.addWidget(self.tools)
        self._connect_wave()
        self._connect_episode()
        self._take_preferences()
        if opened.loaded is not None:
            self._open(opened.loaded)

    def _connect_wave(self) -> None:
        opened, wave = self._opened, self.wave
        wave.seek_asked.connect(opened.player.seek)
        wave.step_asked.connect(opened.player.step)
        wave.cue_clicked.connect(opened.workspace.select_cue)
        wave.cue_opened.connect(self._go_to)
        wave.cue_moving.connect(self._show_edge)
        wave.retimed.connect(self._retime)
        wave.edge_set.connect(self._set_edge)
        wave.cue_drawn.connect(self._make)
        wave.nudge_asked.connect(self._nudge)
        wave.menu_asked.connect(self._menus.show)
        marking = opened.workspace.desk.marking
        wave.shot_moved.connect(partial(self._mark_shot, marking.move))
        wave.shot_added.connect(partial(self._mark_shot, marking.add))
        wave.shot_removed.connect(partial(self._mark_shot, marking.remove))

    def _connect_episode(self) -> None:
        opened = self._opened
        opened.player.moved.connect(self._moved)
        opened.opened.connect(self._open)
        opened.refreshed.connect(self._refresh)
        opened.version_turned.connect(self._turn_sound)
        opened.loaded_ahead.connect(self._read_peaks)
        opened.moved.connect(self._move)
        opened.findings_moved.connect(self._show_marks)
        opened.shots_moved.connect(self._show_shots)
        opened.speech_moved.connect(self._show_speech)
        opened.followed.connect(self._mark_followed)
        opened.asked.connect(self._do)
        opened.workspace.cue_selected.connect(self._select)
        opened.workspace.language_changed.connect(lambda _language: self._show_boxes())
        opened.workspace.preferences_changed.connect(lambda _preferences: self._take_preferences())

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons again in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.tools.recolour()

    @property
    def _compared(self) -> bool:
        return self._opened.workspace.preferences.timeline_compares and bool(self._opened.compared)

    def _take_preferences(self) -> None:
        chosen = self._opened.workspace.preferences
        self.wave.follow = chosen.timeline_follow if chosen.timeline_follow in FOLLOW_MODES else FOLLOW_MODES[0]
        if self.wave.shown.in_frames != chosen.times_in_frames:
            self.wave.shown.in_frames = chosen.times_in_frames
            self.wave.update()
        if self.wave.shown.bands != (2 if self._compared else 1):
            self._show_boxes()

    def _do(self, what: str) -> None:
        row = self._opened.current_row()
        cue = timed_cue(self._opened, row) if row is not None else None
        if what == "fit_cue" and cue is not None:
            self.wave.zoom_to(cue.start_ms, cue.end_ms)
        acts = {
            "fit": partial(self.wave.zoom_to, 0, self.wave.scale.duration_ms),
            "sound_higher": partial(self.wave.zoom_sound, GAIN_STEP),
            "sound_lower": partial(self.wave.zoom_sound, 1 / GAIN_STEP),
            "zoom_in": partial(self.wave.zoom, 1.5),
            "zoom_out": partial(self.wave.zoom, 1 / 1.5),
        }
        if what in acts:
            acts[what]()

    def _open(self, loaded: Loaded) -> None:
        media = loaded.sheet.media
        last_ms = max((row.cue.end_ms for row in loaded.sheet.rows), default=0)
        self.wave.set_episode(max(media.duration_ms if media is not None else 0, last_ms), self._grid(loaded))
        self._show_shots()
        self._show_speech()
        self._show_boxes()
        self._show_peaks(loaded)

    def _grid(self, loaded: Loaded) -> FrameGrid:
        workspace = self._opened.workspace
        language = workspace.language or self._opened.source
        return grid_for(loaded.sheet.title, loaded.sheet.media, language, workspace.desk.guides)

    def _show_shots(self) -> None:
        loaded = self._opened.loaded
        self.wave.set_shots(loaded.shots.times_ms if loaded is not None else ())

    def _show_speech(self) -> None:
        loaded = self._opened.loaded
        self.wave.set_speech(loaded.speech.spans if loaded is not None and loaded.speech is not None else ())

    def _mark_shot(self, use_case: Callable[..., Edit], *times: int) -> None:
        workspace = self._opened.workspace
        if workspace.episode_id is not None:
            workspace.perform(call(use_case, workspace.episode_id, *times), failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._opened.workspace.notify.problem(error)
        self._show_shots()

    def _refresh(self, loaded: Loaded) -> None:
        heard = self._heard(loaded)
        if (heard.stretch if heard is not None else None) != self._shown_media:
            self._open(loaded)
        else:
            self._show_boxes()

    def _show_peaks(self, loaded: Loaded) -> None:
        heard = self._heard(loaded)
        self._shown_media = heard.stretch if heard is not None else None
        self.wave.set_peaks(self._peaks.get(heard.stretch) if heard is not None else None)
        self._read_peaks(loaded, _("Preparing the waveform"))

    def _read_peaks(self, loaded: Loaded, words: str = "") -> None:
        heard = self._heard(loaded)
        if heard is not None and heard.stretch not in self._peaks:
            took = partial(self._take_peaks, heard.stretch)
            self._opened.workspace.carry_out(read_peaks.JOB(heard), words, then=took, quiet=True)

    def _turn_sound(self) -> None:
        if self._opened.loaded is not None:
            self._show_peaks(self._opened.loaded)

    def _heard(self, loaded: Loaded) -> Version | None:
        """Return the version whose sound is drawn: what is heard of the open episode, of others the reference."""
        return self._opened.playing.heard if loaded is self._opened.loaded else loaded.sheet.media

    def _take_peaks(self, stretch: str, peaks: Peaks) -> None:
        self._peaks[stretch] = peaks
        if stretch == self._shown_media:
            self.wave.set_peaks(peaks)

    @property
    def _language(self) -> str:
        """The language whose cues are shown, be it below the source's: while that is worked on, what was compared last."""
        return self._opened.compared if self._compared else self._opened.workspace.language

    def _maker(self, loaded: Loaded) -> BoxMaker:
        language = self._language
        return BoxMaker(opened=self._opened, loaded=loaded, language=language, compared=self._compared, marks=self._marks)

    def _show_boxes(self) -> None:
        loaded = self._opened.loaded
        if loaded is None:
            return
        self._marks = self._all_marks(loaded)
        self.wave.set_grid(self._grid(loaded))
        self.wave.set_bands(2 if self._compared else 1)
        self.wave.set_cues(self._maker(loaded).all())
        self._mark_followed(self._opened.followed_id)
        self._select(self._opened.workspace.cue_id, reveal=False)

    def _all_marks(self, loaded: Loaded) -> dict[int, str]:
        own = marks_of(loaded, self._language)
        return marks_of(loaded, self._opened.source) | own if self._compared else own

    def _move(self, moved: Moved) -> None:
        """Show what an edit changed: the boxes of its rows, or all where the numbers of those that follow are others."""
        splice = moved.splice
        if splice.removed != splice.added:
            self._show_boxes()
            return
        before, after = self._maker(moved.before), self._maker(moved.after)
        at = range(splice.first, splice.first + splice.added)
        gone = [box for place in at for box in before.row(moved.before.sheet.rows[place], place + 1)]
        came = [box for place in at for box in after.row(moved.after.sheet.rows[place], place + 1)]
        self.wave.replace_cues(gone, came)
        self._select(self._opened.workspace.cue_id, reveal=False)

    def _show_marks(self) -> None:
        """Show what is found now, in the boxes of the rows where it is another."""
        loaded = self._opened.loaded
        if loaded is None:
            return
        former, self._marks = self._marks, self._all_marks(loaded)
        changed = {cue_id for cue_id in {*former, *self._marks} if former.get(cue_id) != self._marks.get(cue_id)}
        places = {loaded.positions[cue_id] for cue_id in changed if cue_id in loaded.positions}
        maker = self._maker(loaded)
        boxes = [box for place in places for box in maker.row(loaded.sheet.rows[place], place + 1)]
        self.wave.replace_cues(boxes, boxes)

    def _select(self, cue_id: int | None, *, reveal: bool = True) -> None:
        opened = self._opened
        row = opened.row_of(cue_id)
        ids = [timed_cue(opened, row).id] if row is not None else []
        if row is not None and self._compared:
            own = opened.chosen_in(row, opened.compared)
            ids = [cue.id for cue in (own, row.cue) if cue is not None]
        self.wave.set_current(ids, reveal=reveal)

    def _mark_followed(self, row_id: int | None) -> None:
        row = self._opened.row_of(row_id)
        self.wave.set_followed(timed_cue(self._opened, row).id if row is not None else None)

    def _moved(self, at_ms: int) -> None:
        self.wave.set_playhead(at_ms, playing=self._opened.player.is_playing)

    def _go_to(self, cue_id: int) -> None:
        self._opened.workspace.select_cue(cue_id)
        box = self.wave.shown.box(cue_id)
        if self._compared and box is not None and box.band == 0:
            self._opened.asked.emit("source_box")
            return
        if self._compared:
            self._opened.workspace.choose_languages(self._opened.workspace.languages, self._opened.compared)
        self._opened.asked.emit("text")

    def _show_edge(self, held: CueBox) -> None:
        """Show the picture at the edge that is dragged."""
        cue = writing.find_cue(self._opened, held.id)
        if cue is not None and not self._opened.player.is_playing:
            self._opened.player.seek(held.end_ms - 1 if held.start_ms == cue.start_ms else held.start_ms)

    def _retime(self, asked: Retime) -> None:
        writing.retime(self._opened, self.wave.shown, asked, self._settle)

    def _set_edge(self, asked: SetEdge) -> None:
        writing.set_edge(self._opened, self.wave.shown, asked, self._settle)

    def _make(self, asked: Make) -> None:
        writing.make_cue(self._opened, self.wave.shown, asked, self._settle)

    def _settle(self, _error: object) -> None:
        self.wave.settle()

    def _nudge(self, grip: Grip, frames: int) -> None:
        wanted = writing.nudged(self._opened, self.wave.shown, grip, frames)
        for cue_id, times in (wanted or {}).items():
            write_times(self._opened, cue_id, *times)
