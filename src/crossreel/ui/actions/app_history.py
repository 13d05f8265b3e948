"""Undo and redo: they survive a crash and a restart, and say what they took back."""

from crossreel.domain.edit import Edit
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.action import Action
from crossreel.ui.workspace import Workspace

GROUP = N_("Editing")


def undo(workspace: Workspace) -> None:
    """Take back the last step of the open title, in the catalog place of the catalog."""

    def said(edit: Edit | None) -> None:
        if edit is None:
            workspace.notify.tell(_("There is nothing to undo."))
        else:
            workspace.notify.tell(_("Undone: {what}").format(what=words_of(edit)), kind="done")

    workspace.step_back(workspace.desk.history.undo, scope(workspace), then=said)


def redo(workspace: Workspace) -> None:
    """Do again what was taken back last."""

    def said(edit: Edit | None) -> None:
        if edit is None:
            workspace.notify.tell(_("There is nothing to redo."))
        else:
            workspace.notify.tell(_("Done again: {what}").format(what=words_of(edit)), kind="done")

    workspace.step_back(workspace.desk.history.redo, scope(workspace), then=said)


def scope(workspace: Workspace) -> int | None:
    """Return the title whose steps are meant, None for the catalog's own."""
    return None if workspace.place == "catalog" else workspace.title_id


def words_of(edit: Edit) -> str:
    """Return the sentence of an edit."""
    return sentence(edit.header.label, edit.header.facts)


ACTIONS = (
    Action(id="history.undo", title=N_("Undo"), run=undo, key="Ctrl+Z", icon="undo", writes=True, group=GROUP),
    Action(id="history.redo", title=N_("Redo"), run=redo, key="Ctrl+Shift+Z", icon="redo", writes=True, group=GROUP),
)
