"""What a QC report tells: one value for the command line, the window and the papers of a delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.item import Item
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.comparison import RunComparison
from crossreel.domain.quality.finding import Finding, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class QcReport:
    """What was found in a title or a file, and what somebody accepted of it.

    Attributes:
        title: the title's code, or a file's name.
        name: what people call it; "" for the same.
        guide: the sets of style guides by which it was checked, joined; "" where nobody knows.
        profile: name and version of the delivery profile it was made for, "" without one.
        languages: the tags it tells of, in order; languages of findings are added.
        findings: what is open.
        waived: what was accepted, each with who did and why.
        episodes: numbers of the episodes, by their id; empty for a file.
        failed: what could not be checked, and why.
        summary: how this run differs from the one before; None where no run belongs to it.
        author: who made it, "" for nobody.
        comparison: how its run differs from another; None where it is compared with none.
        made_ms: when (milliseconds since 1970), 0 for never mind.
    """

    title: str
    findings: Sequence[Finding] = ()
    name: str = ""
    guide: str = ""
    profile: str = ""
    languages: tuple[str, ...] = ()
    waived: Sequence[tuple[Finding, Waiver]] = ()
    episodes: Mapping[int, int] = field(default_factory=dict)
    failed: Sequence[Item] = ()
    summary: CheckSummary | None = None
    comparison: RunComparison | None = None
    author: str = ""
    made_ms: int = 0

    @property
    def tags(self) -> tuple[str, ...]:
        """Every language it tells of, once."""
        checked = [each.language for each in self.summary.languages] if self.summary else []
        found = [finding.language for finding in (*self.findings, *(finding for finding, _ in self.waived))]
        return tuple(dict.fromkeys([*self.languages, *checked, *found]))

    def ordered(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings by episode, language and time."""
        places = {tag: at for at, tag in enumerate(self.tags)}

        def place(finding: Finding) -> tuple[int, int, int, int]:
            number = self.episodes.get(finding.episode_id, 0)
            return number, places.get(finding.language, len(places)), finding.start_ms, finding.end_ms

        return sorted(findings, key=place)
