"""What a sheet changes in a title that has subtitles already, before anything is written."""

from dataclasses import dataclass
from enum import StrEnum

from crossreel.domain.tables.matching import MatchedBy
from crossreel.domain.text.document import Notice


class ReturnKind(StrEnum):
    """What a cell of a sheet does to the title."""

    FILL = "fill"
    CHANGE = "change"
    CONFLICT = "conflict"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """One cell of a sheet and what it meets. Texts are inline markup; `where` is the address of its row.

    A conflict is a text that a person changed here since the sheet went out, or of which nothing tells who changed it. `stale`
    says that the source the translator saw is not the present one. Without a subtitle (`UNMATCHED`) there is nothing `before`.
    """

    where: str
    kind: ReturnKind
    episode: int | None = None
    language: str = ""
    before: str = ""
    after: str = ""
    by: MatchedBy = MatchedBy.NOTHING
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlan:
    """All a sheet would do to a title."""

    name: str
    lines: tuple[ReturnLine, ...] = ()
    notices: tuple[Notice, ...] = ()

    def where(self, *kinds: ReturnKind) -> tuple[ReturnLine, ...]:
        """Return the lines of some kinds."""
        return tuple(line for line in self.lines if line.kind in kinds)
