"""Actions on the picture: play, pause, step, speed, loudness, zone, zoom of the timeline."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import islice

from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.playing import AROUND_MS, BEFORE_MS, LOUDER
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.source_line import switch_source_line
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.editor.writing import shown_cue

GROUP = N_("Picture")
PLACES = ("editor",)
SECOND_MS = 1000
SECOND = ("", "above", "below")


def can_play(workspace: Workspace) -> bool:
    """Offer playing while there is a video and something to play it with."""
    return OpenEpisode.of(workspace).player.can_play


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode, with or without a video."""
    return OpenEpisode.of(workspace).loaded is not None


def has_cue_to_play(workspace: Workspace) -> bool:
    """Offer playing a cue while one is chosen."""
    return can_play(workspace) and OpenEpisode.of(workspace).current_row() is not None


def toggle(workspace: Workspace) -> None:
    """Play or pause."""
    OpenEpisode.of(workspace).player.toggle()


def play_cue(before_ms: int, after_ms: int, workspace: Workspace) -> None:
    """Play the current cue, with as much before and after as asked; its last frame stays."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is not None:
        cue = shown_cue(opened, row)
        opened.player.play_span(cue.start_ms - before_ms, cue.end_ms + after_ms)


def play_to_end(workspace: Workspace) -> None:
    """Play from the playhead to the end of the current cue; from its start where the playhead stands elsewhere."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is not None:
        cue, player = shown_cue(opened, row), opened.player
        if cue.start_ms <= player.position_ms() < cue.end_ms:
            player.play(cue.end_ms)
        else:
            player.play_span(cue.start_ms, cue.end_ms)


def play_gap(workspace: Workspace) -> None:
    """Play what lies between the current cue and the next one."""
    opened = OpenEpisode.of(workspace)
    row = opened.current_row()
    if row is None:
        return
    end_ms = shown_cue(opened, row).end_ms
    later = (shown_cue(opened, each).start_ms for each in islice(opened.rows(), opened.place_of(row) + 1, None))
    media = opened.player.media
    start_ms = next(later, media.duration_ms if media is not None else end_ms)
    if start_ms > end_ms:
        opened.player.play_span(end_ms, start_ms)
    else:
        workspace.notify.tell(_("There is no gap after this cue."))


def stop(workspace: Workspace) -> None:
    """Stop, and go back to the start of the cue."""
    opened = OpenEpisode.of(workspace)
    opened.player.pause()
    row = opened.current_row()
    if row is not None:
        opened.player.seek(shown_cue(opened, row).start_ms)


def step(frames: int, workspace: Workspace) -> None:
    """Step frames."""
    OpenEpisode.of(workspace).player.step(frames)


def jump(by_ms: int, workspace: Workspace) -> None:
    """Go a second back or on."""
    player = OpenEpisode.of(workspace).player
    player.seek(player.position_ms() + by_ms)


def change_rate(by: int, workspace: Workspace) -> None:
    """Play slower or faster."""
    OpenEpisode.of(workspace).player.change_rate(by)


def change_volume(by: int, workspace: Workspace) -> None:
    """Play louder or quieter, and keep it so."""
    volume = max(0, min(100, workspace.preferences.volume + by))
    workspace.set_preferences(replace(workspace.preferences, volume=volume))


def switch_choosing(workspace: Workspace) -> None:
    """Let the playhead choose the cue that keys act on, or no more."""
    chooses = not workspace.preferences.playhead_chooses
    workspace.set_preferences(replace(workspace.preferences, playhead_chooses=chooses))
    workspace.notify.tell(_("The playhead chooses the cue.") if chooses else _("The playhead leaves the chosen cue alone."))


def switch_scrolling(workspace: Workspace) -> None:
    """Let the table scroll with the playhead, or no more."""
    scrolls = not workspace.preferences.playhead_scrolls
    workspace.set_preferences(replace(workspace.preferences, playhead_scrolls=scrolls))
    workspace.notify.tell(_("The table scrolls with the playhead.") if scrolls else _("The table no longer scrolls by itself."))


def switch_second(workspace: Workspace) -> None:
    """Show another language above the caption, below it, or no more."""
    now = workspace.preferences.second_caption
    following = SECOND[(SECOND.index(now) + 1) % len(SECOND)] if now in SECOND else ""
    workspace.set_preferences(replace(workspace.preferences, second_caption=following))


def switch_phone(workspace: Workspace) -> None:
    """Show the picture in a phone, or bare."""
    workspace.set_preferences(replace(workspace.preferences, phone_frame=not workspace.preferences.phone_frame))


def ask(what: str, workspace: Workspace) -> None:
    """Let the editor do it."""
    OpenEpisode.of(workspace).asked.emit(what)


def _action(
    name: str,
    title: str,
    run: Callable[[Workspace], object],
    enabled: Callable[[Workspace], bool],
    icon: str = "",
    key: str = "",
) -> Action:
    return Action(id=f"play.{name}", title=title, run=run, enabled=enabled, places=PLACES, icon=icon, key=key, group=GROUP)


ACTIONS = (
    _action("toggle", N_("Play or pause"), toggle, can_play, "play"),
    _action("cue", N_("Play the cue"), partial(play_cue, 0, 0), has_cue_to_play, "play_cue"),
    _action("around", N_("Play around the cue"), partial(play_cue, AROUND_MS, AROUND_MS), has_cue_to_play, "play_cue"),
    _action("loop", N_("Play the cue again and again, or stop"), partial(ask, "loop"), has_cue_to_play, "play_cue", "Shift+F5"),
    _action("to_end", N_("Play to the end of the cue"), play_to_end, has_cue_to_play, "play_cue", "Ctrl+F5"),
    _action(
        "before", N_("Play the cue from half a second before"), partial(play_cue, BEFORE_MS, 0), has_cue_to_play, key="Shift+F6"
    ),
    _action("gap", N_("Play the gap after the cue"), play_gap, has_cue_to_play, key="Ctrl+F6"),
    _action("stop", N_("Stop and go back to the cue"), stop, can_play, "stop"),
    _action("frame_back", N_("One frame back"), partial(step, -1), has_episode, "step_back"),
    _action("frame_forward", N_("One frame forward"), partial(step, 1), has_episode, "step_forward"),
    _action("back", N_("One second back"), partial(jump, -SECOND_MS), has_episode),
    _action("forward", N_("One second forward"), partial(jump, SECOND_MS), has_episode),
    _action("slower", N_("Slower"), partial(change_rate, -1), can_play, "speed"),
    _action("faster", N_("Faster"), partial(change_rate, 1), can_play, "speed"),
    _action("louder", N_("Louder"), partial(change_volume, LOUDER), has_episode, "volume"),
    _action("quieter", N_("Quieter"), partial(change_volume, -LOUDER), has_episode, "volume"),
    _action("zone", N_("Show or hide the app's zones"), partial(ask, "zone"), has_episode, "zone"),
    _action("second_caption", N_("Second language: above, below, hidden"), switch_second, has_episode, "language", "Ctrl+Alt+D"),
    _action("source_line", N_("Burned-in source line: shown, blurred, covered"), switch_source_line, has_episode, "film"),
    Action(
        id="edit.band",
        title=N_("Say where burned-in text stands…"),
        run=partial(ask, "band"),
        enabled=can_play,
        places=PLACES,
        icon="zone",
        group=GROUP,
    ),
    _action("phone", N_("Show the picture in a phone, or not"), switch_phone, has_episode, "film", "Ctrl+Alt+F"),
    _action("playhead_chooses", N_("Let the playhead choose the cue, or not"), switch_choosing, has_episode, key="Shift+F7"),
    _action("playhead_scrolls", N_("Let the table scroll with the playhead, or not"), switch_scrolling, has_episode, key="Ctrl+F7"),
    _action("zoom_in", N_("Zoom in on the timeline"), partial(ask, "zoom_in"), has_episode, "zoom_in"),
    _action("zoom_out", N_("Zoom out of the timeline"), partial(ask, "zoom_out"), has_episode, "zoom_out"),
)
