"""Actions on the timeline's view: how it goes along, what it compares, how high the sound is, what fills its width."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from crossreel.i18n.messages import sentence
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.waveform_view import FOLLOW_MODES

GROUP = N_("Picture")
PLACES = ("editor",)


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def has_cue(workspace: Workspace) -> bool:
    """Offer what needs a current cue."""
    return OpenEpisode.of(workspace).current_row() is not None


def has_translation(workspace: Workspace) -> bool:
    """Offer comparing while there is another language than the source."""
    opened = OpenEpisode.of(workspace)
    return opened.loaded is not None and bool(opened.compared)


def follow_otherwise(workspace: Workspace) -> None:
    """Go to the next way of following the playhead, say which it is, and keep it."""
    now = workspace.preferences.timeline_follow
    mode = FOLLOW_MODES[(FOLLOW_MODES.index(now) + 1) % len(FOLLOW_MODES)] if now in FOLLOW_MODES else FOLLOW_MODES[0]
    workspace.set_preferences(replace(workspace.preferences, timeline_follow=mode))
    workspace.notify.tell(sentence(f"editor.follow_{mode}"))


def compare(workspace: Workspace) -> None:
    """Show the source above the language being worked on, or that alone again, and keep it so."""
    compares = not workspace.preferences.timeline_compares
    workspace.set_preferences(replace(workspace.preferences, timeline_compares=compares))


def ask(what: str, workspace: Workspace) -> None:
    """Let the editor do it."""
    OpenEpisode.of(workspace).asked.emit(what)


def _action(
    name: str, title: str, run: Callable[[Workspace], object], enabled: Callable[[Workspace], bool], icon: str, key: str = ""
) -> Action:
    return Action(id=f"timeline.{name}", title=title, run=run, enabled=enabled, places=PLACES, icon=icon, key=key, group=GROUP)


ACTIONS = (
    _action(
        "follow",
        N_("Let the timeline follow the playhead by pages, in its middle, or not"),
        follow_otherwise,
        has_episode,
        "follow",
        "Ctrl+Shift+F7",
    ),
    _action(
        "compare", N_("Compare times with the source on the timeline, or not"), compare, has_translation, "compare", "Ctrl+Shift+O"
    ),
    _action("higher", N_("Show the sound higher"), partial(ask, "sound_higher"), has_episode, "sound_high", "Alt+="),
    _action("lower", N_("Show the sound lower"), partial(ask, "sound_lower"), has_episode, "sound_high", "Alt+-"),
    _action("fit", N_("Show the whole episode on the timeline"), partial(ask, "fit"), has_episode, "zoom_out", "Ctrl+0"),
    _action("fit_cue", N_("Show the cue as large as the timeline allows"), partial(ask, "fit_cue"), has_cue, "zoom_in", "Ctrl+9"),
)
