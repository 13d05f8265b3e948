"""Keeping findings: what a run found replaces what was there, unchanged ones keep their ids. No use case of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.check import CheckSummary, LanguageSummary
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.storage.unit_of_work import UnitOfWork


def store(uow: UnitOfWork, former: Iterable[Finding], found: Iterable[Finding], read: Mapping[int, Cue]) -> None:
    """Replace stored findings by new ones.

    Args:
        uow: a unit of work for derived rows.
        former: findings that were stored for what was checked.
        found: findings of this run; those that are still as stored are not written again.
        read: the cues as they were checked, by id. A finding of a cue that changed since is dropped: whoever changed it checks it.
    """
    before = {finding.id: finding for finding in former}
    after = {finding.id: finding for finding in found}
    gone = [id for id, finding in before.items() if id not in after]
    changed = [finding for id, finding in after.items() if before.get(id) != finding]
    asked = sorted({finding.cue_id for finding in changed if finding.cue_id is not None})
    present = {cue.id: cue for cue in uow.where(Cue, id=asked)} if asked else {}
    uow.remove_ids(Finding, gone)
    uow.put_all(
        finding
        for finding in changed
        if finding.cue_id is None or _looks(present.get(finding.cue_id)) == _looks(read.get(finding.cue_id)) is not None
    )


def summarize(
    title_id: int,
    guides: Collection[str],
    found: Sequence[Finding],
    former: Sequence[Finding],
    waivers: Collection[Waiver],
    languages: Sequence[str],
) -> CheckSummary:
    """Count findings per language and compare them with the last run."""
    waived = {waiver.fingerprint for waiver in waivers}
    known = {(finding.track_id, finding.fingerprint) for finding in former}
    seen = {(finding.track_id, finding.fingerprint) for finding in found}
    counts: Counter[tuple[str, str]] = Counter()
    for finding in found:
        counts[finding.language, "waived" if finding.fingerprint in waived else finding.severity.value] += 1
        counts[finding.language, "new"] += (finding.track_id, finding.fingerprint) not in known
    for finding in former:
        counts[finding.language, "gone"] += (finding.track_id, finding.fingerprint) not in seen
    return CheckSummary(
        title_id=title_id,
        guide=", ".join(sorted(guides)),
        guides=tuple(sorted(guides)),
        languages=tuple(
            LanguageSummary(
                language=language,
                errors=counts[language, Severity.ERROR.value],
                warnings=counts[language, Severity.WARNING.value],
                infos=counts[language, Severity.INFO.value],
                waived=counts[language, "waived"],
                new=counts[language, "new"],
                gone=counts[language, "gone"],
            )
            for language in languages
        ),
        by_rule=dict(Counter(finding.rule for finding in found if finding.fingerprint not in waived)),
    )


def _looks(cue: Cue | None) -> tuple[str, int, int, str] | None:
    return None if cue is None else (cue.text, cue.start_ms, cue.end_ms, cue.placement)
