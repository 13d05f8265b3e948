"""Findings as they are kept, and accepting them. The part of checking that runs no rule."""

import time
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.check import CheckSummary, UncheckedTrack
from crossreel.domain.quality.finding import Finding, Waiver
from crossreel.domain.quality.report import QcReport
from crossreel.storage import checks, queries
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


class Waiving:
    """Use cases around stored findings and waivers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def findings(
        self, title_id: int, *, episode_id: int | None = None, language: str | None = None, include_waived: bool = False
    ) -> tuple[Finding, ...]:
        """Return what was found, by episode and time, without what somebody accepted unless asked for."""
        equals = {"episode_id": episode_id, "language": language}
        chosen: dict[str, Any] = {name: value for name, value in equals.items() if value is not None}
        with self._database.read() as uow:
            return tuple(queries.open_findings(uow, title_id, include_waived=include_waived, **chosen))

    def unchecked(self, title_id: int, *, episode_id: int | None = None) -> tuple[UncheckedTrack, ...]:
        """Return the tracks of a title, or of one episode, of which no finding tells anything: QC never looked at them."""
        with self._database.read() as uow:
            return tuple(checks.unchecked_tracks(uow.connection, title_id, episode_id))

    def report(
        self, title_id: int, *, languages: Collection[str] | None = None, roles: Collection[str] | None = None,
        rules: Collection[str] | None = None, summary: CheckSummary | None = None,
    ) -> QcReport:  # fmt: skip
        """Return a report of what was found and what was accepted in a title.

        Args:
            languages: their tags; None for all.
            roles: of their columns; None for all.
            rules: their ids; None for all.
            summary: of the run it tells of, without one it tells of what is kept.

        Raises:
            NotFound: there is no such title.
        """
        wanted = {"language": languages, "role": roles, "rule": rules}
        chosen: dict[str, Any] = {name: list(values) for name, values in wanted.items() if values is not None}
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            waivers = {waiver.fingerprint: waiver for waiver in uow.where(Waiver, title_id=title_id)}
            found = queries.open_findings(uow, title_id, include_waived=True, **chosen)
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
            tracks = uow.where(Track, episode_id=list(numbers)) if languages is None else []
            sources = queries.source_texts(uow, found)
        tags = languages or sorted({track.language for track in tracks}, key=lambda tag: (tag != title.source_language, tag))
        report = QcReport(
            title=title.code,
            name=title.name,
            guide=summary.guide if summary else title.style_guide,
            languages=tuple(tags),
            findings=[finding for finding in found if finding.fingerprint not in waivers],
            waived=[(finding, waivers[finding.fingerprint]) for finding in found if finding.fingerprint in waivers],
            episodes=numbers,
            failed=summary.failed if summary else (),
            sources=sources,
            summary=summary,
            author=self._database.author,
            made_ms=time.time_ns() // 1_000_000,
        )
        return replace(report, findings=report.ordered(report.findings))

    def waive(self, finding_ids: Collection[int], reason: str) -> Edit:
        """Accept findings, in the name of the catalog's author.

        Raises:
            BadInput: no reason, or nobody's name.
            NotFound: a finding is gone.
        """
        if not reason.strip():
            raise BadInput("qc.no_reason")
        if not self._database.author.strip():
            raise BadInput("qc.no_name")
        findings = self._get_findings(finding_ids)
        title_id = findings[0].title_id if findings else None
        header = EditHeader(label="edit.waive", title_id=title_id, facts={"count": len(findings)})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            present = {waiver.fingerprint for waiver in uow.where(Waiver, title_id=title_id)}
            fresh = {finding.fingerprint: finding for finding in findings if finding.fingerprint not in present}
            uow.put_all(_waiver(uow, finding, self._database.author, reason.strip()) for finding in fresh.values())
        return open_edit.edit

    def unwaive(self, waiver_ids: Collection[int]) -> Edit:
        """Take waivers back.

        Raises:
            NotFound: a waiver is gone.
        """
        with self._database.read() as uow:
            waivers = [uow.get(Waiver, waiver_id) for waiver_id in waiver_ids]
        title_id = waivers[0].title_id if waivers else None
        header = EditHeader(label="edit.unwaive", title_id=title_id, facts={"count": len(waivers)})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.remove_all(waivers)
        return open_edit.edit

    def waivers(self, title_id: int) -> tuple[Waiver, ...]:
        """Return what was accepted in a title, oldest first."""
        with self._database.read() as uow:
            return tuple(uow.where(Waiver, title_id=title_id))

    def _get_findings(self, finding_ids: Collection[int]) -> list[Finding]:
        with self._database.read() as uow:
            return [uow.get(Finding, finding_id) for finding_id in finding_ids]


def _waiver(uow: UnitOfWork, finding: Finding, author: str, reason: str) -> Waiver:
    return Waiver(
        id=uow.new_id(),
        title_id=finding.title_id,
        fingerprint=finding.fingerprint,
        rule=finding.rule,
        language=finding.language,
        cue_id=finding.cue_id,
        author=author,
        reason=reason,
        created_ms=time.time_ns() // 1_000_000,
        role=finding.role,
    )
