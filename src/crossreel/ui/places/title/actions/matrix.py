"""Actions on the selected cells and episodes of the title matrix."""

from functools import partial

from crossreel.domain.catalog.workflow import State
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import check_title
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.unchecked import tell_unchecked
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.episode_dialog import EpisodeDialog

GROUP = N_("Title matrix")
STATES = (
    (State.DRAFT, N_("Set state: draft"), "draft"),
    (State.TRANSLATED, N_("Set state: translated"), "translated"),
    (State.CHECKED, N_("Set state: checked"), "checked"),
    (State.APPROVED, N_("Set state: approved"), "approved"),
)


def cells_are_chosen(workspace: Workspace) -> bool:
    """Offer an action only while cells are selected."""
    return bool(workspace.cells)


def title_is_open(workspace: Workspace) -> bool:
    """Offer an action only while a title is open."""
    return workspace.title_id is not None


def set_state(state: State, workspace: Workspace) -> None:
    """Set the state of the selected cells; what forbids it is said."""
    set_state = workspace.desk.cataloging.set_state
    workspace.perform(call(set_state, list(workspace.cells), state), label=_("Setting the state"))


def check(workspace: Workspace) -> None:
    """Check every episode and language of the title."""
    title_id = workspace.title_id
    if title_id is None:
        return

    def said(summary: CheckSummary) -> None:
        workspace.findings_changed.emit(title_id)
        if tell_unchecked(workspace, summary):
            return
        if not summary.cues:
            workspace.notify.tell(_("There is nothing to check in this title yet."), kind="warning")
            return
        found = workspace.desk.checking.findings
        workspace.compute(call(found, title_id), then=tell)

    def tell(findings: tuple[Finding, ...]) -> None:
        count = sum(each.severity is not Severity.INFO for each in findings)  # as the chips and the line below count them
        words = _n("Checked: {count} open finding.", "Checked: {count} open findings.", count)
        words = words.format(count=numbers.number(count))
        if count:
            workspace.notify.tell(words, kind="done", button=_("Show"), act=partial(workspace.show_panel, "findings"))
        else:
            workspace.notify.tell(_("Checked: nothing to mend."), kind="done")

    workspace.carry_out(check_title.JOB(title_id), _("Checking"), then=said)


def chosen_episodes(workspace: Workspace) -> tuple[int, ...]:
    """Return the episodes of the selected cells, each once."""
    return tuple(dict.fromkeys(episode_id for episode_id, _language in workspace.cells))


def describe_episode(workspace: Workspace) -> None:
    """Renumber or rename the first selected episode."""
    row = Outline.of(workspace).row(next(iter(chosen_episodes(workspace)), None))
    if row is not None:
        workspace.ask(lambda window: EpisodeDialog(workspace, window, row.episode))


def add_episode(workspace: Workspace) -> None:
    """Add an episode after the last."""
    workspace.ask(lambda window: EpisodeDialog(workspace, window))


def remove_episodes(workspace: Workspace) -> None:
    """Take the selected episodes out of the title and offer to take that back."""
    episodes = chosen_episodes(workspace)

    def said(_edit: object) -> None:
        words = _n("{count} episode was removed.", "{count} episodes were removed.", len(episodes)).format(
            count=numbers.number(len(episodes))
        )
        workspace.notify.tell(words, kind="done", button=_("Undo"), act=partial(workspace.do, "history.undo"))

    remove = workspace.desk.cataloging.remove_episodes
    workspace.perform(call(remove, episodes), then=said, label=_("Removing"))


def set_free(free: bool, workspace: Workspace) -> None:
    """Say which episodes viewers may watch for nothing."""
    workspace.perform(call(workspace.desk.cataloging.set_free, chosen_episodes(workspace), free))


def remove_language(workspace: Workspace) -> None:
    """Take the language of the first selected cell out of the title and offer to take that back."""
    title_id, language = workspace.title_id, workspace.cells[0][1]
    if title_id is None:
        return
    words = _("{language} was removed.").format(language=numbers.language_name(language))

    def said(_edit: object) -> None:
        workspace.notify.tell(words, kind="done", button=_("Undo"), act=partial(workspace.do, "history.undo"))

    remove = workspace.desk.cataloging.remove_language
    workspace.perform(call(remove, title_id, language), then=said, label=_("Removing"))


def show(place: str, workspace: Workspace) -> None:
    """Go to a place."""
    workspace.show_place(place)


def _on_cells(action_id: str, title: str, run: object, icon: str, key: str = "") -> Action:
    return Action(
        id=action_id,
        title=title,
        run=run,  # type: ignore[arg-type]
        enabled=cells_are_chosen,
        places=("title",),
        icon=icon,
        key=key,
        writes=True,
        group=GROUP,
    )


ACTIONS = (
    *(_on_cells(f"matrix.{state.value}", title, partial(set_state, state), icon) for state, title, icon in STATES),
    _on_cells("matrix.describe_episode", N_("Renumber or rename the episode…"), describe_episode, "rename", "Shift+F2"),
    _on_cells("matrix.remove_episodes", N_("Remove the episodes"), remove_episodes, "delete"),
    _on_cells("matrix.remove_language", N_("Remove the language"), remove_language, "delete"),
    _on_cells("matrix.free", N_("Episodes are free to watch"), partial(set_free, True), "episode"),
    _on_cells("matrix.not_free", N_("Episodes are not free to watch"), partial(set_free, False), "lock"),
    Action(
        id="matrix.add_episode",
        title=N_("Add an episode…"),
        run=add_episode,
        enabled=title_is_open,
        places=("title",),
        icon="plus",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="title.check",
        title=N_("Check all"),
        run=check,
        enabled=title_is_open,
        places=("title",),
        key="F9",
        icon="findings",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="title.screen",
        title=N_("Screen"),
        run=partial(show, "screening"),
        enabled=title_is_open,
        places=("title",),
        icon="screening",
        group=GROUP,
    ),
)
