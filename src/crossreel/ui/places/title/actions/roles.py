"""Actions on the roles of subtitles: columns beside a language, tracks copied into them, given another, deleted."""

from collections.abc import Callable
from functools import partial

from crossreel.domain.text.column_name import FULL, VARIANTS, column_name, language_of, split_column
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Title matrix")
COPIES = {"sdh": N_("Copy as SDH"), "forced": N_("Copy as forced"), "signs": N_("Copy as signs")}
CHANGES = {"full": N_("Make full"), "sdh": N_("Make SDH"), "forced": N_("Make forced"), "signs": N_("Make signs")}
ADDITIONS = {"sdh": N_("Add an SDH column"), "forced": N_("Add a forced column"), "signs": N_("Add a signs column")}


def chosen_column(workspace: Workspace) -> str:
    """Return the column of the first selected cell, "" without one."""
    return workspace.cells[0][1] if workspace.cells else ""


def has_other_role(role: str, workspace: Workspace) -> bool:
    """Offer a role only for cells that have another."""
    column = chosen_column(workspace)
    return bool(column) and split_column(column)[1] != role


def is_whole(workspace: Workspace) -> bool:
    """Offer a column beside a language only where the language is chosen."""
    column = chosen_column(workspace)
    return bool(column) and split_column(column)[1] == FULL


def any_chosen(workspace: Workspace) -> bool:
    """Offer an action only while cells are selected."""
    return bool(workspace.cells)


def copy(role: str, workspace: Workspace) -> None:
    """Copy the selected cells of one column into the same language in another role."""
    column = chosen_column(workspace)
    target = column_name(language_of(column), role)
    cells = [(episode_id, target) for episode_id, each in workspace.cells if each == column]
    make = call(workspace.desk.cataloging.make_tracks, cells, copied_from=column)
    words = _("{language} was made.").format(language=numbers.language_name(target))
    workspace.perform(make, then=_said(workspace, words), label=_("Copying"))


def change(role: str, workspace: Workspace) -> None:
    """Give the subtitles of the selected cells another role."""
    workspace.perform(call(workspace.desk.cataloging.change_role, list(workspace.cells), role), label=_("Changing the role"))


def delete(workspace: Workspace) -> None:
    """Delete the subtitles of the selected cells and offer to take that back."""
    remove = call(workspace.desk.cataloging.delete_tracks, list(workspace.cells))
    workspace.perform(remove, then=_said(workspace, _("The subtitles were deleted.")), label=_("Removing"))


def add_column(role: str, workspace: Workspace) -> None:
    """Give the language of the selected cell a column in another role."""
    if workspace.title_id is not None:
        column = column_name(language_of(chosen_column(workspace)), role)
        workspace.perform(call(workspace.desk.cataloging.add_language, workspace.title_id, column))


def _said(workspace: Workspace, words: str) -> Callable[[object], None]:
    undo = partial(workspace.do, "history.undo")
    return lambda _edit: workspace.notify.tell(words, kind="done", button=_("Undo"), act=undo)


def _action(
    action_id: str, title: str, run: Callable[[Workspace], None], enabled: Callable[[Workspace], bool], icon: str
) -> Action:
    return Action(id=action_id, title=title, run=run, enabled=enabled, places=("title",), icon=icon, writes=True, group=GROUP)


ACTIONS = (
    *(
        _action(f"roles.copy_{role}", words, partial(copy, role), partial(has_other_role, role), "plus")
        for role, words in COPIES.items()
    ),
    *(
        _action(f"roles.make_{role}", CHANGES[role], partial(change, role), partial(has_other_role, role), "rename")
        for role in VARIANTS
    ),
    *(
        _action(f"roles.add_{role}", words, partial(add_column, role), is_whole, "add_language")
        for role, words in ADDITIONS.items()
    ),
    _action("roles.delete", N_("Delete the subtitles"), delete, any_chosen, "delete"),
)
