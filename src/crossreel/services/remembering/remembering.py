"""What the memory has for a line; with it come filling cells, and lines that are said several times."""

from collections.abc import Iterable

from crossreel.domain.remembering.match import LEAST_OFFERED, MemoryMatch
from crossreel.domain.text.column_name import language_of
from crossreel.language.memory.keys import line_of
from crossreel.services.remembering.exchanging import Exchanging
from crossreel.services.remembering.filling import Filling
from crossreel.services.remembering.matching import Remembered
from crossreel.services.remembering.repeating import Repeating
from crossreel.services.remembering.tables import MemoryTables
from crossreel.storage.database import Database

MOST_TOLD = 9
MOST_LOOKED_AT = 200  # rows whose translations are read: a line that is remembered a thousand times has few translations


class Remembering(Filling, Repeating, Exchanging):
    """The memory of one catalog: every approved translation in it, and the pairs that were imported."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables = MemoryTables(database)

    def offer(
        self, title_id: int, column: str, source: Iterable[str], *, source_language: str, besides: int = 0,
        least: int = LEAST_OFFERED, most: int = MOST_TOLD,
    ) -> tuple[MemoryMatch, ...]:  # fmt: skip
        """Return what is remembered for a line of a title, the likest first.

        Args:
            title_id: the title at hand, whose own lines come first among equal ones.
            column: the column the translation is for.
            source: the source texts (inline markup) of its span, in order; nothing is found for one without words.
            source_language: of these texts.
            besides: id of the translation that is asked for, which is not told of itself.
            least: the least likeness, 0 to 100.
            most: how many at most.
        """
        line = line_of("\n".join(source))
        languages = (source_language, language_of(column))
        return self._find(line, languages, near_id=title_id, besides=besides, least=least, most=most)

    def search(
        self, text: str, source_language: str, language: str, *, least: int = LEAST_OFFERED, most: int = MOST_TOLD
    ) -> tuple[MemoryMatch, ...]:
        """Return what is remembered for a text (inline markup) in a language, the likest first."""
        return self._find(line_of(text), (source_language, language), near_id=None, besides=0, least=least, most=most)

    def _find(
        self, line: str, languages: tuple[str, str], *, near_id: int | None, besides: int, least: int, most: int
    ) -> tuple[MemoryMatch, ...]:
        if not any(char.isalnum() for char in line):
            return ()
        with self._database.read() as uow:
            hits = self._tables.find(uow, languages, line, least, MOST_LOOKED_AT)
            hits = [hit for hit in hits if hit[1] != besides]
            if not hits:
                return ()
            rows = Remembered.read(uow, [row_id for _score, row_id in hits])
            return tuple(rows.with_approvals(uow, rows.matches(line, hits, near_id=near_id, most=most)))
