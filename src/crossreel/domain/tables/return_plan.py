"""What a sheet changes in a title that has subtitles already, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.tables.matching import MatchedBy
from crossreel.domain.text.document import Notice


class ReturnKind(StrEnum):
    """What a cell of a sheet does to the title.

    `DUB`: it says who speaks a line, or how far that is. `KEPT`: it is a draft, and a person has been through what stands there.
    """

    FILL = "fill"
    CHANGE = "change"
    DUB = "dub"
    CONFLICT = "conflict"
    KEPT = "kept"
    UNMATCHED = "unmatched"


class Side(StrEnum):
    """Whose text is in force where a sheet and the title say different things."""

    MINE = "mine"
    THEIRS = "theirs"


Decisions = Mapping[str, Side]
"""What a person decided of conflicts, by the id of their subtitle (`81`), or by id and column (`81:es-419`)."""


def decision_on(decisions: Decisions, line_id: int | None, column: str) -> Side | None:
    """Return what was decided of a cell: of itself, else of all columns of its subtitle; None where nothing was."""
    found = decisions.get(f"{line_id}:{column}", decisions.get(str(line_id)))
    return Side(found) if found is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """One cell of a sheet and what it meets. Texts are inline markup; `where` is the address of its row.

    A conflict is a text that a person changed here since the sheet went out, or of which nothing tells who changed it. `stale`
    says that the source the translator saw is not the present one. Without a subtitle (`UNMATCHED`; `line_id` is its id) there is
    nothing `before`.
    """

    where: str
    kind: ReturnKind
    episode: int | None = None
    language: str = ""
    before: str = ""
    after: str = ""
    by: MatchedBy = MatchedBy.NOTHING
    stale: bool = False
    line_id: int | None = None

    @property
    def key(self) -> str:
        """What a decision on the line is kept by, see `Decisions`."""
        return f"{self.line_id}:{self.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlan:
    """All a sheet would do to a title."""

    name: str
    lines: tuple[ReturnLine, ...] = ()
    notices: tuple[Notice, ...] = ()

    def where(self, *kinds: ReturnKind) -> tuple[ReturnLine, ...]:
        """Return the lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)
