"""Approving a cell, or sending it back: said with a way to take it back."""

from collections.abc import Callable
from functools import partial

from crossreel.domain.catalog.workflow import State
from crossreel.domain.edits.edit import Edit
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

SAID = {
    State.APPROVED: N_("Approved: episode {number} in {language}."),
    State.DRAFT: N_("Sent back: episode {number} in {language}."),
}


def judge(workspace: Workspace, item: PlaylistItem, column: str, state: State, then: Callable[[], object]) -> None:
    """Set the state of a cell; what forbids it is said."""

    def said(_edit: Edit) -> None:
        words = _(SAID[state]).format(number=numbers.number(item.episode.number), language=numbers.language_name(column))
        workspace.notify.tell(words, kind="done", button=_("Undo"), act=partial(workspace.do, "history.undo"))
        then()

    set_state = workspace.desk.cataloging.set_state
    workspace.perform(call(set_state, [(item.episode.id, column)], state), then=said, label=_("Setting the state"))
