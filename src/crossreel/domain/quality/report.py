"""What a QC report tells: one value for the command line, the window and the papers of a delivery."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.item import Item
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.comparison import RunComparison
from crossreel.domain.quality.finding import Finding, Waiver

COUNTS = ("errors", "warnings", "infos", "waived")


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
        sources: the source text of what a finding is on, by the finding's id, without markup; absent where there is none.
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
    sources: Mapping[int, str] = field(default_factory=dict)
    comparison: RunComparison | None = None
    author: str = ""
    made_ms: int = 0

    @property
    def tags(self) -> tuple[str, ...]:
        """Every language it tells of, once."""
        checked = [each.language for each in self.summary.languages] if self.summary else []
        found = [finding.language for finding in (*self.findings, *(finding for finding, _ in self.waived))]
        return tuple(dict.fromkeys([*self.languages, *checked, *found]))

    @property
    def everything(self) -> list[Finding]:
        """What is open and what was accepted."""
        return [*self.findings, *(finding for finding, _ in self.waived)]

    @property
    def new_ids(self) -> frozenset[int]:
        """Ids of the findings that the run it is compared with had not."""
        new = {(each.track_id or 0, each.fingerprint) for each in self.comparison.new} if self.comparison is not None else set()
        return frozenset(each.id for each in self.findings if (each.track_id, each.fingerprint) in new)

    def by_language(self) -> dict[str, dict[str, int]]:
        """Return how many there are of each severity, and accepted, in each language."""
        return self._counted(self.tags, lambda finding: finding.language)

    def by_rule(self) -> dict[str, dict[str, int]]:
        """Return how many there are of each severity, and accepted, of each rule."""
        return self._counted(sorted({finding.rule for finding in self.everything}), lambda finding: finding.rule)

    def _counted(self, names: Sequence[str], name_of: Callable[[Finding], str]) -> dict[str, dict[str, int]]:
        found = {name: dict.fromkeys(COUNTS, 0) for name in names}
        for finding in self.findings:
            found[name_of(finding)][f"{finding.severity.value}s"] += 1
        for finding, _waiver in self.waived:
            found[name_of(finding)]["waived"] += 1
        return found

    def ordered(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings by episode, language and time."""
        places = {tag: at for at, tag in enumerate(self.tags)}

        def place(finding: Finding) -> tuple[int, int, int, int]:
            number = self.episodes.get(finding.episode_id, 0)
            return number, places.get(finding.language, len(places)), finding.start_ms, finding.end_ms

        return sorted(findings, key=place)
