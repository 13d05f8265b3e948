"""Builds everything: the services over a catalog, and the window over the services. Holds no logic."""

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

from crossreel.kernel.access import keep_private, make_private_folder
from crossreel.services.preferences import PreferenceFile

if TYPE_CHECKING:
    from crossreel.domain.picture.caption import CaptionStyle, LineSize
    from crossreel.domain.preferences import Preferences
    from crossreel.domain.wording import Wording
    from crossreel.services.desk import Desk
    from crossreel.storage.database import Database

APP_NAME = "Crossreel"
CATALOG_NAME = "catalog.crossreel"
LOG_NAME = "crossreel.log"


class RenderedSizes:
    """Measures captions as they are drawn; loads Qt's text engine at the first measure."""

    def sizes(self, texts: Sequence[str], language: str, style: "CaptionStyle") -> "Sequence[tuple[LineSize, ...]]":
        """Return the lines of each caption (inline markup) with their sizes in pixels of the style's canvas."""
        from crossreel.rendering import caption

        return caption.sizes(texts, language, style)

    def missing(self, text: str, language: str) -> str:
        """Return the characters of a text that no declared font has."""
        from crossreel.rendering import caption

        return caption.missing(text, language)


def preference_file() -> PreferenceFile:
    """Return the user's preferences on this machine."""
    return PreferenceFile(platformdirs.user_config_path(APP_NAME, appauthor=False))


def own_guides() -> Path:
    """Return the folder of the user's own style guides."""
    return preference_file().path.parent / "style_guides"


def default_catalog() -> Path:
    """Return the catalog that opens when none is named."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False) / CATALOG_NAME


def cache_folder() -> Path:
    """Return where waveforms and stills are kept."""
    return platformdirs.user_cache_path(APP_NAME, appauthor=False)


def log_folder() -> Path:
    """Return where the log is kept."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False)


def build_desk(
    catalog: Path | None,
    mode: Literal["window", "command", "read"],
    preferences: "Preferences",
    *,
    author: str = "",
    create: bool = True,
) -> "Desk":
    """Open a catalog (None: the user's own, which nobody else may read) and build every service over it.

    Another `author` than that of the preferences is known by that name. With `create` a catalog that does not exist is made.

    Raises:
        CrossreelError: the catalog cannot be opened; says why.
    """
    from crossreel.domain.edits.actor import Actor
    from crossreel.storage.database import Database

    path = catalog or default_catalog()
    if catalog is None and create:
        make_private_folder(path.parent)
    if catalog is None and path.parent.is_dir():
        for file in (path, *path.parent.glob(f"{glob.escape(path.name)}-*")):
            keep_private(file)
    actor = Actor(key=preferences.author_key, name=preferences.author)
    if author and author != preferences.author:
        actor = Actor(name=author)
    return desk_over(Database.open(path, mode=mode, author=actor, create=create))


def desk_over(database: "Database") -> "Desk":
    """Build the services over an open catalog."""
    from crossreel.services.desk import Desk
    from crossreel.services.processes import Processes

    return Desk(
        database,
        measure=RenderedSizes(),
        cache_folder=cache_folder(),
        preferences=preference_file(),
        log=log_folder() / LOG_NAME,
        wording=words_in,
        elsewhere=Processes(read_desk, database.path),
    )


def read_desk(catalog: Path) -> "Desk":
    """Open a catalog for reading, as another process does that works something out over it."""
    return build_desk(catalog, "read", preference_file().load(), create=False)


def words_in(tag: str) -> "Wording":
    """Return the words of a shipped language."""
    from crossreel.i18n.words import Words

    return Words(tag)
