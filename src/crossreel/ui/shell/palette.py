"""Ctrl+K: finds a title, an episode, a line of dialogue, a command or a setting; the likeliest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crossreel.domain.records.registry import record_kinds
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import SearchHit
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.record_shelf import RecordShelf
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.labels import label
from crossreel.ui.shell.commands import Command, Commands
from crossreel.ui.shell.settings import Setting, settings

WAIT_MS = 60
MOST_COMMANDS, MOST_SETTINGS = 8, 4
MOST_HITS = 50
ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the palette: words, where it leads, what stands at its end."""

    words: str
    beside: str
    icon: str
    keys: str = ""
    command_id: str = ""
    hit: SearchHit | None = None
    choose: Callable[[], object] | None = None


def command_entry(command: Command) -> Entry:
    """Show a command with its key."""
    keys = command.keys[0] if command.keys else ""
    return Entry(words=command.title, beside=command.group, icon=command.icon or "command", keys=keys, command_id=command.id)


def hit_entry(hit: SearchHit) -> Entry:
    """Show what a search found with the place it was found in."""
    if hit.kind == "title":
        return Entry(words=hit.title_name, beside=hit.text if hit.text != hit.title_name else "", icon="title", hit=hit)
    if hit.row_id is not None:
        return Entry(words=hit.text, beside=hit.title_name, icon="title" if hit.title_id is not None else "catalog", hit=hit)
    episode = _("Episode {number}").format(number=hit.episode_number)
    if hit.kind == "episode":
        beside = f"{hit.title_name} · {episode}" if hit.text else hit.title_name
        return Entry(words=hit.text or episode, beside=beside, icon="episode", hit=hit)
    where = [hit.title_name, episode, clock(hit.start_ms, hours=False), numbers.native_language_name(hit.column)]
    return Entry(words=" ".join(plain_text(hit.text).split()), beside=" · ".join(where), icon="dialogue", hit=hit)


def setting_entry(setting: Setting) -> Entry:
    """Show a choice of the preferences, and whether it is made."""
    return Entry(
        words=setting.words, beside=_("chosen") if setting.is_chosen else _("Setting"), icon="settings", choose=setting.choose
    )


def likeness(words: str, wanted: str) -> int:
    """Return how well words fit what is wanted: 0 not at all, the more the better."""
    said, asked = words.casefold(), wanted.casefold().split()
    parts = said.replace(":", " ").split()
    if not asked:
        return 0
    if said.startswith(wanted.casefold()):
        return 100 if said == wanted.casefold() else 80
    if all(any(part.startswith(each) for part in parts) for each in asked):
        return 60
    return 40 if all(each in said for each in asked) else 0


class EntryDelegate(QStyledItemDelegate):
    """Paints icon, words, the place in grey and the key as a cap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every line has the height of a row."""
        return QSize(200, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one line; it mirrors with the window."""
        entry, colours = index.data(ENTRY), theme.active()
        rect, direction = option.rect, option.direction
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.tint("accent", 0.16, "panel"))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), 8, 8)
        inner = rect.adjusted(20, 0, -20, 0)
        at = QStyle.visualRect(direction, inner, inner.adjusted(0, 11, 0, 0))
        icon_left = at.left() if direction == Qt.LayoutDirection.LeftToRight else inner.right() - 18
        painter.drawPixmap(icon_left, rect.top() + 11, 18, 18, theme.pixmap(entry.icon, "text2", 18))
        words = QStyle.visualRect(direction, inner, inner.adjusted(30, 0, -(90 if entry.keys else 0), 0))
        align = int((QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter).value)
        painter.setFont(theme.font())
        width = painter.fontMetrics().horizontalAdvance(entry.words)
        beside = min(painter.fontMetrics().horizontalAdvance(entry.beside) + 16, words.width() // 2)
        painter.setPen(colours.colour("text"))
        room = words.width() - beside
        shown = painter.fontMetrics().elidedText(entry.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, align, shown)
        gap = min(width, room) + 12
        rest = QStyle.visualRect(direction, words, words.adjusted(gap, 0, 0, 0))
        if direction == Qt.LayoutDirection.RightToLeft:
            rest = words.adjusted(0, 0, -gap, 0)
        painter.setFont(theme.font(theme.LABEL_PX))
        painter.setPen(colours.colour("text2"))
        painter.drawText(rest, align, painter.fontMetrics().elidedText(entry.beside, Qt.TextElideMode.ElideRight, rest.width()))
        end = int((QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignVCenter).value)
        painter.drawText(inner, end, entry.keys)


class _Lines(QListView):
    """Paints its own ground: Qt would paint the window under it again at every letter that is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the lines on it."""
        QPainter(self.viewport()).fillRect(event.rect(), theme.active().colour("panel"))
        super().paintEvent(event)


class CommandPalette(Dialog):
    """A field and what fits it: commands at once, titles, episodes and dialogue as the search answers."""

    def __init__(self, workspace: Workspace, commands: Commands, window: QWidget) -> None:
        super().__init__("", _("Close"), window, width=720, at_top=True)
        self.setAccessibleName(_("Find"))
        self._workspace, self._commands = workspace, commands
        self._offered = [command_entry(command) for command in commands.listed() if command.offered]
        self._settings = [setting_entry(each) for each in settings(workspace)]
        self.field = QLineEdit()
        self.field.setProperty("role", "big")
        self.field.setPlaceholderText(_("Find a title, episode, line or command"))
        self.field.setAccessibleName(self.field.placeholderText())
        self._model = QStandardItemModel(self)
        self.list = _Lines()
        self.list.setAccessibleName(_("Found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setStyleSheet("background: transparent;")
        self.list.clicked.connect(self._choose)
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.nothing = label("", "hint", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self.body.addWidget(self.nothing, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(lambda: self._choose(self.list.currentIndex()))
        self._typed("")
        self.field.setFocus()

    def preferred_height(self) -> int:
        """Ask for a field and a dozen lines."""
        return 560

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the mark with the arrows while the field keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = max(0, min(self.list.currentIndex().row() + step, self._model.rowCount() - 1))
        self.list.setCurrentIndex(self._model.index(row, 0))

    def entries(self) -> list[Entry]:
        """Return the lines shown, in order."""
        return [self._model.item(row).data(ENTRY) for row in range(self._model.rowCount())]

    def _typed(self, text: str) -> None:
        self.nothing.hide()
        self.list.show()
        self._show(())
        self._timer.start() if text.strip() else self._timer.stop()

    def _search(self) -> None:
        search = self._workspace.desk.searching.search
        asked = call(search, self.field.text().strip(), MOST_HITS, near_id=self._workspace.title_id)
        self._workspace.compute(asked, then=self._found, topic="palette")

    def _found(self, hits: tuple[SearchHit, ...]) -> None:
        self._show(hits)
        if not self._model.rowCount():
            words = _("Nothing here is called “{words}”, and no line says it.").format(words=isolated(self.field.text().strip()))
            self.nothing.setText(f"{words}\n{_('Commands of another place are found there.')}")
        self.nothing.setVisible(not self._model.rowCount())
        self.list.setVisible(not self.nothing.isVisible())

    def _show(self, hits: Sequence[SearchHit]) -> None:
        self._model.clear()
        for entry in self._ranked(hits):
            item = QStandardItem(entry.words)
            item.setData(entry, ENTRY)
            item.setData(f"{entry.words}, {entry.beside} {entry.keys}", Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _ranked(self, hits: Sequence[SearchHit]) -> list[Entry]:
        """Return what fits what was typed, the likeliest first; all commands where nothing was."""
        wanted = self.field.text().strip()
        if not wanted:
            return self._offered
        ranked = [(likeness(entry.words, wanted), entry) for entry in self._offered]
        ranked = sorted(((rank, entry) for rank, entry in ranked if rank), key=lambda each: -each[0])[:MOST_COMMANDS]
        chosen = [(likeness(entry.words, wanted) - 5, entry) for entry in self._settings]
        ranked += sorted(((rank, entry) for rank, entry in chosen if rank > 0), key=lambda each: -each[0])[:MOST_SETTINGS]
        ranked += [(self._rank(hit, wanted), hit_entry(hit)) for hit in hits]
        return [entry for _rank, entry in sorted(ranked, key=lambda each: -each[0])]

    def _rank(self, hit: SearchHit, wanted: str) -> int:
        """Return how likely a hit is meant: an episode by its number, a title by its name, then what is open."""
        if hit.kind == "episode" and wanted.rstrip("集").endswith(str(hit.episode_number)):
            return 150
        bonus = {"title": 15, "episode": 10}.get(hit.kind, 0) + (6 if hit.title_id == self._workspace.title_id else 0)
        words = hit.title_name if hit.kind == "title" else hit.text
        return max(30, likeness(plain_text(words), wanted) if hit.kind != "cue" else 0) + bonus

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if entry is None:
            return
        self.leave()
        if entry.choose is not None:
            entry.choose()
            return
        if entry.hit is None:
            self._commands.trigger(entry.command_id)
            return
        go_to(self._workspace, entry.hit)


def go_to(workspace: Workspace, hit: SearchHit) -> None:
    """Open what a search found: a title in its matrix, an episode or a cue in the editor, a record among its kind."""
    recorded = next((kind.id for kind in record_kinds() if kind.table == hit.kind), "")
    if hit.title_id is not None:
        workspace.open_title(hit.title_id)
    if recorded:
        RecordShelf.of(workspace).show(recorded)
        return
    if hit.title_id is None:
        workspace.show_place("catalog")
        return
    if hit.episode_id is None:
        workspace.show_place("title")
        return
    workspace.open_episode(hit.episode_id, hit.column or None, hit.cue_id)
    workspace.show_place("editor")
