"""Actions on records: one more, other fields, gone; out to a file and in from one."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.record_shelf import PLACE, ask, has_one, has_some, may_add

GROUP = N_("Records")

ACTIONS = (
    Action(
        id="records.export", title=N_("Export records…"), run=partial(ask, "export"), places=(PLACE,), icon="export", key="Ctrl+E",
        bar="plain", bar_words=N_("Export…"), group=GROUP,
    ),
    Action(
        id="records.import", title=N_("Import records…"), run=partial(ask, "import"), places=(PLACE,), icon="import",
        key="Ctrl+I", bar="plain", bar_words=N_("Import…"), writes=True, group=GROUP,
    ),
    Action(
        id="records.add", title=N_("Add a record…"), run=partial(ask, "add"), enabled=may_add, places=(PLACE,), icon="plus",
        key="Ctrl+N", bar="main", writes=True, group=GROUP,
    ),
    Action(
        id="records.change", title=N_("Change the record…"), run=partial(ask, "change"), enabled=has_one, places=(PLACE,),
        icon="rename", key="F2", writes=True, group=GROUP,
    ),
    Action(
        id="records.remove", title=N_("Remove the records"), run=partial(ask, "remove"), enabled=has_some, places=(PLACE,),
        icon="delete", writes=True, group=GROUP,
    ),
)  # fmt: skip
