"""Actions on sets of style guides: a new one, in from a file, out to one, gone; and the figure under the hands."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.guide_shelf import PLACE, ask, has_own, has_own_sound, has_sound, may_use

GROUP = N_("Style guides")

ACTIONS = (
    Action(
        id="guides.export", title=N_("Export the style guide…"), run=partial(ask, "export"), enabled=has_sound, places=(PLACE,),
        icon="export", key="Ctrl+E", bar="plain", bar_words=N_("Export…"), group=GROUP,
    ),
    Action(
        id="guides.import", title=N_("Import a style guide…"), run=partial(ask, "import"), places=(PLACE,), icon="import",
        key="Ctrl+I", bar="plain", bar_words=N_("Import…"), group=GROUP,
    ),
    Action(
        id="guides.new", title=N_("New style guide…"), run=partial(ask, "new"), places=(PLACE,), icon="plus",
        key="Ctrl+N", bar="main", group=GROUP,
    ),
    Action(
        id="guides.add_language", title=N_("Add a language to the style guide…"), run=partial(ask, "add_language"),
        enabled=has_own_sound, places=(PLACE,), icon="add_language", key="Ctrl+L", group=GROUP,
    ),
    Action(
        id="guides.reset_language", title=N_("Take back all own figures of the language…"), run=partial(ask, "reset_language"),
        enabled=has_own_sound, places=(PLACE,), icon="undo", group=GROUP,
    ),
    Action(
        id="guides.use", title=N_("Use the style guide in this title"), run=partial(ask, "use"), enabled=may_use, places=(PLACE,),
        icon="tick", writes=True, group=GROUP,
    ),
    Action(
        id="guides.delete", title=N_("Delete the style guide…"), run=partial(ask, "delete"), enabled=has_own, places=(PLACE,),
        icon="delete", group=GROUP,
    ),
    Action(
        id="guides.change", title=N_("Change the figure"), run=partial(ask, "change"), enabled=has_own, places=(PLACE,),
        icon="rename", key="F2", group=GROUP,
    ),
    Action(
        id="guides.reset", title=N_("Take the own figure back"), run=partial(ask, "reset"), enabled=has_own, places=(PLACE,),
        icon="undo", key="Ctrl+Backspace", group=GROUP,
    ),
)  # fmt: skip
