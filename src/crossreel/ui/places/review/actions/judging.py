"""Actions of the review queue: a verdict on the line under the hands, its picture and sound, and the way along the queue."""

from collections.abc import Callable
from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action, always
from crossreel.ui.hub.review_shelf import PLACE, ask, has_line
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Review")
Offered = Callable[[Workspace], bool]


def _action(name: str, title: str, key: str, icon: str = "", *, writes: bool = False, enabled: Offered = has_line) -> Action:
    return Action(
        id=f"review.{name}",
        title=title,
        run=partial(ask, name),
        enabled=enabled,
        places=(PLACE,),
        icon=icon,
        key=key,
        writes=writes,
        group=GROUP,
    )


ACTIONS = (
    _action("accept", N_("Accept the draft as it is"), "A", "approved", writes=True),
    _action("mend", N_("Mend the draft"), "E", "rename", writes=True),
    _action("refuse", N_("Refuse the draft: it is drafted again"), "R", "close", writes=True),
    _action("ask", N_("Ask a colleague about the draft"), "Q", "note", writes=True),
    _action("play", N_("Play the line, or stop"), "Space", "play"),
    _action("previous", N_("Line before in the queue"), "Alt+Up"),
    _action("next", N_("Next line in the queue"), "Alt+Down"),
    _action("open", N_("Open the line in the editor"), "O", "editor"),
    _action("again", N_("Read the queue again"), "F5", "refresh", enabled=always),
)
