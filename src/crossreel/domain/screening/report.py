"""What a screening report tells: what was watched of a title by whom, and the notes taken on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.note_kind import NoteMark, NoteStill
from crossreel.domain.screening.watched import Watched


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningReport:
    """A title as it was screened, in some columns.

    Attributes:
        title, name: its code, and what it is called.
        author, made_ms: who made the report, and when (milliseconds since 1970).
        columns: those reported, in the order of the matrix.
        episodes: numbers by id, in order.
        watched: what each person watched of each cell, by episode, column and name.
        notes: by episode and time, answers after what they answer.
        marks, stills: what notes are about, and the pictures they were taken from, by note.
    """

    title: str
    name: str
    author: str
    made_ms: int
    columns: tuple[str, ...]
    episodes: Mapping[int, int]
    watched: tuple[Watched, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: Mapping[int, NoteMark] = field(default_factory=dict)
    stills: Mapping[int, NoteStill] = field(default_factory=dict)

    def people(self, column: str) -> tuple[str, ...]:
        """Return who watched a column, by name."""
        return tuple(sorted({each.person for each in self.watched if each.column == column}))

    def cell(self, episode_id: int, column: str, person: str) -> Watched | None:
        """Return what a person watched of a cell."""
        wanted = (episode_id, column, person)
        return next((each for each in self.watched if (each.episode_id, each.column, each.person) == wanted), None)

    def unwatched(self, column: str) -> tuple[int, ...]:
        """Return the numbers of the episodes that nobody watched to the end with the text that is there."""
        whole = {each.episode_id for each in self.watched if each.column == column and each.current_percent == 100}
        return tuple(number for episode_id, number in self.episodes.items() if episode_id not in whole)
