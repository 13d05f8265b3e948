"""The engine of the catalog."""

import sqlite3


def sqlite_version() -> str:
    """Return the version of SQLite, for example "3.40.1"."""
    return sqlite3.sqlite_version
