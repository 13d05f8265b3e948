"""What the command line is handed: builds what a command asks for, and no more."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.app.bootstrap import LOG_NAME, RenderedSizes, build_desk, default_catalog, log_folder, own_guides, preference_file
from crossreel.app.display import has_display, screen_purposes, silent_display
from crossreel.domain.errors import BadInput
from crossreel.i18n.messages import _, sentence

if TYPE_CHECKING:
    from crossreel.domain.catalog.episode import MediaInfo
    from crossreel.domain.delivery import Profiles
    from crossreel.domain.installation import Installation
    from crossreel.domain.keys import KeyedAction
    from crossreel.domain.preferences import Preferences
    from crossreel.domain.text.document import Notice
    from crossreel.services.checking.files import FileChecking
    from crossreel.services.checking.guiding import Guiding
    from crossreel.services.delivering.verifying import Verifying
    from crossreel.services.desk import Desk
    from crossreel.services.equipping import Equipping
    from crossreel.services.exporting.converting import Converting
    from crossreel.services.preferences import PreferenceFile
    from crossreel.services.safekeeping.rescuing import Rescuing


def load_ahead_of_qt() -> None:
    """Load what the first rows need and needs no Qt: PySide reads the source of every module imported after it."""
    import crossreel.services.cataloging.titles
    import crossreel.services.desk
    import crossreel.services.history.undoing
    import crossreel.services.searching
    import crossreel.services.viewing.previewing
    import crossreel.storage.database  # noqa: F401


class Opener:
    """Opens desks, windows and the services that need neither."""

    def __init__(self, preferences: "Preferences") -> None:
        self._preferences = preferences

    @contextmanager
    def desk(self, catalog: Path | None, *, read_only: bool = False, create: bool = False, author: str = "") -> Iterator["Desk"]:
        """Open a catalog (None: the user's own) with every service over it; with `create` one that is missing is made."""
        if not read_only:
            self._preferences = preference_file().signed(self._preferences)
        desk = build_desk(catalog, "read" if read_only else "command", self._preferences, author=author, create=create)
        try:
            yield desk
        finally:
            desk.close()

    def converting(self) -> "Converting":
        """Return the services that work on subtitle files alone."""
        from crossreel.services.exporting.converting import Converting
        from crossreel.services.files.sheet_memory import SheetMemory

        return Converting(SheetMemory(preference_file().path.parent))

    def file_checking(self) -> "FileChecking":
        """Return the checker of files that are in no catalog."""
        from crossreel.services.checking.files import FileChecking
        from crossreel.services.files.guide_files import guides_of
        from crossreel.services.files.presets import shipped_zones

        return FileChecking(measure=RenderedSizes(), zones=shipped_zones(), guides=guides_of(own_guides()))

    def guiding(self) -> "Guiding":
        """Return the style guides as files."""
        from crossreel.services.checking.guiding import Guiding
        from crossreel.services.files.guide_files import guides_of

        return Guiding(guides_of(own_guides()), own_guides())

    def equipping(self) -> "Equipping":
        """Return the engines, and the user's list of them."""
        from crossreel.services.equipping import Equipping

        return Equipping(preference_file().path.parent)

    def probe(self, path: Path) -> "tuple[MediaInfo, tuple[Notice, ...]]":
        """Look into a video file."""
        from crossreel.media.probe import probe

        found = probe(path)
        return found.info, found.notices

    def preferences(self) -> "PreferenceFile":
        """Return the user's preferences on this machine."""
        return preference_file()

    def actions(self) -> "tuple[KeyedAction, ...]":
        """Return the window's actions as keys see them; this loads the window's modules."""
        from crossreel.ui.shell.registry import find_all

        return tuple(action.keyed() for action in find_all().actions)

    def profiles(self, catalog: Path | None) -> "Profiles":
        """Return the delivery profiles that ship and those of a catalog that is there (None: the user's own), and broken ones."""
        from crossreel.services.delivering.profiles import read_profiles

        if not (catalog or default_catalog()).exists():
            return read_profiles()
        with self.desk(catalog, read_only=True) as desk:
            return desk.profiling.profiles()

    def verifying(self) -> "Verifying":
        """Return the checker of packages."""
        from crossreel.services.delivering.verifying import Verifying

        return Verifying()

    def rescuing(self, catalog: Path | None) -> "Rescuing":
        """Return what can be done for a catalog (None: the user's own) that is not open."""
        from crossreel.services.safekeeping.rescuing import Rescuing

        return Rescuing(catalog or default_catalog())

    def show_window(self, catalog: Path | None) -> int:
        """Open the window and run it; return its exit code: 1 where there is no display, on which Qt would abort the process."""
        if not has_display():
            sys.stderr.write(_("There is no display to open the window on. The commands work without one: crossreel --help") + "\n")
            return 1
        from crossreel.kernel.system_parts import lacking_libraries

        lacking = lacking_libraries("text", *screen_purposes())
        if lacking is not None:
            sys.stderr.write(sentence("system.no_libraries", lacking) + "\n")
            return 1
        silent = silent_display()
        if silent:
            sys.stderr.write(sentence("system.no_display", {"display": silent}) + "\n")
            return 1
        load_ahead_of_qt()
        from crossreel.app.desktop import run_window

        return run_window(catalog, preference_file().signed(self._preferences))

    def show_catalog(self, path: Path) -> int:
        """Open the window on a catalog that is there; one that is damaged is the window's to rescue.

        Raises:
            CrossreelError: there is no file, or it is no catalog.
        """
        from crossreel.storage.sqlite import catalog_file

        if not path.exists():
            raise BadInput("storage.no_catalog", path=str(path))
        try:
            catalog_file.check(path, immutable=catalog_file.on_read_only_medium(path))
        except BadInput as error:
            if error.code in ("storage.not_a_file", "storage.not_a_catalog"):
                raise
        return self.show_window(path)

    def describe(self, catalog: Path | None) -> "Installation":
        """Return what is running here; the catalog (None: the user's own) is named and not opened."""
        from crossreel.services.installation import describe

        return describe(catalog=(catalog or default_catalog()).absolute(), log=log_folder() / LOG_NAME)

    def self_check(self) -> int:
        """Check that this installation is whole; return the exit code."""
        from crossreel.app.selfcheck import main

        return main()
