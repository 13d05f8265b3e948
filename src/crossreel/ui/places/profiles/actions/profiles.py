"""Actions on delivery profiles: a new one, saved, in from a file, out to one, as text, gone."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.profile_shelf import PLACE, ask, has_changes, has_one, has_own

GROUP = N_("Delivery profiles")

ACTIONS = (
    Action(
        id="profiles.export", title=N_("Export the delivery profile…"), run=partial(ask, "export"), enabled=has_one,
        places=(PLACE,), icon="export", key="Ctrl+E", bar="plain", bar_words=N_("Export…"), group=GROUP,
    ),
    Action(
        id="profiles.import", title=N_("Import a delivery profile…"), run=partial(ask, "import"), places=(PLACE,), icon="import",
        key="Ctrl+I", bar="plain", bar_words=N_("Import…"), writes=True, group=GROUP,
    ),
    Action(
        id="profiles.new", title=N_("New delivery profile…"), run=partial(ask, "new"), enabled=has_one,
        places=(PLACE,), icon="plus", key="Ctrl+N", bar="plain", writes=True, group=GROUP,
    ),
    Action(
        id="profiles.save", title=N_("Save the delivery profile"), run=partial(ask, "save"), enabled=has_changes, places=(PLACE,),
        icon="tick", key="Ctrl+S", writes=True, group=GROUP,
    ),
    Action(
        id="profiles.discard", title=N_("Discard the changes of the delivery profile"), run=partial(ask, "discard"),
        enabled=has_changes, places=(PLACE,), icon="undo", group=GROUP,
    ),
    Action(
        id="profiles.text", title=N_("Show the delivery profile as text…"), run=partial(ask, "text"), enabled=has_one,
        places=(PLACE,), icon="table", group=GROUP,
    ),
    Action(
        id="profiles.delete", title=N_("Delete the delivery profile…"), run=partial(ask, "delete"), enabled=has_own,
        places=(PLACE,), icon="delete", writes=True, group=GROUP,
    ),
)  # fmt: skip
