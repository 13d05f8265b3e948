"""Where somebody sat in a catalog, and how they had their tables there: what the window opens with again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLook:
    """How the table of cues of a title looks.

    Columns are told by their names: "number", "state", "in", "out", "duration", "speaker", "findings", and the tags of languages.

    Attributes:
        order: the columns from the first to the last, as far as they were moved.
        hidden: what a person hid.
        shown: what a person wants to see although room or content would hide it.
        widths: in pixels, of the columns that a person sized.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    widths: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Place, title, episode, languages and cue that were open; where the hands were; and the looks of tables by title.

    Attributes:
        place: "" where nobody sat yet.
        hands: what had the focus in the editor: "table", "source" or "target".
        caret: where it stood in the plain text of that box, in characters.
        column: the column of the table that was current.
        zoom: pixels per second of the timeline, 0 for what it is at first.
    """

    place: str = ""
    title_id: int | None = None
    episode_id: int | None = None
    languages: tuple[str, ...] = ()
    language: str = ""
    cue_id: int | None = None
    hands: str = ""
    caret: int = 0
    column: str = ""
    zoom: float = 0.0
    looks: Mapping[int, TableLook] = field(default_factory=dict)

    def look(self, title_id: int | None) -> TableLook:
        """Return how the table of a title looks."""
        return self.looks.get(title_id or 0, TableLook())

    def with_look(self, title_id: int, look: TableLook) -> "Seat":
        """Return the seat with another look of a title's table."""
        return replace(self, looks={**self.looks, title_id: look})
