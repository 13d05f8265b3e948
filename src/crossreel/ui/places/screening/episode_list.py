"""The episodes of a screening: the state of each cell, its length, and how much of it was watched."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.watched import Watched
from crossreel.domain.text.timecode import running_time
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.watching import watched_words
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import STATE_ICONS, state_words

WIDTH_PX, NARROWEST_PX = 200, 150


class EpisodeList(QWidget):
    """`chosen` carries the index."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST_PX)
        self.setMaximumWidth(WIDTH_PX)
        self._items: tuple[PlaylistItem, ...] = ()
        self._states: Mapping[int, State] = {}
        self._watched: Mapping[int, Watched] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Episodes"))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(self.list.row(item)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.addWidget(self.list)

    def sizeHint(self) -> QSize:
        """Be narrower only where there is no room."""
        return QSize(WIDTH_PX, super().sizeHint().height())

    def show_items(self, items: Sequence[PlaylistItem], index: int, states: Mapping[int, State]) -> None:
        """Show the episodes of a playlist, with the states of their cells by id."""
        if len(items) != self.list.count():
            self.list.clear()
            for _item in items:
                row = QListWidgetItem()
                row.setSizeHint(QSize(0, theme.ROW_HEIGHT))
                self.list.addItem(row)
        self._items, self._states = tuple(items), states
        self._say()
        self.mark(index)

    def show_watched(self, watched: Mapping[int, Watched]) -> None:
        """Show how much of each episode was watched, by its id."""
        self._watched = watched
        self._say()

    def mark(self, index: int) -> None:
        """Show which episode is on."""
        self.list.setCurrentRow(index)

    def _say(self) -> None:
        for at, item in enumerate(self._items):
            row, episode = self.list.item(at), item.episode
            state = self._states.get(episode.id, State.MISSING)
            seen = self._watched.get(episode.id)
            length = running_time(item.media.duration_ms) if item.media else "–:––"
            share = numbers.percent(seen.current_percent / 100) if seen is not None and seen.percent else ""
            words = [numbers.number(episode.number), length, share]
            row.setText("   ".join(word for word in words if word))
            row.setIcon(theme.plain_icon(STATE_ICONS[state], state.value if item.cues else "text3", 16))
            told = [_("Episode {number}").format(number=numbers.number(episode.number)), state_words(state)]
            told.append(watched_words(seen) if seen is not None and seen.percent else _("Not watched yet"))
            row.setToolTip("\n".join(told) if item.cues else _("Nothing is translated here yet"))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(told))
