"""The buttons beside the timeline: zoom, how it follows the playhead, what it compares, how high the sound is."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.popping import show_key
from crossreel.ui.kit.waveform_view import FOLLOW_MODES

BUTTON_PX, ICON_PX, LEAST_PX, WIDTH_PX = 24, 18, 18, 30
BUTTONS = (
    ("play.zoom_in", N_("Zoom in on the timeline"), "zoom_in"),
    ("play.zoom_out", N_("Zoom out of the timeline"), "zoom_out"),
    ("timeline.follow", N_("How the timeline follows the playhead"), "follow"),
    ("timeline.compare", N_("Compare times with the source on the timeline, or not"), "compare"),
    ("timeline.higher", N_("How high the sound is shown"), "sound_high"),
)
"""What each does or opens a menu for, its words, and its icon."""
SOUND = (
    ("timeline.higher", N_("Show the sound higher")),
    ("timeline.lower", N_("Show the sound lower")),
    ("timeline.fit", N_("Show the whole episode on the timeline")),
    ("timeline.fit_cue", N_("Show the cue as large as the timeline allows")),
)


class TimelineTools(QWidget):
    """Takes no focus: the hands stay where they were."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._buttons: dict[str, QToolButton] = {}
        self.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 2, 3, 2)
        column.setSpacing(0)
        for action_id, words, _icon in BUTTONS:
            column.addWidget(self._button(action_id, _(words)), 100)
        column.addStretch(1)
        self._offer("timeline.follow", self._follow_menu)
        self._offer("timeline.higher", self._sound_menu)
        self._buttons["timeline.compare"].setCheckable(True)
        for action_id in ("play.zoom_in", "play.zoom_out", "timeline.compare"):
            self._buttons[action_id].clicked.connect(partial(self._do, action_id))
        workspace.preferences_changed.connect(lambda _preferences: self.show_choice())
        workspace.language_changed.connect(lambda _language: self.show_choice())
        self.recolour()
        self.show_choice()

    def recolour(self) -> None:
        """Draw the icons in the colours of the theme."""
        for action_id, _words, icon in BUTTONS:
            self._buttons[action_id].setIcon(theme.icon(icon, "text2", ICON_PX))

    def show_choice(self) -> None:
        """Show what is chosen."""
        self._buttons["timeline.compare"].setChecked(self._workspace.preferences.timeline_compares)
        mode = self._workspace.preferences.timeline_follow
        if mode in FOLLOW_MODES:
            self._buttons["timeline.follow"].setToolTip(sentence(f"editor.follow_{mode}"))

    def _do(self, action_id: str, _checked: bool = False) -> None:
        self._workspace.do(action_id)
        self.show_choice()

    def _button(self, action_id: str, words: str) -> QToolButton:
        button = self._buttons[action_id] = QToolButton()
        button.setProperty("role", "small")
        button.setFixedWidth(BUTTON_PX)
        button.setMinimumHeight(LEAST_PX)  # in a low window the timeline may be lower than its buttons would like
        button.setMaximumHeight(BUTTON_PX)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _offer(self, action_id: str, fill: Callable[[QMenu], object]) -> None:
        button = self._buttons[action_id]
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill, menu))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _follow_menu(self, menu: QMenu) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for mode in FOLLOW_MODES:
            act = QAction(sentence(f"editor.follow_{mode}"), menu)
            act.setCheckable(True)
            act.setChecked(mode == self._workspace.preferences.timeline_follow)
            act.triggered.connect(partial(self._follow, mode))
            group.addAction(act)
            menu.addAction(act)

    def _follow(self, mode: str, _checked: bool = False) -> None:
        self._workspace.set_preferences(replace(self._workspace.preferences, timeline_follow=mode))

    def _sound_menu(self, menu: QMenu) -> None:
        menu.clear()
        for action_id, words in SOUND:
            show_key(menu.addAction(_(words), partial(self._workspace.do, action_id)), self, action_id)
