"""The picture column: the portrait picture at full height, the transport under it, and what is said where there is no video."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import Facts
from crossreel.domain.picture.caption import Picture, weigh
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.preferences import Preferences
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, has_sentence, sentence
from crossreel.kernel.kept import Kept
from crossreel.services.job_kinds import relink_title
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.episode.version_menu import VersionButton
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit import theme
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.labels import Figures, label
from crossreel.ui.kit.picture_view import PictureView
from crossreel.ui.kit.popping import menu_of, offer_actions
from crossreel.ui.places.editor.captions import CueCaptions
from crossreel.ui.places.editor.source_line import SourceLine

MARGIN_PX = 14
TRANSPORT_PX = 44
WIDEST_SHARE = 0.42
POSTER_PX = 640
POSTER_BYTES = 5 << 20
WITH_LENGTH_PX, WITH_ZONE_PX = 348, 432
BUTTON_PX = 30
PICTURE_MENU = (
    ("play.toggle", "play.cue", "play.loop", "play.gap"),
    ("edit.cue_at_playhead", "edit.place", "edit.to_the_top"),
    ("play.zone", "play.second_caption", "play.source_line", "edit.band", "play.phone"),
)
"""Actions of the picture's menu, in groups."""
NEEDS_VIDEO = ("play.toggle", "play.cue", "play.loop", "play.gap")
NO_PLAYER = ("media.no_vlc", "media.no_libraries")


class PictureColumn(QWidget):
    """As wide as the height of the picture makes it; `width_wanted(px)` asks for that width."""

    width_wanted = Signal(int)

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._player = opened.player
        self.captions = CueCaptions(opened, self)
        self._zones: tuple[SafeZone, ...] = ()
        self._posters: Kept[str, Picture | None] = Kept(POSTER_BYTES, weigh)
        self._shown: tuple[object, str] = (None, "")
        self._problem: tuple[str, Facts] = ("", {})
        self.picture = PictureView()
        self.picture.setAccessibleName(_("Picture"))
        self._offline = QWidget()
        self.source_line = SourceLine(opened, self.picture, self)
        self._build()
        self._connect()
        self.picture.set_phone(opened.workspace.preferences.phone_frame)
        opened.workspace.compute(opened.workspace.desk.previewing.safe_zones, then=self._take_zones)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 4)
        column.setSpacing(4)
        column.addWidget(self.picture, 1)
        column.addWidget(self.source_line.tools)
        column.addWidget(self._offline)
        self._why = label("", "hint", wrap=True)
        relink = QPushButton(_("Relink…"))
        relink.clicked.connect(self.relink)
        line = QHBoxLayout(self._offline)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._why, 1)
        line.addWidget(relink)
        self._offline.hide()
        column.addWidget(self._transport())

    def _transport(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(TRANSPORT_PX)
        bar.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.back = self._button("step_back", _("One frame back"), partial(self._player.step, -1))
        self.play = self._button("play", _("Play"), self._player.toggle)
        self.forward = self._button("step_forward", _("One frame forward"), partial(self._player.step, 1))
        self.cue = self._button("play_cue", _("Play the cue"), partial(self._opened.asked.emit, "play_cue"))
        self._time = Figures(clock(0, hours=False), theme.font(theme.TEXT_PX, tabular=True), _("Time in the episode"))
        self._length = QLabel("")
        self._length.setFont(theme.font(theme.LABEL_PX, tabular=True))
        self._length.setProperty("role", "hint")
        self.speed = QToolButton()
        self.speed.setText("1.0×")
        self.speed.setAccessibleName(_("Speed"))
        self.speed.setToolTip(_("Speed: click for normal"))
        self.speed.clicked.connect(lambda: self._player.set_rate(1.0))
        self.versions = VersionButton(VersionChoice.of(self._opened.workspace))
        self.zone = QToolButton()
        self.zone.setFont(theme.font(theme.LABEL_PX))
        self.zone.setCheckable(True)
        self.zone.setChecked(True)
        self.zone.clicked.connect(self.switch_zone)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for widget in (self.back, self.play, self.forward, self.cue):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._time)
        row.addSpacing(12)
        row.addWidget(self._length)
        row.addStretch(1)
        row.addWidget(self.versions)
        row.addWidget(self.speed)
        row.addWidget(self.zone)
        return bar

    def _fit_transport(self) -> None:
        """Leave out what there is no room for: the length, words of the zone, and a usual speed beside the choice of versions."""
        narrow = self.width() < WITH_LENGTH_PX
        self._length.setVisible(not narrow)
        crowded = narrow and self.versions.is_of_use
        self.speed.setVisible(not crowded or self._player.rate != 1.0)
        self.cue.setVisible(not crowded or self._player.rate == 1.0)
        words = self.width() >= WITH_ZONE_PX
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.zone.setToolButtonStyle(style)

    def _button(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setIcon(theme.icon(icon, "text", 18))
        made.setIconSize(QSize(18, 18))
        made.setFixedSize(BUTTON_PX, BUTTON_PX)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.clicked.connect(lambda: act())
        return made

    def _connect(self) -> None:
        player, opened = self._player, self._opened
        player.frame_arrived.connect(self.picture.show_frame)
        player.moved.connect(self._moved)
        player.state_changed.connect(self._state_changed)
        player.problem.connect(self._say_problem)
        player.opened.connect(self._opened_file)
        self.picture.frame_size_wanted.connect(self._size_wanted)
        self.picture.clicked.connect(player.toggle)
        self.picture.menu_wanted.connect(self._menu)
        self.source_line.known.connect(lambda: self._show_caption(player.position_ms()))
        self.captions.drawn.connect(lambda: self._show_caption(player.position_ms()))
        opened.opened.connect(self._show_episode)
        opened.refreshed.connect(self._refresh)
        opened.version_turned.connect(self._turn_version)
        opened.moved.connect(self.captions.move)
        opened.loaded_ahead.connect(self._prepare)
        opened.typed.connect(self.captions.set_typed)
        opened.workspace.language_changed.connect(lambda _language: self.captions.refresh())
        opened.workspace.preferences_changed.connect(self._apply_switches)
        if opened.loaded is not None:
            self._show_episode(opened.loaded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the width that the height gives, within reason."""
        super().resizeEvent(event)
        self._fit_transport()
        self.ask_width()

    def ask_width(self) -> None:
        """Ask for the width of the picture at the present height."""
        high = (
            self.height() - TRANSPORT_PX - MARGIN_PX - 8 - (self._offline.sizeHint().height() if self._offline.isVisible() else 0)
        )
        window = self.window()
        most = round(window.width() * WIDEST_SHARE) if window is not None else 640
        self.width_wanted.emit(max(296, min(round(high * self.picture.aspect) + 2 * MARGIN_PX, most)))

    def switch_zone(self) -> None:
        """Show or hide what the phone's apps cover."""
        chosen = self._opened.workspace.preferences
        self._opened.workspace.set_preferences(replace(chosen, zone_shown=not chosen.zone_shown))

    def _apply_switches(self, preferences: Preferences) -> None:
        self.picture.set_phone(preferences.phone_frame)
        self._show_zone()
        self.captions.refresh()
        self._show_zone()
        self.source_line.show_at(self._player.position_ms())

    def _menu(self, at: QPoint) -> None:
        """Offer what is done with the picture."""
        menu, hidden = menu_of(self), () if self._player.can_play else NEEDS_VIDEO
        offer_actions(menu, self, [[name for name in group if name not in hidden] for group in PICTURE_MENU])
        menu.popup(at)

    def recolour(self) -> None:
        """Draw the icons again after the theme changed."""
        pairs = ((self.back, "step_back"), (self.forward, "step_forward"), (self.cue, "play_cue"))
        for button, name in pairs:
            button.setIcon(theme.icon(name, "text", 18))
        self._state_changed(PlayerState.PLAYING if self._player.is_playing else PlayerState.PAUSED)

    def _refresh(self, loaded: Loaded) -> None:
        if (self._opened.playing.picture, str(self._opened.playing.path)) != self._shown:
            self._show_episode(loaded)
        else:
            self.captions.refresh()

    def _turn_version(self) -> None:
        if self._opened.loaded is not None:
            self._show_episode(self._opened.loaded)

    def _show_episode(self, loaded: Loaded) -> None:
        media = self._opened.playing.picture
        self._shown = (media, str(self._opened.playing.path))
        self._length.setText(clock(media.duration_ms, hours=False) if media is not None else "")
        self.picture.set_aspect(media.width if media else 0, media.height if media else 0)
        self.picture.set_poster(None)
        self.captions.refresh()
        self._say(loaded)
        self.ask_width()
        self._show_zone()
        self._fit_transport()
        self._read_poster(media)
        self._moved(self._player.position_ms())

    def _prepare(self, loaded: Loaded) -> None:
        """Have ready what the picture of an episode needs that is likely to be next."""
        media, workspace = loaded.sheet.media, self._opened.workspace
        self._read_poster(media)
        if media is not None:
            workspace.compute(call(workspace.desk.previewing.prepare, media), failed=lambda _error: None)

    def _read_poster(self, media: Version | None) -> None:
        if media is None:
            return
        if media.stretch in self._posters:
            self._take_poster(media.stretch, self._posters[media.stretch])
        else:
            poster = self._opened.workspace.desk.previewing.poster
            took = partial(self._take_poster, media.stretch)
            self._opened.workspace.compute(call(poster, media, POSTER_PX), then=took, failed=lambda _error: None)

    def _take_poster(self, stretch: str, poster: Picture | None) -> None:
        self._posters[stretch] = poster
        shown = self._player.media
        if shown is not None and shown.stretch == stretch and poster is not None and self._player.frame() is None:
            self.picture.set_poster(poster)

    def _say(self, loaded: Loaded) -> None:
        sheet, picture, path = loaded.sheet, self._opened.playing.picture, self._opened.playing.path
        if picture is None:
            self._problem = ("media.no_video", {"episode": sheet.episode.number})
        elif path is None:
            self._problem = ("media.offline", {"episode": sheet.episode.number, "path": picture.path})
        elif self._problem[0] not in NO_PLAYER:
            self._problem = ("", {})
        self._show_problem()

    def _say_problem(self, code: str, facts: Facts) -> None:
        self._problem = (code, facts)
        self._show_problem()

    def _show_problem(self) -> None:
        code, facts = self._problem
        words = sentence(code, facts) if code else ""
        offline = code == "media.offline"
        self.picture.set_sentence("" if offline else words)
        self._why.setText(words)
        self._offline.setVisible(offline)
        for button in (self.play, self.cue, self.speed):
            button.setEnabled(not code)
            button.setToolTip(words or button.accessibleName())
        self.ask_width()

    def _opened_file(self, width: int, height: int) -> None:
        self.picture.set_source(self._player.frame, width, height)
        self.captions.set_size(width, height)

    def _size_wanted(self, width: int, height: int) -> None:
        self._player.set_frame_size(width, height)
        self.captions.set_size(width, height)

    def _moved(self, at_ms: int) -> None:
        self._time.set_text(clock(at_ms, hours=False))
        if not self._player.is_playing:
            self._time.say()
        self._show_caption(at_ms)

    def _show_caption(self, at_ms: int) -> None:
        shown = self.captions.at(at_ms)
        self.picture.set_captions(shown.pictures, shown.width, shown.height)
        self.source_line.show_at(at_ms)

    def _state_changed(self, state: PlayerState) -> None:
        playing = state is PlayerState.PLAYING
        self.play.setIcon(theme.icon("pause" if playing else "play", "text", 18))
        self.play.setAccessibleName(_("Pause") if playing else _("Play"))
        self._fit_transport()
        self.speed.setText(_("{rate}×").format(rate=numbers.number(self._player.rate)))

    def _take_zones(self, zones: tuple[SafeZone, ...]) -> None:
        self._zones = zones
        self._show_zone()

    def _show_zone(self) -> None:
        sheet = self._opened.sheet
        wanted = (sheet.title.safe_zone if sheet is not None else "") or self._opened.workspace.preferences.safe_zone
        zone = next((zone for zone in self._zones if zone.id == wanted), None) or next(iter(self._zones), None)
        is_on = self._opened.workspace.preferences.zone_shown
        self.picture.set_zone(zone if is_on else None)
        self.zone.setChecked(is_on)
        self.zone.setVisible(zone is not None)
        code = f"editor.zone_{zone.id}" if zone is not None else ""
        name = sentence(code) if has_sentence(code) else zone.name if zone is not None else ""
        words = _("Zone: {name}").format(name=name)
        self.zone.setText(name)
        self.zone.setIcon(theme.icon("zone", "text2", 18))
        self.zone.setAccessibleName(words)
        self.zone.setIconSize(QSize(16, 16))
        self.zone.setToolTip(_("Show what the app's own buttons cover"))

    def relink(self) -> None:
        """Ask for the folder the videos are in now."""
        sheet = self._opened.sheet
        folder = FileDialog.choose_folder(self, _("Folder with the videos"))
        if folder and sheet is not None:
            relink(self._opened, sheet.title.id, folder)


def relink(opened: OpenEpisode, title_id: int, folder: str) -> None:
    """Find the videos of a title again in a folder, by content."""
    opened.workspace.carry_out(relink_title.JOB(title_id, Path(folder)), _("Finding videos"))
