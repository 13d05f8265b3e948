"""Builds everything: the services over a catalog, and the window over the services. Holds no logic."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from crossreel.domain.caption import CaptionStyle
from crossreel.domain.document import Notice
from crossreel.domain.episode import MediaInfo
from crossreel.domain.preferences import Preferences
from crossreel.services.preferences import PreferenceFile

if TYPE_CHECKING:
    from crossreel.services.converting import Converting
    from crossreel.services.desk import Desk
    from crossreel.services.verifying import Verifying

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
        searching=Searching(database),
        preferences=preference_file(),
    )


class Opener:
    """What the command line is handed: builds what a command asks for, and no more."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @contextmanager
    def desk(self, catalog: Path | None, *, read_only: bool = False) -> Iterator["Desk"]:
        """Open a catalog (None: the default one) with every service over it."""
        path = catalog or default_catalog()
        desk = build_desk(path, "read" if read_only and path.exists() else "command", self._preferences)
        try:
            yield desk
        finally:
            desk.close()

    def converting(self) -> "Converting":
        """Return the services that work on subtitle files alone."""
        from crossreel.services.converting import Converting

        return Converting()

    def probe(self, path: Path) -> tuple[MediaInfo, tuple[Notice, ...]]:
        """Look into a video file."""
        from crossreel.media.probe import probe

        found = probe(path)
        return found.info, found.notices

    def verifying(self) -> "Verifying":
        """Return the checker of packages."""
        from crossreel.services.verifying import Verifying

        return Verifying()

    def show_window(self, catalog: Path | None) -> int:
        """Open the window and run it; return its exit code."""
        from crossreel.app.desktop import run_window

        return run_window(catalog, self._preferences)

    def self_check(self) -> int:
        """Check that this installation is whole; return the exit code."""
        from crossreel.app.selfcheck import main

        return main()
