"""What a title asks of a rule otherwise than the rule itself says, and what that makes of findings.

Findings are kept as the rules have them; the settings are laid over them wherever they are read. So a setting holds at once and
everywhere, goes with its undo, and another buyer's settings are asked of the same findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.language import wider_tags


class Weight(StrEnum):
    """How bad what a rule finds is, or that it is not asked at all."""

    OFF = "off"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """A rule that somebody put off, or of another severity, for a title.

    `language` is the tag it holds for, with its varieties (`es` for `es-419` too), "" for all; `buyer` the buyer whose deliveries
    it holds for (`Profile.buyer`), "" for the title itself. `author` and `reason` say who wants it so, and why.
    """

    id: int
    title_id: int
    rule: str
    language: str
    buyer: str
    weight: Weight
    author: str
    reason: str
    created_ms: int


Place = tuple[str, str, str]


def weights_of(settings: Iterable[RuleSetting], buyer: str = "") -> "RuleWeights":
    """Return settings as they hold for a buyer, or with "" for the title itself."""
    return RuleWeights({(each.rule, each.language, each.buyer): each.weight for each in settings}, buyer)


class RuleWeights:
    """What is set by place, which is rule, language and buyer, as it holds for a buyer, or with "" for the title itself.

    What is said for a buyer goes before what is said for all, what is said for a language before what is said for all of them, and
    what is said for a variety before what is said for its language: `es` holds for `es-419` where nothing is said of that.
    """

    def __init__(self, by_place: Mapping[Place, Weight] | None = None, buyer: str = "") -> None:
        self._by_place = {place: weight for place, weight in (by_place or {}).items() if place[2] in ("", buyer)}
        self._buyers = (buyer, "") if buyer else ("",)

    def __bool__(self) -> bool:
        return bool(self._by_place)

    def find(self, rule: str, language: str) -> Weight | None:
        """Return what is set for a rule in a language, None where the rule's own word holds."""
        for buyer in self._buyers:
            for tag in (*wider_tags(language), ""):
                found = self._by_place.get((rule, tag, buyer))
                if found is not None:
                    return found
        return None

    def severity(self, rule: str, language: str, own: Severity) -> Severity | None:
        """Return how bad a finding is that the rule itself calls `own`; None where the rule is off."""
        found = self.find(rule, language) if self._by_place else None
        if found is None:
            return own
        return None if found is Weight.OFF else Severity(found.value)

    def weighed(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return findings as they count: those of rules that are off left out, others with the severity that is set."""
        if not self._by_place:
            return list(findings)
        made = []
        for finding in findings:
            severity = self.severity(finding.rule, finding.language, finding.severity)
            if severity is not None:
                made.append(finding if severity is finding.severity else replace(finding, severity=severity))
        return made
