"""The line below the boxes: what one key writes into the text."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crossreel.domain.text.inline import plain_text
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, isolated
from crossreel.ui.episode.offers import Offers, Rendering
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub import keymap
from crossreel.ui.kit import theme
from crossreel.ui.kit.flow import clear
from crossreel.ui.kit.labels import key_cap
from crossreel.ui.places.editor.remembered_words import said, tip_of

BAR_PX = 24
MOST_SHOWN = 5
WORDS_PX, LINE_PX, LEAST_PX = 170, 320, 60


class Chip(QPushButton):
    """A button that says as much of its words as there is room for, from their beginning on."""

    def __init__(self, words: str, room_px: int, icon: QIcon | None) -> None:
        super().__init__()
        if icon is not None:
            self.setIcon(icon)
        self._words, self._room_px = words, room_px
        self.setProperty("role", "chip")
        self.setFont(theme.font(theme.LABEL_PX))
        self.setAccessibleName(words)
        self._elide(room_px)
        self._padding_px = super().sizeHint().width() - QFontMetrics(self.font()).horizontalAdvance(self.text())
        self._hint = super().sizeHint()

    def sizeHint(self) -> QSize:
        """Ask for the room of all words, or the most that is given to them."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Be content with a few letters."""
        return QSize(min(LEAST_PX, self._hint.width()), self._hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what fits."""
        super().resizeEvent(event)
        self._elide(min(self._room_px, self.width() - self._padding_px))

    def _elide(self, room_px: int) -> None:
        self.setText(QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, room_px)))


class OfferBar(QWidget):
    """Chips for renderings, the same line elsewhere and the memory; `asked(action id)` when one is pressed.

    It never takes the focus.
    """

    asked = Signal(str)

    def __init__(self, opened: OpenEpisode) -> None:
        super().__init__()
        self._opened = opened
        workspace = self._workspace = opened.workspace
        self._offers = Offers.of(workspace)
        self._keeps_room = True
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self.setFixedHeight(BAR_PX)
        self._offers.moved.connect(self.refresh)
        workspace.preferences_changed.connect(lambda _preferences: self.refresh())

    def refresh(self) -> None:
        """Show what is offered now."""
        clear(self._line)
        for at, each in enumerate(self._offers.now.renderings[:MOST_SHOWN], start=1):
            self._add_rendering(at, each)
        self._add_elsewhere()
        self._add_remembered()
        self._add_twins()
        self._line.addStretch(1)
        self._share()

    def _add_rendering(self, at: int, each: Rendering) -> None:
        words = _("{source} = {rendering}").format(source=isolated(each.source), rendering=isolated(each.words))
        tip = _("The bible renders {source} as {rendering}.").format(source=isolated(each.source), rendering=isolated(each.words))
        if each.lacking:
            tip = "\n".join((tip, _("The translation does not have it.")))
        self._add(f"edit.take_rendering_{at}", words, tip, WORDS_PX, lacking=each.lacking)

    def _add_elsewhere(self) -> None:
        lines = self._offers.now.elsewhere
        if not lines:
            return
        words = _("Episode {number}: {text}").format(
            number=numbers.number(lines[0].episode_number), text=isolated(" ".join(plain_text(lines[0].text).split()))
        )
        tips = [
            _("{text} (episode {number}, {count} times)").format(
                text=isolated(plain_text(each.text)), number=numbers.number(each.episode_number), count=numbers.number(each.count)
            )
            for each in lines
        ]
        tip = "\n".join((_("The same line is translated elsewhere in the title:"), *tips))
        self._add("edit.take_elsewhere", words, tip, LINE_PX)

    def _add_remembered(self) -> None:
        found = self._offers.now.remembered
        if found:
            tip = "<hr/>".join(tip_of(match, self._opened.source) for match in found)
            self._add("edit.take_remembered", said(found[0]), tip, LINE_PX)

    def _add_twins(self) -> None:
        count = self._offers.now.twins
        if count:
            words = _n("{count} line says otherwise", "{count} lines say otherwise", count).format(count=numbers.number(count))
            tip = _("Writes this text into all translations of the same line in the title, as one step.")
            self._add("edit.keep_in_step", words, tip, WORDS_PX, lacking=True)

    def keep_room(self, keeps: bool) -> None:
        """Keep the bar's room while nothing is offered, so that nothing jumps, or give it away where there is little."""
        self._keeps_room = keeps
        self._share()

    def _share(self) -> None:
        self.setVisible(self._keeps_room or not self._offers.now.is_empty)

    def chips(self) -> list[str]:
        """Return what the chips say."""
        return [each.accessibleName() for each in self.findChildren(QPushButton) if each.isVisible()]

    def _add(self, action_id: str, words: str, tip: str, room_px: int, *, lacking: bool = False) -> None:
        bound = self._workspace.keys.get(action_id, ())
        if bound:
            self._line.addWidget(key_cap(keymap.shown(bound[0])))
        chip = Chip(words, room_px, theme.icon("info", "warning", 12) if lacking else None)
        chip.setToolTip(tip)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(partial(self.asked.emit, action_id))
        self._line.addWidget(chip)
