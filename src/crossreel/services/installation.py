"""Says what is running here, for whoever asks about the program or sends a report."""

import platform
from pathlib import Path

from crossreel import __version__
from crossreel.domain.errors import CrossreelError
from crossreel.domain.installation import Installation
from crossreel.kernel.paths import is_frozen, licences_folder


def describe(*, catalog: Path, log: Path) -> Installation:
    """Return the program, what it is built on, and where its files lie; what is not installed has no version."""
    return Installation(
        version=__version__,
        bundled=is_frozen(),
        python=platform.python_version(),
        qt=_qt(),
        vlc=_vlc(),
        sqlite=_sqlite(),
        system=platform.platform(terse=True),
        catalog=catalog,
        log=log,
        licences=licences_folder(),
    )


def _qt() -> str:
    try:
        from crossreel.rendering.engine import qt_version
    except (ImportError, CrossreelError):
        return ""
    return qt_version()


def _vlc() -> str:
    from crossreel.media.vlc_engine import vlc_version

    try:
        return vlc_version()
    except CrossreelError:
        return ""


def _sqlite() -> str:
    from crossreel.storage.sqlite.version import sqlite_version

    return sqlite_version()
