"""A reviewer's remark at a time."""

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
