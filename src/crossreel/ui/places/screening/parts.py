"""The two sides of the screening place: the episodes, and the notes with the line to write one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from crossreel.domain.catalog.note import Note
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import duration
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import label

ID = Qt.ItemDataRole.UserRole
NOTES_WIDTH, EPISODES_WIDTH = 340, 200
NARROWEST_NOTES, NARROWEST_EPISODES = 250, 150


class EpisodeList(QWidget):
    """The episodes of a screening; `chosen` carries the index."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST_EPISODES)
        self.setMaximumWidth(EPISODES_WIDTH)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Episodes"))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(self.list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.addWidget(self.list)

    def sizeHint(self) -> QSize:
        """Be narrower only where there is no room."""
        return QSize(EPISODES_WIDTH, super().sizeHint().height())

    def show_items(self, items: Sequence[PlaylistItem], index: int) -> None:
        """Show the episodes of a playlist."""
        self.list.clear()
        for item in items:
            length = duration(item.media.duration_ms) if item.media else "–"
            words = _("Episode {number}").format(number=item.episode.number)
            row = QListWidgetItem(f"{words}   {length}")
            row.setIcon(theme.plain_icon("film" if item.cues else "missing", "text2" if item.cues else "text3", 16))
            row.setToolTip("" if item.cues else _("Nothing is translated here yet"))
            row.setSizeHint(QSize(0, theme.ROW_HEIGHT))
            self.list.addItem(row)
        self.mark(index)

    def mark(self, index: int) -> None:
        """Show which episode is on."""
        self.list.setCurrentRow(index)


class NoteList(QWidget):
    """Notes of the title in the language screened, and the line to write the next.

    `begun` is the first key of a note, `written` its Enter.
    """

    begun = Signal()
    written = Signal()
    left = Signal()
    jump_asked = Signal(object)
    resolve_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST_NOTES)
        self.setMaximumWidth(NOTES_WIDTH)
        self._notes: dict[int, Note] = {}
        self._heading = label(_("Notes"), "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(_("Notes"))
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(lambda item: self.jump_asked.emit(self._notes[item.data(ID)]))
        self.line = QLineEdit()
        self.line.setAccessibleName(_("New note"))
        self.line.setPlaceholderText(_("Note at this time…"))
        self.line.returnPressed.connect(self._write)
        self.line.textEdited.connect(self._begin)
        self._is_begun = False
        self.resolve = QPushButton(_("Resolve"))
        self.resolve.setAccessibleName(_("Resolve the selected note"))
        self.resolve.clicked.connect(self._resolve)
        self._when = label("", "label")
        row = QHBoxLayout()
        row.addWidget(self._when, 1)
        row.addWidget(self.resolve)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(self._heading)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self.line)

    def sizeHint(self) -> QSize:
        """Be narrower only where there is no room."""
        return QSize(NOTES_WIDTH, super().sizeHint().height())

    def show_notes(self, notes: Sequence[Note], numbers: dict[int, int]) -> None:
        """Show notes; `numbers` are the episode numbers by id."""
        self._notes = {note.id: note for note in notes}
        self.list.clear()
        for note in notes:
            number = numbers.get(note.episode_id, 0)
            answer = "    ↳ " if note.parent_id else ""
            row = QListWidgetItem(f"{answer}{number} · {clock(note.at_ms, hours=False)[:-4]} · {note.author}\n{answer}{note.text}")
            row.setData(ID, note.id)
            name, token = ("tick", "approved") if note.resolved_by else ("note", "note")
            row.setIcon(theme.plain_icon(name, token, 16))
            self.list.addItem(row)

    def set_time(self, at_ms: int) -> None:
        """Say which time a note written now would have."""
        self._when.setText(clock(at_ms, hours=False))

    def begin(self, at_ms: int) -> None:
        """Take the focus for a note at a time."""
        self.set_time(at_ms)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _begin(self, _text: str) -> None:
        if not self._is_begun:
            self._is_begun = True
            self.begun.emit()

    def _write(self) -> None:
        if self.line.text().strip():
            self.written.emit()
        self._is_begun = False
        self.line.clear()
        self.left.emit()

    def _resolve(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.resolve_asked.emit(self._notes[item.data(ID)])
