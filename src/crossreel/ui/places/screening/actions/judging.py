"""Actions of judging: notes, and how far the cell is."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.places.screening.booth import ask, has_episode

GROUP = N_("Screening")
PLACES = ("screening",)


def _action(name: str, title: str, key: str, icon: str = "", *, writes: bool = True) -> Action:
    run = partial(ask, name)
    return Action(
        id=f"screen.{name}",
        title=title,
        run=run,
        enabled=has_episode,
        places=PLACES,
        icon=icon,
        key=key,
        writes=writes,
        group=GROUP,
    )


ACTIONS = (
    _action("note", N_("Note at this time"), "N", "note"),
    _action("approve", N_("Approve the episode in this language"), "A", "approved"),
    _action("approve_next", N_("Approve, and on to the next episode"), "Shift+A", "approved"),
    _action("send_back", N_("Send the episode back in this language"), "B", "undo"),
    _action("notes", N_("Show the notes beside the picture"), "1", "notes", writes=False),
    _action("findings", N_("Show the findings beside the picture"), "2", "findings", writes=False),
    _action("changes", N_("Show what changed since you watched"), "3", "refresh", writes=False),
)
