"""What QC reports, and who accepted it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.errors import Fact
from crossreel.domain.text.column_name import column_name


class Severity(StrEnum):
    """Errors stop a delivery, warnings do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark of one rule on one cue (or, with `cue_id` None, on a track, or on a picture or sound).

    `version_id` is the picture or sound it is on; then there is no track (`track_id` 0) and no language.

    `fingerprint` is rule, cue and a digest of what the rule read: the same remark on the same content has the same one.
    """

    id: int
    title_id: int
    episode_id: int
    track_id: int
    language: str
    cue_id: int | None
    rule: str
    severity: Severity
    start_ms: int
    end_ms: int
    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    fingerprint: str = ""
    repairable: bool = False
    role: str = "full"
    version_id: int | None = None

    @property
    def column(self) -> str:
        """The column it stands in, of the matrix and of the editor; "" for what is on a picture or sound."""
        return column_name(self.language, self.role)

    @property
    def code(self) -> str:
        """Key of the sentence in `i18n` that says what is wrong: `qc.<rule>` or `qc.<rule>.<kind>`."""
        kind = self.facts.get("kind")
        return f"qc.{self.rule}.{kind}" if kind else f"qc.{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding accepted by a named person with a reason."""

    id: int
    title_id: int
    fingerprint: str
    rule: str
    language: str
    cue_id: int | None
    author: str
    reason: str
    created_ms: int
    role: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """A QC rule as the interface shows it. `title` is an English message to be translated; `manual` explains with examples."""

    id: str
    title: str
    repairable: bool
    manual: str = ""
