"""The toolkit that lays out captions."""

from PySide6.QtCore import qVersion


def qt_version() -> str:
    """Return the version of Qt, for example "6.11.3"."""
    return qVersion()
