"""The controls below the picture: play, time, languages, speed, and what lies over the picture."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.ui.kit import theme
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.labels import Figures
from crossreel.ui.places.screening.reel import SPEEDS

ICON_PX, BUTTON_PX = 18, 32
SWITCHES = ("loop", "zone", "phone")
ICONS = {"loop": "loop", "zone": "zone", "phone": "phone"}


class Transport(QWidget):
    """`asked` carries "toggle", "loop", "zone" or "phone"; `rate_chosen` a speed, the others a column."""

    asked = Signal(str)
    rate_chosen = Signal(float)
    language_chosen = Signal(str)
    second_chosen = Signal(str)

    def __init__(self, versions: QWidget) -> None:
        super().__init__()
        self.play = QPushButton()
        self.play.setIconSize(QSize(20, 20))
        self.play.clicked.connect(lambda: self.asked.emit("toggle"))
        self.time = Figures("", theme.font(tabular=True), _("Time in the episode"))
        self.speed, self.language, self.second = ChoiceBox(), ChoiceBox(), ChoiceBox()
        for speed in SPEEDS:
            self.speed.addItem(_("{rate}×").format(rate=numbers.number(speed)), speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        for box, name in ((self.speed, _("Speed")), (self.language, _("Language")), (self.second, _("Second language"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.speed.setMinimumContentsLength(4)
        for box in (self.language, self.second):
            box.setMinimumContentsLength(7)
        self.speed.activated.connect(lambda: self.rate_chosen.emit(self.speed.currentData()))
        self.language.activated.connect(lambda: self.language_chosen.emit(self.language.currentData()))
        self.second.activated.connect(lambda: self.second_chosen.emit(self.second.currentData()))
        self._switches = {what: self._switch(what, words) for what, words in zip(SWITCHES, self._words(), strict=True)}
        self._is_narrow = False
        self._languages = QWidget()
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        self._lay_out(versions)
        self.set_playing(playing=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the languages have a line of their own where they would be cut."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < self._row.sizeHint().width() + (
            self._languages.sizeHint().width() if self._is_narrow else 0
        )
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            (self._below if is_narrow else self._row).addWidget(self._languages)

    def _lay_out(self, versions: QWidget) -> None:
        self._languages.setObjectName("clear")
        column, languages = QVBoxLayout(self), QHBoxLayout(self._languages)
        for row in (column, self._row, self._below, languages):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
        languages.addWidget(self.language)
        languages.addWidget(self.second)
        self._row.addWidget(self.play)
        self._row.addWidget(self.time)
        self._row.addStretch(1)
        self._row.addWidget(versions)
        for part in (*self._switches.values(), self.speed, self._languages):
            self._row.addWidget(part)
        self._below.addStretch(1)
        column.addLayout(self._row)
        column.addLayout(self._below)

    def set_playing(self, *, playing: bool) -> None:
        """Show what the button does now."""
        words = _("Pause") if playing else _("Play")
        self.play.setIcon(theme.icon("pause" if playing else "play"))
        self.play.setAccessibleName(words)
        self.play.setToolTip(words)

    def set_rate(self, rate: float) -> None:
        """Show the speed."""
        self.speed.setCurrentIndex(min(range(len(SPEEDS)), key=lambda at: abs(SPEEDS[at] - rate)))

    def set_columns(self, columns: tuple[str, ...], wanted: str, second: str) -> None:
        """Offer the columns of a title."""
        self.language.clear()
        self.second.clear()
        self.second.addItem(_("No second"), "")
        for tag in columns:
            self.language.addItem(language_name(tag), tag)
            self.second.addItem(language_name(tag), tag)
        self.language.setCurrentIndex(max(0, self.language.findData(wanted)))
        self.second.setCurrentIndex(max(0, self.second.findData(second)))

    def set_switch(self, what: str, *, on: bool) -> None:
        """Show whether a switch is on."""
        self._switches[what].setChecked(on)

    def recolour(self) -> None:
        """Draw the icons in the colours of the theme."""
        for what, button in self._switches.items():
            button.setIcon(theme.icon(ICONS[what], "text2", ICON_PX))

    def _words(self) -> tuple[str, ...]:
        return _("Repeat the last five seconds"), _("Show what the app's own buttons cover"), _("Show the picture in a phone")

    def _switch(self, what: str, words: str) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setIcon(theme.icon(ICONS[what], "text2", ICON_PX))
        made.setIconSize(QSize(ICON_PX, ICON_PX))
        made.setFixedSize(BUTTON_PX, BUTTON_PX)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.clicked.connect(lambda: self.asked.emit(what))
        return made
