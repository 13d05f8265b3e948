"""Actions on text: find, replace, shift, export, styles, and the state of the track."""

from collections.abc import Callable
from functools import partial

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.column import column_of
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import has_style
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.editor.writing import once_written

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
        cells, set_state = [(track.episode_id, column_of(track))], workspace.desk.cataloging.set_state
        workspace.perform(call(set_state, cells, state), label=_("Setting the state"))


def set_style(style: str, workspace: Workspace) -> None:
    """Switch a style: of what is selected in the box, of its whole text, or of all chosen cues at once."""
    opened = OpenEpisode.of(workspace)
    cues = opened.selected_cues(opened.workspace.language or opened.source)
    if len(opened.selected_rows()) < 2:
        opened.asked.emit(style)
        return
    opened.committing.emit()
    on = not all(has_style(cue.text, style) for cue in cues if cue.text)
    if any(cue.text for cue in cues):
        workspace.perform(call(workspace.desk.editing.set_style, [cue.id for cue in cues], style, on))


def break_lines(workspace: Workspace) -> None:
    """Break the lines of the chosen cues anew, of what was just typed too."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    once_written(opened, partial(_break_lines, opened))


def _break_lines(opened: OpenEpisode) -> None:
    workspace, ids = (
        opened.workspace,
        [cue.id for cue in opened.selected_cues(opened.workspace.language or opened.source) if cue.text],
    )
    if ids:
        workspace.perform(call(workspace.desk.checking.break_lines, ids), then=partial(_tell_unbroken, workspace))


def _tell_unbroken(workspace: Workspace, edit: Edit) -> None:
    if not edit.changes:
        workspace.notify.tell(_("These lines stay as they are: two speakers keep theirs, and there is no better place."))


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


def _write(name: str, title: str, run: Callable[[Workspace], object], icon: str = "", *, key: str = "") -> Action:
    return Action(
        id=f"edit.{name}", title=title, run=run, enabled=has_episode, places=PLACES, icon=icon, key=key, writes=True, group=GROUP
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
    _write("italic", N_("Italic"), partial(set_style, "italic")),
    _write("bold", N_("Bold"), partial(set_style, "bold"), key="Ctrl+B"),
    _write("underline", N_("Underline"), partial(set_style, "underline"), key="Ctrl+U"),
    _write("break_lines", N_("Break the lines anew"), break_lines, key="Alt+B"),
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
