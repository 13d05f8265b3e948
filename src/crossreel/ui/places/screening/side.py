"""Beside the picture: notes with answers, findings of the episode, what changed since one watched; and the line for a note."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.note_kind import NoteStill
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.typed_note import TypedNote
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.flow import flowing
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.remarks import RemarkView, WritingLine
from crossreel.ui.kit.still_label import StillLabel
from crossreel.ui.places.screening.note_line import NoteLine
from crossreel.ui.places.screening.remarks import Remarks, change_line, finding_line, note_line

WIDTH_PX, NARROWEST_PX = 340, 274
STILL_PX = 96
PAGES = ("notes", "findings", "changes")


class SidePanel(QWidget):
    """`jump_asked(episode id, milliseconds, play)` leads to a remark; `left` gives the keys back to the picture."""

    jump_asked = Signal(object, int, bool)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST_PX)
        self.setMaximumWidth(WIDTH_PX)
        self._workspace = workspace
        self._remarks, self._numbers = Remarks(), dict[int, int]()
        self._episode_id: int | None = None
        self.views = {
            "notes": RemarkView(_("Notes"), "AR"),
            "findings": RemarkView(_("Findings"), ""),
            "changes": RemarkView(_("Changed since you watched"), ""),
        }
        self.note, self.answer = NoteLine(), WritingLine()
        self._typed_answer = TypedNote(workspace, self.answer.line)
        self._tabs, self._pages = QButtonGroup(self), QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._empty = {name: label(words, "hint", wrap=True) for name, words in zip(PAGES, self._empty_words(), strict=True)}
        self._still = StillLabel(_("What the reviewer saw"), STILL_PX)
        self._who, self._when = label("", "second", wrap=True), label("", "hint", wrap=True)
        self._resolve = QPushButton(_("Resolve"))
        self._answer = QPushButton(_("Answer"))
        self._build()
        self._connect()
        self.show_page("notes")

    def sizeHint(self) -> QSize:
        """Be narrower only where there is no room."""
        return QSize(WIDTH_PX, super().sizeHint().height())

    def show_page(self, name: str) -> None:
        """Show notes, findings or changes."""
        self._buttons[name].setChecked(True)
        self._pages.setCurrentIndex(PAGES.index(name))
        self._detail.setVisible(name == "notes" and bool(self._remarks.notes))

    def focus_page(self, name: str) -> None:
        """Show notes, findings or changes and give their list the keys; where it is empty the picture has them."""
        view = self.views[name]
        if view.lines.rowCount():
            self.show_page(name)
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.left.emit()  # before the list that has them is hidden
            self.show_page(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a list by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_remarks(self, remarks: Remarks, numbers_of: dict[int, int]) -> None:
        """Show what was read."""
        self._remarks, self._numbers = remarks, numbers_of
        self._show()

    def show_episode(self, episode_id: int | None) -> None:
        """Show the findings of another episode."""
        self._episode_id = episode_id
        self._show()

    def _empty_words(self) -> tuple[str, ...]:
        return (
            _("No notes in this language yet."),
            _("Nothing was found in this episode."),
            _("Nothing changed since you watched."),
        )

    def _build(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(6, 10, 6, 6)
        tabs.setSpacing(2)
        for name in PAGES:
            button = QPushButton()
            button.setProperty("role", "quiet")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_page, name))
            self._buttons[name] = button
            self._tabs.addButton(button)
            tabs.addWidget(button)
            page = QStackedWidget()
            empty = self._empty[name]
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            empty.setContentsMargins(24, 0, 24, 0)
            page.addWidget(empty)
            page.addWidget(self.views[name])
            self._pages.addWidget(page)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._make_detail())
        column.addWidget(self.answer)
        column.addWidget(self.note)

    def _make_detail(self) -> QWidget:
        self._detail = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._who)
        words.addWidget(self._when)
        words.addStretch(1)
        held, buttons = flowing(6)
        for button, key in ((self._answer, "A"), (self._resolve, "R")):
            button.setToolTip(key)
            buttons.addWidget(button)
        words.addWidget(held)
        row = QHBoxLayout(self._detail)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._still)
        row.addLayout(words, 1)
        return self._detail

    def _connect(self) -> None:
        notes = self.views["notes"]
        notes.chosen.connect(self._jump_to_note)
        notes.key_pressed.connect(lambda letter: self._begin_answer() if letter == "A" else self._resolve_note())
        notes.selectionModel().currentChanged.connect(lambda *_ignored: self._show_detail())
        self.views["findings"].chosen.connect(self._jump_to_finding)
        self.views["changes"].chosen.connect(self._jump_to_change)
        self._answer.clicked.connect(self._begin_answer)
        self._resolve.clicked.connect(self._resolve_note)
        self.answer.written.connect(lambda _words: self._typed_answer.finish())
        self.answer.dropped.connect(self._typed_answer.drop)
        self.answer.left.connect(notes.setFocus)
        self.note.left.connect(self.left)

    def _show(self) -> None:
        remarks = self._remarks
        lines = {
            "notes": [note_line(note, remarks.marks.get(note.id), self._numbers.get(note.episode_id, 0)) for note in remarks.notes],
            "findings": [finding_line(each) for each in remarks.findings if each.episode_id == self._episode_id],
            "changes": [change_line(at, place) for at, place in enumerate(remarks.changes)],
        }
        words = {"notes": _("Notes"), "findings": _("Findings"), "changes": _("Changes")}
        for at, name in enumerate(PAGES):
            self._show_lines(name, lines[name], at)
            count = len(lines[name]) if name != "notes" else sum(1 for note in remarks.notes if note.parent_id is None)
            self._buttons[name].setText(f"{words[name]} {numbers.number(count)}" if count else words[name])
        self._show_detail()

    def _show_lines(self, name: str, lines: Sequence[Line], at: int) -> None:
        view, page = self.views[name], self._pages.widget(at)
        view.lines.set_lines(lines)
        assert isinstance(page, QStackedWidget)
        page.setCurrentIndex(1 if lines else 0)
        if lines and not view.currentIndex().isValid():
            view.setCurrentIndex(view.lines.index(0))

    def _current(self) -> Note | None:
        line = self.views["notes"].current()
        return next((note for note in self._remarks.notes if line is not None and note.id == line.key), None)

    def _thread(self) -> Note | None:
        """Return the note that the current line belongs to."""
        note = self._current()
        first = note.parent_id if note is not None else None
        return next((each for each in self._remarks.notes if each.id == first), note)

    def _show_detail(self) -> None:
        note, writable = self._thread(), not self._workspace.read_only
        self._detail.setVisible(note is not None and self._pages.currentIndex() == 0)
        for button in (self._answer, self._resolve):
            button.setEnabled(writable and note is not None)
        self._still.show_still(None)
        if note is None:
            return
        self._resolve.setText(_("Reopen") if note.resolved_by else _("Resolve"))
        self._who.setText(_("Resolved by {author}").format(author=note.resolved_by) if note.resolved_by else note.author)
        self._when.setText(numbers.when(note.created_ms))
        still = self._workspace.desk.screening.still
        took = partial(self._take_still, note.id)
        self._workspace.compute(call(still, note.id), then=took, failed=lambda _error: None, topic="screening.still")

    def _take_still(self, note_id: int, still: NoteStill | None) -> None:
        note = self._thread()
        is_asked = note is not None and note.id == note_id
        self._still.show_still(still.data if still is not None and is_asked else None)

    def _jump_to_note(self, key: int) -> None:
        note = next((each for each in self._remarks.notes if each.id == key), None)
        if note is not None:
            self.jump_asked.emit(note.episode_id, note.at_ms, False)

    def _jump_to_finding(self, key: int) -> None:
        finding = next((each for each in self._remarks.findings if each.id == key), None)
        if finding is not None:
            self.jump_asked.emit(finding.episode_id, finding.start_ms, False)

    def _jump_to_change(self, key: int) -> None:
        if 0 <= key < len(self._remarks.changes):
            place = self._remarks.changes[key]
            self.jump_asked.emit(place.episode_id, place.watch_from_ms, True)

    def _begin_answer(self) -> None:
        note = self._thread()
        if note is None or self._workspace.read_only:
            return
        self.answer.begin(_("Answer to {author}").format(author=note.author or _("nobody")), _("Answer"))
        answer, answered = self._workspace.desk.screening.answer, note.id

        def use(words: str, answer_id: int, step_id: int, seen: str) -> Callable[[], object]:
            return partial(answer, answered, words, answer_id=answer_id, seen=seen, step_id=step_id)

        self._typed_answer.begin(use)  # type: ignore[arg-type]

    def _resolve_note(self) -> None:
        note, screening = self._thread(), self._workspace.desk.screening
        if note is not None and not self._workspace.read_only:
            self._workspace.perform(call(screening.reopen if note.resolved_by else screening.resolve, note.id))
