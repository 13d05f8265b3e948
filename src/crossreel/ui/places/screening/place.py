"""The screening place: the title plays on end in one language, notes are taken with one key."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crossreel.domain.catalog.note import Note
from crossreel.domain.edits.edit import Edit
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.screening.changed import Stop
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import Matrix
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_
from crossreel.ui.episode.captions import Captions, Spoken
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.episode.version_menu import VersionButton
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.typed_note import TypedNote
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.labels import Figures
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.places.screening.attendance import Attendance, Columns
from crossreel.ui.places.screening.parts import EpisodeList, NoteList
from crossreel.ui.places.screening.reel import Reel

PLACE = "screening"
JUMP_MS = 5000
SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
KEYS = (("Space", N_("play")), ("N", N_("note")), ("Left Right", N_("5 s")), ("PgUp PgDown", N_("episode")))


class ScreeningPlace(QWidget):
    """Episodes on the leading side, the picture as large as it can be, notes on the trailing side."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace = workspace
        self._matrix: Matrix | None = None
        self._captions = Captions(workspace, self)
        self.picture, self.episodes, self.notes = PictureView(), EpisodeList(), NoteList()
        self.reel = Reel(workspace, lambda width, height: self.picture.frame_size_of(width, height).toTuple(), self)
        self._typed_note = TypedNote(workspace, self.notes.line)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.setAccessibleName(_("Picture"))
        self._pages = QStackedWidget()
        self._empty = EmptyState(_("Open a title to screen it."), icon="screening")
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._screen())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.picture)
        self.attendance = Attendance(workspace, self.reel, self.picture, self._columns)
        self._connect()
        self._bind_keys()
        self._load()

    def _screen(self) -> QWidget:
        page = QWidget()
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 8)
        middle.setSpacing(8)
        middle.addWidget(self.picture, 1)
        middle.addLayout(self._controls())
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.episodes)
        layout.addLayout(middle, 1)
        layout.addWidget(self.notes)
        return page

    def _controls(self) -> QHBoxLayout:
        self._play = QPushButton()
        self._play.setIconSize(QSize(20, 20))
        self._play.clicked.connect(self.reel.toggle)
        self._time = Figures("", theme.font(tabular=True), _("Time in the episode"))
        self._place = QSlider(Qt.Orientation.Horizontal)
        self._place.setAccessibleName(_("Time in the episode"))
        self._place.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._place.sliderMoved.connect(lambda at_ms: self.reel.player.seek(at_ms))
        self._speed, self.language = QComboBox(), QComboBox()
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g}×", speed)
        self._speed.setCurrentIndex(SPEEDS.index(1.0))
        self._speed.setAccessibleName(_("Speed"))
        self._speed.activated.connect(lambda: self.reel.set_rate(self._speed.currentData()))
        self.language.setAccessibleName(_("Language"))
        self.language.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.language.activated.connect(lambda: self._choose_language(self.language.currentData()))
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._play, self._time):
            row.addWidget(part)
        row.addWidget(self._place, 1)
        row.addWidget(VersionButton(VersionChoice.of(self._workspace)))
        for combo in (self._speed, self.language):
            row.addWidget(combo)
        return row

    def _connect(self) -> None:
        workspace, reel = self._workspace, self.reel
        workspace.opened_title.connect(self._load)
        workspace.changed.connect(self._catalog_changed)
        workspace.place_shown.connect(self._shown)
        self.picture.frame_size_wanted.connect(lambda *_size: reel.fit())
        self.picture.clicked.connect(reel.toggle)
        self.episodes.chosen.connect(lambda index: reel.turn(index, play=reel.player.is_playing))
        self.notes.begun.connect(self._note_begun)
        self.notes.written.connect(self._typed_note.finish)
        self.notes.left.connect(self.picture.setFocus)
        self.notes.jump_asked.connect(self._jump_to)
        self.notes.resolve_asked.connect(self._resolve)
        reel.opened.connect(lambda width, height: self.picture.set_source(reel.player.frame, width, height))
        reel.turned.connect(self._turned)
        reel.moved.connect(self._moved)
        reel.frame_arrived.connect(self.picture.show_frame)
        self.picture.painted.connect(self.attendance.painted)
        self._captions.drawn.connect(self._show_caption)
        reel.state_changed.connect(self._state)
        reel.problem.connect(lambda code, facts: self.picture.set_sentence(sentence(code, facts) if code else ""))

    def _bind_keys(self) -> None:
        bindings = (
            ("Space", self.reel.toggle),
            ("N", self._begin_note),
            ("Left", lambda: self._jump(-JUMP_MS)),
            ("Right", lambda: self._jump(JUMP_MS)),
            ("PgUp", lambda: self.reel.turn(self.reel.index - 1, play=self.reel.player.is_playing)),
            ("PgDown", lambda: self.reel.turn(self.reel.index + 1, play=self.reel.player.is_playing)),
        )
        for key, act in bindings:
            QShortcut(QKeySequence(key), self.picture, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _load(self, _title_id: object = None) -> None:
        title_id = self._workspace.title_id
        self._pages.setCurrentIndex(0 if title_id is None else 1)
        if title_id is not None:
            self._workspace.compute(
                call(self._workspace.desk.cataloging.matrix, title_id), then=self._matrix_read, topic="screening.matrix"
            )

    def _matrix_read(self, matrix: Matrix) -> None:
        self._matrix = matrix
        targets = [tag for tag in matrix.languages if tag != matrix.title.source_language]
        wanted = self._workspace.language or ("en" if "en" in targets else next(iter(targets), ""))
        self.language.clear()
        for tag in matrix.columns:
            self.language.addItem(language_name(tag), tag)
        self.language.setCurrentIndex(max(0, self.language.findData(wanted)))
        self._read_playlist()

    def _choose_language(self, tag: str) -> None:
        self._workspace.choose_languages(tuple(dict.fromkeys([*self._workspace.languages, tag])), tag)
        self._read_playlist()

    def _columns(self) -> Columns:
        """Return what the picture carries."""
        item, column = self.reel.item, self.language.currentData()
        return {column: item.cues} if item is not None and column else {}

    def _read_playlist(self) -> None:
        title_id, language = self._workspace.title_id, self.language.currentData()
        if title_id is None or language is None:
            return
        read = self._workspace.desk.screening
        self._workspace.compute(call(read.playlist, title_id, language), then=self._playlist_read, topic="screening.playlist")
        self._workspace.compute(call(read.notes, title_id, language=language), then=self._notes_read, topic="screening.notes")

    def _playlist_read(self, items: tuple[PlaylistItem, ...]) -> None:
        ids = [item.episode.id for item in items]
        index = ids.index(self._workspace.episode_id) if self._workspace.episode_id in ids else 0
        fresh = {item.episode.id for item in self.reel.items}.isdisjoint(ids)
        self.reel.set_playlist(items, index)
        if fresh:
            self._go_on_where_one_stopped()
        self.episodes.show_items(items, self.reel.index)
        self._show_caption()

    def _go_on_where_one_stopped(self) -> None:
        """Lead to the place where who works here stopped watching this language, unless something was done meanwhile."""
        title_id, column = self._workspace.title_id, self.language.currentData()
        if title_id is None or column is None:
            return
        begun, read = self.reel.index, self._workspace.desk.attending.stopped

        def go(stop: Stop | None) -> None:
            ids = [item.episode.id for item in self.reel.items]
            untouched = self.reel.index == begun and not self.reel.player.position_ms() and not self.reel.player.is_playing
            if stop is not None and stop.episode_id in ids and untouched:
                self.reel.turn(ids.index(stop.episode_id), at_ms=stop.at_ms)

        self._workspace.compute(call(read, title_id, column), then=go, topic="screening.stopped")

    def _notes_read(self, notes: tuple[Note, ...]) -> None:
        rows = self._matrix.rows if self._matrix else ()
        self.notes.show_notes(notes, {row.episode.id: row.episode.number for row in rows})

    def _catalog_changed(self, edit: Edit) -> None:
        if self._workspace.place == PLACE and edit.header.title_id in (None, self._workspace.title_id):
            self._read_playlist()

    def _shown(self, place: str) -> None:
        if place != PLACE:
            self.reel.player.pause()
            self.attendance.save()
            return
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys and say which there are."""
        super().showEvent(event)
        self.picture.setFocus()
        self._workspace.set_status(Status(hints=tuple((" ".join(map(key_words, keys.split())), _(words)) for keys, words in KEYS)))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the sound when another place is shown."""
        self.reel.player.pause()
        super().hideEvent(event)

    def closeEvent(self, event: object) -> None:
        """Let the players go with the window."""
        self.reel.close()

    def _turned(self, index: int) -> None:
        self.episodes.mark(index)
        media = self.reel.player.media if self.reel.item else None
        self._place.setRange(0, media.duration_ms if media else 0)
        self.picture.set_aspect(media.width if media else 9, media.height if media else 16)
        missing = media is None or self._workspace.desk.previewing.media_path(media) is None
        self.picture.set_sentence(_("The video of this episode is not here.") if missing else "")
        self._moved(0)

    def _moved(self, at_ms: int) -> None:
        media = self.reel.player.media if self.reel.item else None
        total = media.duration_ms if media else 0
        self._time.set_text(f"{clock(at_ms, hours=False)[:-4]} / {clock(total, hours=False)[:-4]}")
        if not self._place.isSliderDown():
            self._place.setValue(at_ms)
        if not self.notes.line.hasFocus():
            self.notes.set_time(at_ms)
        self._show_caption()

    def _show_caption(self) -> None:
        size, language = self.picture.frame_size(), self.language.currentData() or ""
        self._captions.set_size(size.width(), size.height())
        shown = self._captions.show([Spoken(cue=cue, language=language) for cue in self.reel.cues()])
        self.picture.set_captions(shown.pictures, shown.width, shown.height)

    def _state(self, state: PlayerState) -> None:
        playing = state is PlayerState.PLAYING
        self._play.setIcon(theme.icon("pause" if playing else "play"))
        words = _("Pause") if playing else _("Play")
        self._play.setAccessibleName(words)
        self._play.setToolTip(words)

    def _jump(self, by_ms: int) -> None:
        self.reel.player.seek(self.reel.player.position_ms() + by_ms)

    def _begin_note(self) -> None:
        player = self.reel.player
        at_ms = player.position_ms()
        player.pause()
        player.seek(at_ms)  # the picture rests on the very frame that the note is about
        self.notes.begin(at_ms)

    def _note_begun(self) -> None:
        item, cue = self.reel.item, self.reel.cue()
        if item is None:
            return
        add, at_ms = self._workspace.desk.screening.add_note, self.reel.player.position_ms()
        where, cue_id = (item.episode.id, self.language.currentData(), at_ms), cue.id if cue else None
        self._typed_note.begin(
            lambda words, note_id, step_id, seen: partial(
                add, *where, words, cue_id=cue_id, note_id=note_id, seen=seen, step_id=step_id
            )
        )

    def _jump_to(self, note: Note) -> None:
        ids = [row.episode.id for row in self._matrix.rows] if self._matrix else []
        if note.episode_id in ids:
            if self.reel.index != ids.index(note.episode_id):
                self.reel.turn(ids.index(note.episode_id))
            self.reel.player.seek(note.at_ms)
            self.picture.setFocus()

    def _resolve(self, note: Note) -> None:
        service = self._workspace.desk.screening
        self._workspace.perform(call(service.reopen if note.resolved_by else service.resolve, note.id))
