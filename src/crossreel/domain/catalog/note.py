"""A reviewer's remark at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossreel.domain.text.column_name import column_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark on an episode in a language at `at_ms`; an answer has the first note's id as `parent_id`.

    `role` is the column it was taken in, "full" for the whole subtitles.
    """

    id: int
    title_id: int
    episode_id: int
    language: str
    at_ms: int
    text: str
    author: str
    created_ms: int
    cue_id: int | None = None
    parent_id: int | None = None
    resolved_by: str = ""
    role: str = "full"

    @property
    def column(self) -> str:
        """The column it was taken in, of the matrix and of the editor."""
        return column_name(self.language, self.role)


def in_threads(notes: Iterable[Note], *, open_only: bool = False) -> tuple[Note, ...]:
    """Return notes with the answers to each right after it; only those that nobody resolved, if asked."""
    found = tuple(notes)
    answers: dict[int, list[Note]] = {}
    for note in found:
        if note.parent_id is not None:
            answers.setdefault(note.parent_id, []).append(note)
    threads = [note for note in found if note.parent_id is None and not (open_only and note.resolved_by)]
    return tuple(note for first in threads for note in (first, *sorted(answers.get(first.id, []), key=lambda each: each.id)))
