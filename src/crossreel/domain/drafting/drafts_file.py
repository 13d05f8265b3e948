"""Drafts as a file carries them: who made them, and line by line what was drafted."""

from dataclasses import dataclass

from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.text.document import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsFile:
    """What a file of drafts says. Texts of `rows` are inline markup, by column; "" where the file says nothing.

    `notices` tell what of it was not used.
    """

    rows: tuple[SheetRow, ...]
    languages: tuple[str, ...]
    source_language: str = ""
    title: str = ""
    maker: str = ""
    model: str = ""
    job: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A line that says something else now than was drafted for it. Texts are inline markup.

    `cue_id` is of the translation, `source_id` of the cue it renders (None where it hangs on none).
    """

    episode: int
    cue_id: int
    source_id: int | None
    start_ms: int
    end_ms: int
    source: str
    drafted: str
    text: str
