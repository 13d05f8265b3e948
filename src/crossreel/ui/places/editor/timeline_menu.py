"""The menus of the timeline: of a cue, of the ground, and of a shot change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.kit import theme
from crossreel.ui.kit.popping import show_key
from crossreel.ui.kit.waveform import Waveform
from crossreel.ui.kit.waveform_boxes import CueBox, Grip
from crossreel.ui.kit.waveform_gestures import SetEdge

AT_CUE = (
    ("play.cue", N_("Play the cue"), "play_cue", False),
    ("play.loop", N_("Play the cue again and again, or stop"), "play_cue", False),
    ("", "", "", False),
    ("here.split", N_("Split here in this language"), "split", True),
    ("here.split_all", N_("Split here in all languages"), "split", True),
    ("edit.merge", N_("Merge cues in this language"), "merge", True),
    ("edit.merge_all", N_("Merge cues in all languages"), "merge", True),
    ("edit.delete", N_("Delete cues in this language"), "delete", True),
    ("edit.delete_all", N_("Delete cues in all languages"), "delete", True),
    ("", "", "", True),
    ("here.set_in", N_("Set in here"), "set_in", True),
    ("here.set_out", N_("Set out here"), "set_out", True),
    ("edit.snap", N_("Snap cues to shot changes…"), "shift", True),
    ("edit.pin", N_("Pin or unpin the translation"), "pin", True),
    ("", "", "", False),
    ("timeline.fit_cue", N_("Show the cue as large as the timeline allows"), "zoom_in", False),
    ("window.cue_history", N_("Show the versions of the cue"), "history", False),
)
"""Actions of a cue's menu: id ("here.…" is done at the mouse), words, icon, whether it writes; empty ones are lines."""
AT_GROUND = (
    ("here.insert", N_("Insert a cue here"), "insert", True),
    ("here.play", N_("Play from here"), "play", False),
    ("here.set_in", N_("Set in here"), "set_in", True),
    ("here.set_out", N_("Set out here"), "set_out", True),
    ("", "", "", False),
    ("timeline.fit", N_("Show the whole episode on the timeline"), "zoom_out", False),
    ("timeline.compare", N_("Compare times with the source on the timeline, or not"), "compare", False),
)


class TimelineMenus:
    """Chooses the cue that a menu is about before it is shown, so that every action of it acts on that."""

    def __init__(self, opened: OpenEpisode, wave: Waveform) -> None:
        self._opened = opened
        self._wave = wave

    def show(self, place: QPoint, box: CueBox | None, at_ms: int, shot: int | None) -> None:
        """Offer what can be done where the mouse is."""
        workspace = self._opened.workspace
        menu = QMenu(self._wave)
        menu.aboutToHide.connect(menu.deleteLater)
        if box is not None:
            workspace.select_cue(box.id)
        here: dict[str, Callable[[], object]] = {
            "here.split": partial(self._split, at_ms, "edit.split"),
            "here.split_all": partial(self._split, at_ms, "edit.split_all"),
            "here.set_in": partial(self._set_edge, Grip.START, at_ms, box),
            "here.set_out": partial(self._set_edge, Grip.END, at_ms, box),
            "here.insert": partial(self._at, at_ms, "edit.insert"),
            "here.play": partial(self._play, at_ms),
        }
        for action_id, words, icon, writes in AT_CUE if box is not None else AT_GROUND:
            if writes and workspace.read_only:
                continue
            if not action_id:
                menu.addSeparator()
            else:
                act = menu.addAction(theme.plain_icon(icon), _(words), here.get(action_id) or partial(workspace.do, action_id))
                show_key(act, self._wave, action_id)
        self._shots(menu, at_ms, shot)
        menu.popup(place)

    def _shots(self, menu: QMenu, at_ms: int, shot: int | None) -> None:
        if self._opened.workspace.read_only:
            return
        menu.addSeparator()
        if shot is not None:
            menu.addAction(theme.plain_icon("delete"), _("Take the shot change away"), partial(self._wave.shot_removed.emit, shot))
        else:
            menu.addAction(theme.plain_icon("plus"), _("Mark a shot change here"), partial(self._wave.shot_added.emit, at_ms))

    def _set_edge(self, grip: Grip, at_ms: int, box: CueBox | None) -> None:
        band = box.band if box is not None else self._wave.shown.bands - 1
        self._wave.edge_set.emit(SetEdge(grip, at_ms, band))

    def _split(self, at_ms: int, action_id: str) -> None:
        self._opened.hands = None  # the place of the cut is that of the mouse, and the words follow it
        self._at(at_ms, action_id)

    def _at(self, at_ms: int, action_id: str) -> None:
        """Do something at a time: the playhead goes there first, where the action looks for it."""
        if self._opened.player.is_playing:
            self._opened.player.pause()
        self._opened.player.seek(at_ms)
        self._opened.workspace.do(action_id)

    def _play(self, at_ms: int) -> None:
        self._opened.player.seek(at_ms)
        self._opened.player.play()
