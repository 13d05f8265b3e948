"""Builds everything: the services over a catalog, and the window over the services. Holds no logic."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from crossreel.domain.caption import CaptionStyle
from crossreel.domain.preferences import Preferences
from crossreel.services.preferences import PreferenceFile

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

APP_NAME = "Crossreel"
CATALOG_NAME = "catalog.crossreel"


class RenderedWidths:
    """Measures captions as they are drawn; loads Qt's text engine at the first measure."""

    def widths(self, lines: Sequence[str], language: str, style: CaptionStyle) -> Sequence[float]:
        """Return the width of each plain line in pixels of the style's canvas."""
        from crossreel.rendering import caption

        return caption.widths(lines, language, style)

    def missing(self, text: str, language: str) -> str:
        """Return the characters of a text that no declared font has."""
        from crossreel.rendering import caption

        return caption.missing(text, language)


def preference_file() -> PreferenceFile:
    """Return the user's preferences on this machine."""
    return PreferenceFile(platformdirs.user_config_path(APP_NAME, appauthor=False))


def default_catalog() -> Path:
    """Return the catalog that opens when none is named."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False) / CATALOG_NAME


def cache_folder() -> Path:
    """Return where waveforms and stills are kept."""
    return platformdirs.user_cache_path(APP_NAME, appauthor=False)


def log_folder() -> Path:
    """Return where the log is kept."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False)


def build_desk(catalog: Path | None, mode: Literal["window", "command", "read"], preferences: Preferences) -> "Desk":
    """Open a catalog and build every service over it.

    Raises:
        CrossreelError: the catalog cannot be opened; says why.
    """
    from crossreel.services.analyzing import Analyzing
    from crossreel.services.cataloging import Cataloging
    from crossreel.services.checking import Checking
    from crossreel.services.delivering import Delivering
    from crossreel.services.desk import Desk
    from crossreel.services.editing import Editing
    from crossreel.services.exporting import Exporting
    from crossreel.services.history import History
    from crossreel.services.importing import Importing
    from crossreel.services.previewing import Previewing, shipped_zones
    from crossreel.services.screening import Screening
    from crossreel.services.scripting import Scripting
    from crossreel.services.searching import Searching
    from crossreel.services.translating import Translating
    from crossreel.storage.database import Database

    path = catalog or default_catalog()
    if catalog is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = Database.open(path, mode=mode, author=preferences.author)
    checking = Checking(database, measure=RenderedWidths(), zones=shipped_zones())
    previewing = Previewing(database, cache_folder=cache_folder())
    return Desk(
        database=database,
        cataloging=Cataloging(database),
        editing=Editing(database),
        translating=Translating(database),
        history=History(database),
        checking=checking,
        screening=Screening(database),
        previewing=previewing,
        analyzing=Analyzing(database, peaks=previewing.peaks, poster=previewing.poster),
        exporting=Exporting(database),
        importing=Importing(database),
        delivering=Delivering(database, check=checking.run),
        scripting=Scripting(database),
        searching=Searching(database),
        preferences=preference_file(),
    )
