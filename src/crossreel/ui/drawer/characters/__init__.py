"""The characters panel: who is who, what each language calls them, and how they speak."""

from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.title import Character
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def make(workspace: Workspace) -> QWidget:
    """Make the panel."""
    from crossreel.ui.drawer.bible import Bible, BiblePanel, EntryField
    from crossreel.ui.drawer.characters.voice import VoiceSection

    cataloging = workspace.desk.cataloging
    genders = (("", _("Not said")), ("f", _("Woman")), ("m", _("Man")), ("x", _("Other")))
    bible = Bible(
        kind="character",
        name_attribute="name",
        per_language="names",
        fields=(
            EntryField(attribute="name", words=_("Name in the source")),
            EntryField(attribute="gender", words=_("Gender"), choices=genders),
            EntryField(attribute="age", words=_("Age")),
            EntryField(attribute="description", words=_("Who this is")),
        ),
        read=cataloging.characters,
        put=cataloging.put_character,
        remove=cataloging.remove_character,
        new=lambda new_id, title_id, name: Character(id=new_id, title_id=title_id, name=name),
        add_words=_("Add a character: type a name, press Enter"),
        empty_words=_("No characters yet. Their names in each language are checked in every episode."),
        per_language_words=_("Names by language"),
    )
    return BiblePanel(workspace, bible, VoiceSection(workspace))


PANEL = Panel(
    id="characters",
    title=N_("Characters"),
    icon="characters",
    opens=N_("Show the characters"),
    key="Ctrl+Shift+C",
    make=make,
    area="side",
    order=50,
    needs_title=True,
)
