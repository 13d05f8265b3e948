"""QC runs as they are kept: what was checked, when, by whom and by which figures, and what each of them found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.column_name import column_name

LAST = "last"
"""What the run before is called by people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QcRun:
    """One QC run over a title. A recorded fact: only its `name` may change.

    Attributes:
        number: counts the runs of a title from 1; later runs have higher ones.
        sweep_id: the id of the run over the catalog that it was part of, None where the title was checked alone.
        made_ms: when it ended (milliseconds since 1970); `took_ms` is how long it ran.
        app_version: the program's version: it stands for the rules.
        guide: the sets of style guides it went by, joined by ", "; `guide_digest` is a digest of their figures.
        basis: a digest of everything a run goes by but the cues: program, figures, rule settings, bible and safe zone.
        languages, roles, episode_ids, rules: what it was asked for; () where that was all.
        tracks, cues: how much it looked at. `failed` counts what could not be checked.
        name: what people call it; a run that has one is never thinned out.
    """

    id: int
    title_id: int
    number: int
    sweep_id: int | None = None
    made_ms: int = 0
    took_ms: int = 0
    author: str = ""
    app_version: str = ""
    guide: str = ""
    guide_digest: str = ""
    basis: str = ""
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    episode_ids: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()
    tracks: int = 0
    cues: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    waived: int = 0
    failed: int = 0
    name: str = ""

    def asked(self, result: "QcResult") -> bool:
        """Tell whether a finding is one that this run would have told of."""
        return self.asks(result.language, result.role, result.episode_id, result.rule)

    def asks(self, language: str, role: str, episode_id: int, rule: str) -> bool:
        """Tell whether this run looked at a column of an episode with a rule."""
        return (
            (not self.languages or language in self.languages)
            and (not self.roles or role in self.roles)
            and (not self.episode_ids or episode_id in self.episode_ids)
            and (not self.rules or rule in self.rules)
        )

    def covers(self, other: "QcRun") -> bool:
        """Tell whether this run was asked for everything that another one was asked for."""
        pairs: tuple[tuple[tuple[object, ...], tuple[object, ...]], ...] = (
            (self.languages, other.languages), (self.roles, other.roles), (self.episode_ids, other.episode_ids),
            (self.rules, other.rules),
        )  # fmt: skip
        return all(not mine or (theirs and set(theirs) <= set(mine)) for mine, theirs in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class QcResult:
    """A finding as runs of its title had it: one row for all runs that had it unchanged.

    It was there from the run `first_run` on, until before the run `gone_run`; None where the last run still has it. So a run writes
    what differs from the one before, and nothing else. `track_id` is None where it belongs to no track, `version_id` names the
    picture or sound it belongs to. `waived_by` and `waived_because` say who accepted it; "" where nobody did.
    """

    id: int
    title_id: int
    first_run: int
    gone_run: int | None
    episode_id: int
    track_id: int | None
    version_id: int | None
    language: str
    role: str
    cue_id: int | None
    rule: str
    severity: Severity
    start_ms: int
    end_ms: int
    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    fingerprint: str = ""
    waived_by: str = ""
    waived_because: str = ""

    @property
    def column(self) -> str:
        """The column it stands in, of the matrix and of the editor."""
        return column_name(self.language, self.role)

    def in_run(self, number: int) -> bool:
        """Tell whether a run of the title had it."""
        return self.first_run <= number and (self.gone_run is None or number < self.gone_run)

    @property
    def finding(self) -> Finding:
        """The finding it keeps. Its id is that of the row: there may be no finding like it any more."""
        return Finding(
            id=self.id, title_id=self.title_id, episode_id=self.episode_id, track_id=self.track_id or 0, language=self.language,
            cue_id=self.cue_id, rule=self.rule, severity=self.severity, start_ms=self.start_ms, end_ms=self.end_ms,
            text=self.text, facts=self.facts, fingerprint=self.fingerprint, role=self.role, version_id=self.version_id,
        )  # fmt: skip
