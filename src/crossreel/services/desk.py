"""All services over one catalog, as one value."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossreel.services.analyzing import Analyzing
    from crossreel.services.cataloging import Cataloging
    from crossreel.services.checking import Checking
    from crossreel.services.delivering import Delivering
    from crossreel.services.editing import Editing
    from crossreel.services.exporting import Exporting
    from crossreel.services.history import History
    from crossreel.services.importing import Importing
    from crossreel.services.preferences import PreferenceFile
    from crossreel.services.previewing import Previewing
    from crossreel.services.screening import Screening
    from crossreel.services.scripting import Scripting
    from crossreel.services.searching import Searching
    from crossreel.services.translating import Translating
    from crossreel.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the window and the commands work with. Each field is a service named as its module; `app` builds them."""

    database: "Database"
    cataloging: "Cataloging"
    editing: "Editing"
    translating: "Translating"
    history: "History"
    checking: "Checking"
    screening: "Screening"
    previewing: "Previewing"
    analyzing: "Analyzing"
    exporting: "Exporting"
    importing: "Importing"
    delivering: "Delivering"
    scripting: "Scripting"
    searching: "Searching"
    preferences: "PreferenceFile"

    def close(self) -> None:
        """Let go of the catalog and of everything held beside it."""
        self.previewing.close()
        self.database.close()
