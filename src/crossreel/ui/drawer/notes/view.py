"""Notes in the drawer: reviewers' remarks on the episode, to jump to, answer and resolve."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.note_kind import NoteMark, NoteStill
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.i18n.watching import note_words
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.typed_note import TypedNote, Use
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.empty import EmptyState
from crossreel.ui.kit.flow import foot
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.painting import NOTE_TOKENS
from crossreel.ui.kit.remarks import RemarkView, WritingLine
from crossreel.ui.kit.still_label import StillLabel

STILL_PX = 120
Read = tuple[tuple[Note, ...], dict[int, NoteMark]]


class NotesPanel(QWidget):
    """Enter jumps, A answers, R resolves or reopens, N writes a new one, Delete removes."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._opened = OpenEpisode.of(workspace)
        self._notes: dict[int, Note] = {}
        self._marks: dict[int, NoteMark] = {}
        self.view = RemarkView(_("Notes"), "ARN")
        self.writing = WritingLine()
        self._typed = TypedNote(workspace, self.writing.line)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.open_only = QCheckBox(_("Open ones only"))
        self._count = label("", "label")
        self.still = StillLabel(_("What the reviewer saw"), STILL_PX)
        self.still.setContentsMargins(12, 8, 12, 0)
        self.add = QPushButton(_("New note"))
        self.answer = QPushButton(_("Answer"))
        self.resolve = QPushButton(_("Resolve"))
        told = (
            (self.add, _("Write a note at the playhead"), "N"), (self.answer, _("Answer the note"), "A"),
            (self.resolve, _("Resolve the note, or open it again"), "R"),
        )  # fmt: skip
        for button, words, key in told:
            button.setToolTip(f"{words} ({key})")
        self._pages = QStackedWidget()
        self._empty = EmptyState(_("No notes on this episode."), _("New note"), "notes")
        self._empty.pressed.connect(self.begin_note)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self.open_only, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.still)
        column.addWidget(self.writing)
        column.addWidget(foot(self.add, self.answer, self.resolve))

    def _connect(self) -> None:
        workspace = self._workspace
        self.view.chosen.connect(self._jump)
        self.view.key_pressed.connect(self._key)
        self.view.selectionModel().selectionChanged.connect(lambda *_ignored: self._show_buttons())
        self.view.selectionModel().currentChanged.connect(lambda *_ignored: self._read_still())
        self.add.clicked.connect(self.begin_note)
        self.answer.clicked.connect(self._begin_answer)
        self.resolve.clicked.connect(self._resolve)
        self.open_only.toggled.connect(lambda _on: self.refresh())
        self.writing.written.connect(lambda _words: self._typed.finish())
        self.writing.dropped.connect(self._typed.drop)
        self.writing.left.connect(self.view.setFocus)
        self._opened.asked.connect(lambda what: self.begin_note() if what == "note" else None)
        workspace.changed.connect(self._follow)
        for signal in (workspace.opened_title, workspace.opened_episode, workspace.place_shown):
            signal.connect(lambda _what: self.refresh())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keys to the list, or to the button where there is none."""
        (self._empty.button if self._pages.currentWidget() is self._empty else self.view).setFocus(event.reason())

    def refresh(self) -> None:
        """Read the notes again: of the episode in the editor, else of the title."""
        workspace = self._workspace
        if workspace.title_id is None:
            return
        episode_id = workspace.episode_id if workspace.place == "editor" else None
        read = partial(self._read, workspace.title_id, episode_id, open_only=self.open_only.isChecked())
        workspace.compute(read, then=self._take, topic="notes.panel")

    def _read(self, title_id: int, episode_id: int | None, *, open_only: bool) -> Read:
        screening = self._workspace.desk.screening
        return screening.notes(title_id, episode_id, open_only=open_only), screening.marks(title_id)

    def begin_note(self) -> None:
        """Write a note at the playhead."""
        if self._workspace.read_only or self._workspace.episode_id is None:
            return
        at_ms = self._workspace.playhead_ms
        self.writing.begin(_("Note at {time}").format(time=clock(at_ms, hours=False)), _("What should be looked at?"))
        self._typed.begin(self._note_at(self._workspace.episode_id, at_ms))

    def _follow(self, edit: Edit) -> None:
        if edit.ids("note") or edit.ids("note_mark"):
            self.refresh()

    def _take(self, read: Read) -> None:
        notes, self._marks = read
        self._notes = {note.id: note for note in notes}
        self.view.lines.set_lines([self._line(note) for note in notes])
        self._count.setText(numbers.number(len(notes)))
        self._pages.setCurrentWidget(self.view if notes else self._empty)
        if notes and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.view.lines.index(0))
        self._show_buttons()

    def _line(self, note: Note) -> Line:
        parts = [note.author, numbers.when(note.created_ms)]
        if note.parent_id is None:
            about = [note_words(self._marks[note.id])] if note.id in self._marks else []
            parts = [clock(note.at_ms, hours=False), *about, numbers.language_name(note.column), *parts]
            row = Outline.of(self._workspace).row(note.episode_id)
            if self._workspace.place != "editor" and row is not None:
                parts.insert(0, _("Episode {number}").format(number=numbers.number(row.episode.number)))
        done = bool(note.resolved_by)
        if done:
            parts.insert(0, _("Resolved by {author}").format(author=note.resolved_by))
        return Line(
            key=note.id,
            icon="tick" if done else "dialogue" if note.parent_id is not None else "note",
            token="approved" if done else NOTE_TOKENS[self._marks[note.id].weight] if note.id in self._marks else "note",
            words=isolated(note.text),
            second=" · ".join(part for part in parts if part),
            indent=int(note.parent_id is not None),
            faded=done,
        )

    def _current(self) -> Note | None:
        line = self.view.current()
        return self._notes.get(line.key) if line is not None else None

    def _show_buttons(self) -> None:
        note, writable = self._current(), not self._workspace.read_only
        for button in (self.add, self._empty.button):
            button.setEnabled(writable and self._workspace.episode_id is not None)
        self.answer.setEnabled(writable and note is not None)
        self.resolve.setEnabled(writable and note is not None and note.parent_id is None)
        self.resolve.setText(_("Reopen") if note is not None and note.resolved_by else _("Resolve"))

    def _read_still(self) -> None:
        """Show what the reviewer saw who took the current note."""
        note = self._current()
        first = (note.parent_id or note.id) if note is not None else None
        self.still.show_still(None)
        if first is not None:
            took = partial(self._take_still, first)
            self._workspace.compute(call(self._workspace.desk.screening.still, first), then=took, topic="notes.still")

    def _take_still(self, first: int, still: NoteStill | None) -> None:
        note = self._current()
        is_asked = note is not None and first in (note.id, note.parent_id)
        self.still.show_still(still.data if still is not None and is_asked else None)

    def _key(self, letter: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "A": self._begin_answer,
            "R": self._resolve,
            "N": self.begin_note,
            "Delete": self._remove,
        }
        acts[letter]()

    def _jump(self, key: int) -> None:
        note = self._notes.get(key)
        if note is None:
            return
        self._workspace.open_episode(note.episode_id, note.column, note.cue_id or self._cue_at(note))
        self._workspace.show_place("editor")
        self._opened.seek_when_open(note.episode_id, note.at_ms)

    def _cue_at(self, note: Note) -> int | None:
        if note.episode_id != self._workspace.episode_id:
            return None
        rows = self._opened.rows()
        row = next((row for row in rows if row.cue.start_ms <= note.at_ms < row.cue.end_ms), None)
        row = row or next((row for row in reversed(rows) if row.cue.start_ms <= note.at_ms), None)
        return row.cue.id if row is not None else self._workspace.cue_id

    def _begin_answer(self) -> None:
        note = self._current()
        if note is not None and not self._workspace.read_only:
            self.writing.begin(_("Answer to {author}").format(author=note.author or _("nobody")), _("Answer"))
            answer, answered = self._workspace.desk.screening.answer, note.id
            self._typed.begin(
                lambda words, note_id, step_id, seen: partial(
                    answer, answered, words, answer_id=note_id, seen=seen, step_id=step_id
                )
            )

    def _resolve(self) -> None:
        note, screening = self._current(), self._workspace.desk.screening
        if note is not None and note.parent_id is None:
            self._workspace.perform(call(screening.reopen if note.resolved_by else screening.resolve, note.id))

    def _remove(self) -> None:
        note = self._current()
        if note is not None:
            self._workspace.perform(call(self._workspace.desk.screening.remove_note, note.id, seen=note))

    def _note_at(self, episode_id: int, at_ms: int) -> Use:
        """Return what takes a note at a time of an episode, on the cue that stands there."""
        workspace, row = self._workspace, self._opened.current_row()
        inside = row is not None and row.cue.start_ms <= at_ms < row.cue.end_ms
        cue = self._opened.edited_cue() if inside else None
        language, cue_id = workspace.language or self._opened.source, cue.id if cue is not None else None
        add = workspace.desk.screening.add_note
        return lambda words, note_id, step_id, seen: partial(
            add, episode_id, language, at_ms, words, cue_id=cue_id, note_id=note_id, seen=seen, step_id=step_id
        )
