"""Searching: titles, episodes and lines of dialogue of the whole catalog."""

from crossreel.domain.views.grid import SearchHit
from crossreel.storage.database import Database

MOST_HITS = 500


class Searching:
    """Finds words anywhere in the catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(self, text: str, limit: int = 50, *, title_id: int | None = None, language: str = "") -> tuple[SearchHit, ...]:
        """Return titles and episodes by name, then lines of dialogue, that hold the words of `text` side by side.

        Letters match without accents and in either case; one Chinese character is enough. At most `limit` hits. With a title
        only its episodes and lines are looked through, with a language only lines.
        """
        return tuple(self._database.search(text.strip(), min(limit, MOST_HITS), title_id=title_id, language=language))
