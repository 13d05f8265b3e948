"""What people made of drafts: each line before and after, and what it cost in edits by engine, person and language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crossreel.domain.drafting.draft import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A draft and what became of it.

    Attributes:
        before: inline markup as it was drafted.
        after: what stands now, "" for a line that was drafted again since, or has gone.
        verdict: what became of the draft; `MENDED` also where it was accepted and changed later.
        by: who judged it or changed it last, "" for nobody; `at_ms` when.
        edits: characters that were put in, taken out or replaced (Levenshtein), without markup; 0 while nobody judged.
        letters: of the longer of both, without markup.
    """

    episode: int
    column: str
    start_ms: int
    source: str
    before: str
    after: str
    maker: str
    model: str
    verdict: Verdict
    by: str
    at_ms: int
    reason: str
    edits: int
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSum:
    """What the drafts of somebody came to: lines by verdict, and the edits in those that were judged."""

    name: str
    lines: int
    accepted: int
    mended: int
    refused: int
    waiting: int
    edits: int
    letters: int

    @property
    def distance(self) -> float:
        """The share of characters that were changed, 0 for none, of the lines that were accepted or mended."""
        return self.edits / self.letters if self.letters else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """All of it for a title. `made_ms` is when it was made, by `author`."""

    title: str
    name: str
    author: str
    made_ms: int
    source_language: str
    lines: tuple[ReportLine, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The languages and roles that were drafted, in order of appearance."""
        return tuple(dict.fromkeys(line.column for line in self.lines))

    def by_column(self) -> list[EditSum]:
        """Return the sums by language."""
        return sums(self.lines, lambda line: line.column)

    def by_maker(self) -> list[EditSum]:
        """Return the sums by engine or vendor."""
        return sums(self.lines, lambda line: line.maker)

    def by_person(self) -> list[EditSum]:
        """Return the sums by who judged, those that nobody did left out."""
        return sums((line for line in self.lines if line.by), lambda line: line.by)


def sums(lines: Iterable[ReportLine], key: Callable[[ReportLine], str]) -> list[EditSum]:
    """Return what lines came to, by something of theirs, in its order."""
    parted: dict[str, list[ReportLine]] = {}
    for line in lines:
        parted.setdefault(key(line), []).append(line)
    return [_sum(name, parted[name]) for name in sorted(parted)]


def _sum(name: str, lines: list[ReportLine]) -> EditSum:
    kept = [line for line in lines if line.verdict in (Verdict.ACCEPTED, Verdict.MENDED)]
    counts = {verdict: sum(line.verdict is verdict for line in lines) for verdict in Verdict}
    return EditSum(
        name=name,
        lines=len(lines),
        accepted=counts[Verdict.ACCEPTED],
        mended=counts[Verdict.MENDED],
        refused=counts[Verdict.REFUSED],
        waiting=counts[Verdict.UNSEEN] + counts[Verdict.ASKED],
        edits=sum(line.edits for line in kept),
        letters=sum(line.letters for line in kept),
    )
