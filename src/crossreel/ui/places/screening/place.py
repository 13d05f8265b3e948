"""The screening place: the title plays on end, is noted, judged and watched again, all from the keyboard."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.edits.edit import Edit
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.screening.changed import Stop
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.episode.version_menu import VersionButton
from crossreel.ui.hub.bound_keys import keys_of
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.kit.seek_bar import SeekBar
from crossreel.ui.places.screening.attendance import Attendance
from crossreel.ui.places.screening.booth import Booth
from crossreel.ui.places.screening.captions import ReelCaptions
from crossreel.ui.places.screening.cell_head import CellHead
from crossreel.ui.places.screening.episode_list import EpisodeList
from crossreel.ui.places.screening.marks import next_mark, next_to_watch, place_to_go_on, seek_marks, watched_stretches
from crossreel.ui.places.screening.note_taking import NotePlace, NoteTaking, still_of
from crossreel.ui.places.screening.overlays import Overlays
from crossreel.ui.places.screening.peek import Peek
from crossreel.ui.places.screening.reading import TitleReading
from crossreel.ui.places.screening.reel import PLACE, Reel
from crossreel.ui.places.screening.remarks import short_clock
from crossreel.ui.places.screening.side import SidePanel
from crossreel.ui.places.screening.source_line import HiddenLine
from crossreel.ui.places.screening.transport import Transport
from crossreel.ui.places.screening.verdict import judge

JUMP_MS, LEAD_MS = 5000, 1000
HINTS = (
    ("screen.toggle", N_("play")), ("screen.note", N_("note")), ("PgUp PgDown", N_("episode")), ("Left Right", N_("5 s")),
    ("screen.next_to_watch", N_("still to watch")), ("screen.approve", N_("approve")), ("screen.send_back", N_("send back")),
)  # fmt: skip
PICTURE_KEYS = {
    "Left": "back", "Right": "forward", "PgUp": "previous_episode", "PgDown": "next_episode", "Shift+Left": "previous_mark",
    "Shift+Right": "next_mark",
}  # fmt: skip
"""Keys that lists and fields need for themselves: they are the picture's where it has the focus."""


class ScreeningPlace(QWidget):
    """Episodes on the leading side, the picture as large as it can be over one bar for the title, remarks on the trailing side."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._booth = Booth.of(workspace)
        self.reading = TitleReading(workspace, self)
        self._seeks_unwatched = False
        self.picture, self.episodes, self.head = PictureView(), EpisodeList(), CellHead()
        self.reel = Reel(workspace, lambda width, height: self.picture.frame_size_of(width, height).toTuple(), self)
        self.seek, self.transport = SeekBar(_("Place in the title")), Transport(VersionButton(VersionChoice.of(workspace)))
        self.side, self.captions = SidePanel(workspace), ReelCaptions(workspace, self)
        self.peek, self.hidden = Peek(workspace, self.reel, self.seek), HiddenLine(workspace, self.reel, self.picture, self.reading)
        self.overlays = Overlays(workspace, self.picture, self.transport, self._zone_of_title, self)
        self.attendance = Attendance(workspace, self.reel, self.picture, lambda: self.captions.columns(self.reel.item))
        self.taking = NoteTaking(workspace, self.side.note, self._note_place)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setAccessibleName(_("Picture"))
        self._build()
        self._connect()
        self._load()

    @property
    def column(self) -> str:
        """The column that is watched, "" before a title is open."""
        return self.transport.language.currentData() or ""

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 10, 16, 8)
        middle.setSpacing(6)
        for part, share in ((self.head, 0), (self.picture, 1), (self.seek, 0), (self.transport, 0)):
            middle.addWidget(part, share)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.episodes)
        layout.addLayout(middle, 1)
        layout.addWidget(self.side)
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyState(_("Open a title to screen it."), icon="screening"))
        self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.picture)

    def _connect(self) -> None:
        workspace, reel = self._workspace, self.reel
        workspace.opened_title.connect(self._load)
        workspace.changed.connect(self._catalog_changed)
        workspace.findings_changed.connect(lambda _title: self.reading.read_remarks(self.column))
        workspace.place_shown.connect(self._shown)
        self._booth.asked.connect(self.do)
        self.picture.frame_size_wanted.connect(lambda *_size: reel.fit())
        self.picture.clicked.connect(reel.toggle)
        self.picture.painted.connect(self.attendance.painted)
        self.attendance.kept.connect(lambda: self.reading.read_viewing(self.column))
        self.episodes.chosen.connect(self._turn)
        self.head.asked.connect(self.do)
        self.seek.sought.connect(reel.seek)
        self.seek.pointed.connect(self.peek.point)
        self.transport.asked.connect(self.do)
        self.transport.rate_chosen.connect(reel.set_rate)
        self.transport.language_chosen.connect(self._choose_language)
        self.transport.second_chosen.connect(self._choose_second)
        self.side.left.connect(self.picture.setFocus)
        self.side.jump_asked.connect(self._jump_to)
        self.reading.matrix_read.connect(self._matrix_read)
        self.reading.playlist_read.connect(self._playlist_read)
        self.reading.second_read.connect(self.captions.set_second)
        self.reading.remarks_read.connect(self._remarks_read)
        reel.opened.connect(self._opened)
        reel.turned.connect(self._turned)
        reel.moved.connect(self._moved)
        reel.frame_arrived.connect(self.picture.show_frame)
        reel.state_changed.connect(self._state)
        reel.problem.connect(lambda code, facts: self.picture.set_sentence(sentence(code, facts) if code else ""))
        self.captions.drawn.connect(self._show_caption)
        for key, what in PICTURE_KEYS.items():
            act = partial(self.do, what)
            QShortcut(QKeySequence(key), self.picture, act, context=Qt.ShortcutContext.WidgetShortcut)

    def do(self, what: str) -> None:
        """Do what an action, a button or a key of the place wants."""
        acts: dict[str, Callable[[], object]] = {
            "toggle": self.reel.toggle, "loop": self.reel.loop, "note": self._begin_note, "second": self._switch_second,
            "back": partial(self.reel.jump, -JUMP_MS), "forward": partial(self.reel.jump, JUMP_MS),
            "frame_back": partial(self.reel.player.step, -1), "frame_forward": partial(self.reel.player.step, 1),
            "previous_episode": partial(self._turn, self.reel.index - 1),
            "next_episode": partial(self._turn, self.reel.index + 1),
            "slower": partial(self.reel.change_rate, -1), "faster": partial(self.reel.change_rate, 1),
            "next_language": self._next_language, "zone": self.overlays.switch_zone, "phone": self.overlays.switch_phone,
            "next_mark": partial(self._to_mark, 1), "previous_mark": partial(self._to_mark, -1),
            "next_to_watch": self._to_unwatched, "approve": partial(self._judge, State.APPROVED),
            "approve_next": partial(self._judge, State.APPROVED, on=True), "send_back": partial(self._judge, State.DRAFT),
            **{name: partial(self.side.focus_page, name) for name in self.side.views},
        }  # fmt: skip
        acts[what]()

    # What is read.

    def _load(self, _title_id: object = None) -> None:
        self._pages.setCurrentIndex(0 if self._workspace.title_id is None else 1)
        matrix = self.reading.matrix
        if matrix is None or matrix.title.id != self._workspace.title_id:
            self._booth.has_episode = False
        self.reading.read_matrix()

    def _matrix_read(self, other: bool) -> None:
        matrix = self.reading.matrix
        if other and matrix is not None:
            self.captions.second = self.captions.second if self.captions.second in matrix.columns else ""
            self.transport.set_columns(matrix.columns, self.reading.first_column(), self.captions.second)
            self.overlays.show()
        self._read_playlist()

    def _zone_of_title(self) -> str:
        return self.reading.matrix.title.safe_zone if self.reading.matrix is not None else ""

    def _read_playlist(self) -> None:
        self.captions.column = self.column
        self.reading.read_playlist(self.column, self.captions.second)

    def _playlist_read(self, items: tuple[PlaylistItem, ...]) -> None:
        ids = [item.episode.id for item in items]
        index = ids.index(self._workspace.episode_id) if self._workspace.episode_id in ids else 0
        fresh = {item.episode.id for item in self.reel.items}.isdisjoint(ids)
        self.reel.set_playlist(items, index)
        self._booth.has_episode = bool(items)
        self._workspace.selection_changed.emit()
        self._show_states()
        self._show_time()
        self._show_caption()
        if fresh:
            self._go_on_where_one_stopped()

    def _go_on_where_one_stopped(self) -> None:
        """Lead to the place where who works here stopped watching this language, unless something was done meanwhile."""
        title_id, begun, chosen = self._workspace.title_id, self.reel.index, self.reading.chosen_episode()
        if title_id is None:
            return

        def go(stop: Stop | None) -> None:
            untouched = self.reel.index == begun and not self.reel.player.position_ms() and not self.reel.player.is_playing
            found = place_to_go_on(stop, self.reel.items, chosen) if stop is not None and untouched else None
            if found is not None:
                self.reel.turn(found[0], at_ms=found[1])

        ask = call(self._workspace.desk.attending.stopped, title_id, self.column)
        self._workspace.compute(ask, then=go, topic="screening.stopped")

    def _remarks_read(self) -> None:
        remarks = self.reading.remarks
        self.side.show_remarks(remarks, self.reading.numbers())
        self.episodes.show_watched(remarks.watched)
        self._show_head()
        self._show_marks()
        if self._seeks_unwatched:
            self._seeks_unwatched = False
            self._go_to_unwatched()

    def _catalog_changed(self, edit: Edit) -> None:
        if self._workspace.place == PLACE and edit.header.title_id in (None, self._workspace.title_id):
            self._load()

    def _shown(self, place: str) -> None:
        if place != PLACE:
            self.reel.player.pause()
            self.attendance.save()
            return
        self._say_keys()
        self._load()

    # What is shown.

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys and say which there are."""
        super().showEvent(event)
        self.picture.setFocus()
        self._say_keys()

    def _say_keys(self) -> None:
        told = ((keys_of(self._workspace, names), _(words)) for names, words in HINTS)
        self._workspace.set_status(Status(hints=tuple((keys, words) for keys, words in told if keys)))
        self.head.show_keys(keys_of(self._workspace, "screen.approve"), keys_of(self._workspace, "screen.send_back"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the sound when another place is shown."""
        self.reel.player.pause()
        self.peek.hide()
        super().hideEvent(event)

    def closeEvent(self, event: object) -> None:
        """Let the players go with the window."""
        self.reel.close()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "side"):
            for part in (self.head, self.transport, self.side.note):
                part.recolour()

    def _show_states(self) -> None:
        self.episodes.show_items(self.reel.items, self.reel.index, self.reading.states(self.column))
        self._show_head()

    def _show_head(self) -> None:
        item = self.reel.item
        if item is not None:
            state = self.reading.states(self.column).get(item.episode.id, State.MISSING)
            self.head.show_cell(item.episode.number, state, writable=not self._workspace.read_only)
            seen = self.reading.remarks.watched.get(item.episode.id)
            self.head.show_watched(seen, writable=not self._workspace.read_only)

    def _show_time(self) -> None:
        self.seek.set_time(self.reel.time)
        self._show_marks()

    def _show_marks(self) -> None:
        items, time = self.reel.items, self.reel.time
        self.seek.set_marks(seek_marks(self.reading.remarks, items, time))
        self.seek.set_watched(*watched_stretches(self.reading.remarks, items, time))

    def _opened(self, width: int, height: int) -> None:
        media = self.reel.player.media
        self.picture.set_aspect(media.width if media else 9, media.height if media else 16)
        self.picture.set_source(self.reel.player.frame, width, height)

    def _turned(self, index: int) -> None:
        self.episodes.mark(index)
        item, media = self.reel.item, self.reel.player.media
        missing = media is None or self._workspace.desk.previewing.media_path(media) is None
        self.picture.set_sentence(_("The video of this episode is not here. Relink it in the editor.") if missing else "")
        self.side.show_episode(item.episode.id if item is not None else None)
        self._show_time()
        self._show_head()
        self._moved(self.reel.player.position_ms())

    def _moved(self, at_ms: int) -> None:
        media = self.reel.player.media if self.reel.item else None
        total, index = media.duration_ms if media else 0, self.reel.index
        self.transport.time.set_text(f"{short_clock(at_ms)} / {short_clock(round(total, -3))}")
        if 0 <= index < self.reel.time.count:
            self.seek.set_place(index, self.reel.time.at(index, at_ms))
        if not self.side.note.line.hasFocus():
            self.side.note.set_time(short_clock(at_ms))
        self._show_caption()

    def _show_caption(self) -> None:
        size = self.picture.frame_size()
        shown = self.captions.at(self.reel.item, self.reel.player.position_ms(), size.width(), size.height())
        self.picture.set_captions(shown.pictures, shown.width, shown.height)

    def _state(self, state: PlayerState) -> None:
        self.transport.set_playing(playing=state is PlayerState.PLAYING)
        self.transport.set_rate(self.reel.player.rate)
        self.transport.set_switch("loop", on=self.reel.player.is_looping)

    # What is done.

    def _turn(self, index: int) -> None:
        self.reel.turn(index, play=self.reel.player.is_playing)

    def _jump_to(self, episode_id: int, at_ms: int, play: bool) -> None:
        ids = [item.episode.id for item in self.reel.items]
        if episode_id in ids:
            if self.reel.index != ids.index(episode_id):
                self.reel.turn(ids.index(episode_id), at_ms=at_ms)
            else:
                self.reel.player.seek(at_ms)
            if play:
                self.reel.player.play()
            self.picture.setFocus()

    def _choose_language(self, tag: str) -> None:
        self._workspace.choose_languages(tuple(dict.fromkeys([*self._workspace.languages, tag])), tag)
        self.attendance.save()
        self._read_playlist()

    def _next_language(self) -> None:
        box = self.transport.language
        if box.count():
            box.setCurrentIndex((box.currentIndex() + 1) % box.count())
            self._choose_language(self.column)

    def _choose_second(self, tag: str) -> None:
        self.captions.second = tag
        self.captions.set_second(())
        self._read_playlist()

    def _switch_second(self) -> None:
        box = self.transport.second
        wanted = "" if self.captions.second else self.reading.other_column(self.column)
        box.setCurrentIndex(max(0, box.findData(wanted)))
        self._choose_second(wanted)

    def _to_mark(self, step: int) -> None:
        found = next_mark(self.reading.remarks, self.reel.items, self.reel.time, self.reel.at_ms, step)
        if found is not None:
            self.reel.seek(found)

    def _to_unwatched(self) -> None:
        """Go to the next place to watch, once what was watched until now is kept."""
        self._seeks_unwatched = True
        self.attendance.save()
        self.reading.read_remarks(self.column)

    def _go_to_unwatched(self) -> None:
        found = next_to_watch(self.reading.remarks, self.reel.items, (self.reel.index, self.reel.player.position_ms()))
        if found is None:
            self._workspace.notify.tell(_("You have watched all of it as it is now."), kind="done")
        else:
            self._jump_to(self.reel.items[found[0]].episode.id, max(0, found[1] - LEAD_MS), True)

    def _judge(self, state: State, *, on: bool = False) -> None:
        item = self.reel.item
        if item is not None and self.column and not self._workspace.read_only:
            self.attendance.save()
            follow = partial(self.reel.turn, self.reel.index + 1, play=True) if on else self._show_head
            judge(self._workspace, item, self.column, state, follow)

    def _note_place(self) -> NotePlace | None:
        item, cue = self.reel.item, self.reel.cue()
        if item is None or not self.column:
            return None
        at_ms, cue_id = self.reel.player.position_ms(), cue.id if cue is not None else None
        still = still_of(self.picture.seen())
        return NotePlace(episode_id=item.episode.id, column=self.column, at_ms=at_ms, cue_id=cue_id, still=still)

    def _begin_note(self) -> None:
        if self._workspace.read_only:
            return
        place, player = self.taking.hold(), self.reel.player
        if place is None:
            return
        if self._workspace.preferences.note_pauses:
            player.pause()
            player.seek(place.at_ms)  # the picture rests on the very frame that the note is about
        self.side.show_page("notes")
        self.side.note.set_time(clock(place.at_ms, hours=False))
        self.side.note.take_focus()
