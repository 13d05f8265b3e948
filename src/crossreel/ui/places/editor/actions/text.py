"""Actions on text: find, replace, shift, export, styles, and the state of the track."""

from collections.abc import Callable
from functools import partial

from crossreel.domain.catalog.workflow import State
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Text and track")
PLACES = ("editor",)


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def may_mark(state: State, workspace: Workspace) -> bool:
    """Offer a state that the track does not have yet; the top bar's own button never lowers one."""
    track = OpenEpisode.of(workspace).track()
    if track is None:
        return False
    return track.state.rank < state.rank if state is State.CHECKED else track.state is not state


def ask(what: str, workspace: Workspace) -> None:
    """Let the editor do it."""
    OpenEpisode.of(workspace).asked.emit(what)


def mark(state: State, workspace: Workspace) -> None:
    """Say how far the track of the language being worked on is."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    track = opened.track()
    if track is not None:
        cells, set_state = [(track.episode_id, track.language)], workspace.desk.cataloging.set_state
        workspace.perform(call(set_state, cells, state), label=_("Setting the state"))


def take_note(workspace: Workspace) -> None:
    """Open the notes with the caret in a new one."""
    workspace.show_panel("notes", take_focus=False)
    OpenEpisode.of(workspace).asked.emit("note")


def _ask(name: str, title: str, icon: str = "", *, key: str = "", what: str = "", writes: bool = False) -> Action:
    run: Callable[[Workspace], object] = partial(ask, what or name)
    return Action(
        id=f"edit.{name}",
        title=title,
        run=run,
        enabled=has_episode,
        places=PLACES,
        icon=icon,
        key=key,
        writes=writes,
        group=GROUP,
    )


def _mark(name: str, title: str, state: State, key: str, *, bar: bool = False) -> Action:
    return Action(
        id=f"edit.mark_{name}",
        title=title,
        run=partial(mark, state),
        enabled=partial(may_mark, state),
        places=PLACES,
        icon=state.value,
        key=key,
        bar="main" if bar else "",
        writes=True,
        group=GROUP,
    )


ACTIONS = (
    _ask("find", N_("Find"), "search"),
    _ask("replace", N_("Find and replace"), "replace", writes=True),
    _ask("find_next", N_("Next match"), "chevron_down", key="F3"),
    _ask("find_previous", N_("Previous match"), "chevron_up", key="Shift+F3"),
    _ask("shift", N_("Shift cues in time"), "shift", writes=True),
    _ask("rows", N_("Change the selected rows"), "shift", key="Ctrl+Alt+U", writes=True),
    _ask("stretch", N_("Stretch the selected rows"), "shift", key="Ctrl+Alt+E", writes=True),
    _ask("sync", N_("Two-point sync"), "shift", key="Ctrl+Alt+Y", writes=True),
    _ask("sync_first", N_("Take the first point of the sync"), "shift", key="Ctrl+F11", writes=True),
    _ask("sync_second", N_("Take the second point of the sync"), "shift", key="Ctrl+F12", writes=True),
    _ask("export_track", N_("Export this track"), "export", key="Ctrl+Shift+E", what="export"),
    _ask("italic", N_("Italic"), writes=True),
    _ask("bold", N_("Bold"), key="Ctrl+B", writes=True),
    _ask("underline", N_("Underline"), key="Ctrl+U", writes=True),
    _ask("in_place", N_("Edit in the table"), "table", writes=True),
    _ask("relink", N_("Relink the videos of the title"), "link", writes=True),
    Action(
        id="edit.note",
        title=N_("Take a note"),
        run=take_note,
        enabled=has_episode,
        places=PLACES,
        icon="note",
        key="Ctrl+Shift+J",
        writes=True,
        group=GROUP,
    ),
    _mark("translated", N_("Mark as translated"), State.TRANSLATED, "Alt+1"),
    _mark("checked", N_("Mark as checked"), State.CHECKED, "Alt+2", bar=True),
    _mark("approved", N_("Mark as approved"), State.APPROVED, "Alt+3"),
)
