"""Actions of watching: play, jump, loop, episodes, languages, and what lies over the picture."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.source_line import switch_source_line
from crossreel.ui.places.screening.booth import ask, has_episode

GROUP = N_("Screening")
PLACES = ("screening",)


def _action(name: str, title: str, key: str, icon: str = "") -> Action:
    return Action(
        id=f"screen.{name}",
        title=title,
        run=partial(ask, name),
        enabled=has_episode,
        places=PLACES,
        icon=icon,
        key=key,
        group=GROUP,
    )


ACTIONS = (
    _action("toggle", N_("Play or pause"), "Space", "play"),
    _action("back", N_("Five seconds back"), "Ctrl+Left"),
    _action("forward", N_("Five seconds on"), "Ctrl+Right"),
    _action("frame_back", N_("One frame back"), ",", "step_back"),
    _action("frame_forward", N_("One frame forward"), ".", "step_forward"),
    _action("previous_episode", N_("Episode before"), "Ctrl+PgUp"),
    _action("next_episode", N_("Next episode"), "Ctrl+PgDown"),
    _action("loop", N_("Repeat the last five seconds, or go on"), "L", "loop"),
    _action("slower", N_("Slower"), "[", "speed"),
    _action("faster", N_("Faster"), "]", "speed"),
    _action("next_language", N_("Next language"), "T", "language"),
    _action("second", N_("Second language: shown or hidden"), "D", "language"),
    _action("zone", N_("Show or hide the app's zones"), "Z", "zone"),
    _action("phone", N_("Picture in a phone, or bare"), "P", "phone"),
    Action(
        id="screen.source_line",
        title=N_("Burned-in source line: shown, blurred, covered"),
        run=switch_source_line,
        enabled=has_episode,
        places=PLACES,
        icon="film",
        group=GROUP,
    ),
    _action("next_mark", N_("Next note, finding or change"), "Alt+Right"),
    _action("previous_mark", N_("Note, finding or change before"), "Alt+Left"),
    _action("next_to_watch", N_("Next place that is still to be watched"), "W", "eye"),
)
