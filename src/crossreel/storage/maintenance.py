"""Bringing what another version derived up to date, part by part: each is one short transaction, and the next goes on from it."""

from sqlalchemy import Connection, func, select

from crossreel.storage import summaries
from crossreel.storage.backend import Index
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.title import table as title


def is_needed(connection: Connection, index: Index) -> bool:
    """Tell whether the search index or the figures are another version's, or were left half made."""
    return not (index.is_current(connection) and summaries.is_current(connection))


def go_on(connection: Connection, index: Index) -> int:
    """Do one part; return how many titles or lines it took, 0 when all is up to date. Figures first: the catalog shows them."""
    if not summaries.is_current(connection):
        summaries.refresh_next(connection)
        return 1
    return index.fill(connection)


def progress(connection: Connection, index: Index) -> tuple[int, int]:
    """Return how many titles and lines are done, and how many there are. Counts them: ask once."""
    titles, lines = (connection.execute(select(func.count()).select_from(table)).scalar() or 0 for table in (title, cue))
    done = titles if summaries.is_current(connection) else summaries.count_refreshed(connection)
    return done + (lines if index.is_current(connection) else index.count_filled(connection)), titles + lines
