"""Actions that go somewhere: next cue, next episode, next language, into the text."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from crossreel.domain.views.needs import Need
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.editor.needing import done_with_cue, go_to_finding, go_to_need

GROUP = N_("Going")
PLACES = ("editor",)


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def has_previous(workspace: Workspace) -> bool:
    """Offer the episode before where there is one."""
    sheet = OpenEpisode.of(workspace).sheet
    return sheet is not None and sheet.previous_id is not None


def has_next(workspace: Workspace) -> bool:
    """Offer the episode after where there is one."""
    sheet = OpenEpisode.of(workspace).sheet
    return sheet is not None and sheet.next_id is not None


def step_cue(by: int, workspace: Workspace) -> None:
    """Go to the cue before or after, also within a cell of several; what is typed is handed on first."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    if opened.sheet is None or opened.sheet.episode.id != workspace.episode_id:
        return  # the rows of an episode that was left just now
    beside = opened.cue_beside(by)
    if beside is not None:
        workspace.select_cue(beside)


def go_to_playhead(workspace: Workspace) -> None:
    """Choose the cue under the playhead, or the last one before it."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    at_ms = opened.player.position_ms()
    before = [row for row in opened.rows() if row.cue.start_ms <= at_ms]
    row = opened.followed_row or (before[-1] if before else None)
    if row is not None:
        workspace.select_cue(row.cue.id)


def step_episode(by: int, workspace: Workspace) -> None:
    """Go to the episode before or after; language and columns stay."""
    sheet = OpenEpisode.of(workspace).sheet
    target = None if sheet is None else sheet.next_id if by > 0 else sheet.previous_id
    if target is not None:
        workspace.open_episode(target)


def step_language(by: int, workspace: Workspace) -> None:
    """Work on the next language shown."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    shown = workspace.languages
    if shown:
        at = shown.index(workspace.language) if workspace.language in shown else 0
        workspace.choose_languages(shown, shown[(at + by) % len(shown)])
        opened.asked.emit("follow_language")


def commit_next(workspace: Workspace) -> None:
    """Hand on what is typed and go to the next cue that needs work."""
    done_with_cue(OpenEpisode.of(workspace))


def next_finding(by: int, workspace: Workspace) -> None:
    """Go to the next or last finding."""
    go_to_finding(by, OpenEpisode.of(workspace))


def next_need(need: Need, workspace: Workspace) -> None:
    """Go to the next cue that needs one kind of work."""
    go_to_need(need, OpenEpisode.of(workspace))


def switch_frames(workspace: Workspace) -> None:
    """Write times in frames, or in seconds again."""
    chosen = workspace.preferences
    workspace.set_preferences(replace(chosen, times_in_frames=not chosen.times_in_frames))


def ask(what: str, workspace: Workspace) -> None:
    """Let the editor do it."""
    OpenEpisode.of(workspace).asked.emit(what)


def _action(
    action_id: str,
    title: str,
    run: Callable[[Workspace], object],
    enabled: Callable[[Workspace], bool] = has_episode,
    icon: str = "",
    key: str = "",
    *,
    writes: bool = False,
) -> Action:
    return Action(
        id=action_id, title=title, run=run, enabled=enabled, places=PLACES, icon=icon, key=key, writes=writes, group=GROUP
    )


ACTIONS = (
    _action("edit.previous_cue", N_("Previous cue"), partial(step_cue, -1), icon="chevron_up"),
    _action("edit.next_cue", N_("Next cue"), partial(step_cue, 1), icon="chevron_down"),
    _action("edit.cue_at_playhead", N_("Go to the cue under the playhead"), go_to_playhead, icon="play_cue", key="Shift+F4"),
    _action("edit.commit_next", N_("Done: go to the next cue that needs work"), commit_next, icon="tick"),
    _action("editor.previous_episode", N_("Previous episode"), partial(step_episode, -1), has_previous, "chevron_left"),
    _action("editor.next_episode", N_("Next episode"), partial(step_episode, 1), has_next, "chevron_right"),
    _action("edit.next_language", N_("Next language"), partial(step_language, 1), icon="language"),
    _action("edit.previous_language", N_("Previous language"), partial(step_language, -1), icon="language"),
    _action("edit.next_finding", N_("Next finding"), partial(next_finding, 1), icon="findings", key="F9"),
    _action("edit.previous_finding", N_("Previous finding"), partial(next_finding, -1), icon="findings", key="Shift+F9"),
    _action("edit.next_empty", N_("Next empty cue"), partial(next_need, Need.EMPTY), icon="missing", key="Alt+E"),
    _action("edit.next_draft", N_("Next machine-made cue"), partial(next_need, Need.DRAFT), icon="draft", key="Alt+M"),
    _action("edit.next_stale", N_("Next cue whose source changed"), partial(next_need, Need.STALE), icon="refresh", key="Alt+S"),
    _action("edit.go_to", N_("Go to a cue or a time"), partial(ask, "go_to"), icon="search", key="Ctrl+G"),
    _action("edit.in_time", N_("Type the in time"), partial(ask, "in_time"), icon="set_in", key="Ctrl+T", writes=True),
    _action("edit.out_time", N_("Type the out time"), partial(ask, "out_time"), icon="set_out", writes=True),
    _action("edit.duration", N_("Type the duration"), partial(ask, "duration"), writes=True),
    _action("edit.times_in_frames", N_("Times in frames or in seconds"), switch_frames, key="Ctrl+Alt+T"),
    _action("edit.text", N_("Go to the text"), partial(ask, "text"), icon="editor", key="F4"),
    _action("edit.columns", N_("Choose the languages shown"), partial(ask, "columns"), icon="table", key="Ctrl+Shift+L"),
)
