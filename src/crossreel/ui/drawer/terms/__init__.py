"""The terms panel: expressions of the source and the one rendering each language must use."""

from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.title import Term
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def make(workspace: Workspace) -> QWidget:
    """Make the panel."""
    from crossreel.ui.drawer.bible import Bible, BiblePanel, EntryField

    cataloging = workspace.desk.cataloging
    bible = Bible(
        kind="term",
        name_attribute="source",
        per_language="renderings",
        fields=(
            EntryField(attribute="source", words=_("Expression in the source")),
            EntryField(attribute="note", words=_("Remark")),
        ),
        read=cataloging.terms,
        put=cataloging.put_term,
        remove=cataloging.remove_term,
        new=lambda new_id, title_id, source: Term(id=new_id, title_id=title_id, source=source),
        add_words=_("Add a term: type it as in the source, press Enter"),
        empty_words=_("No terms yet. Where a term stands in the source, its rendering must stand in the translation."),
        per_language_words=_("Renderings by language"),
    )
    return BiblePanel(workspace, bible)


PANEL = Panel(
    id="terms",
    title=N_("Terms"),
    icon="terms",
    opens=N_("Show the terms"),
    key="Ctrl+Shift+T",
    make=make,
    area="side",
    order=60,
    needs_title=True,
)
