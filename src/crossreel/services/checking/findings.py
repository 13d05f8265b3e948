"""Keeping findings: what a run found replaces what was there, unchanged ones keep their ids. No use case of its own."""

from collections.abc import Iterable, Mapping

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Finding
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


def _looks(cue: Cue | None) -> tuple[str, int, int, str] | None:
    return None if cue is None else (cue.text, cue.start_ms, cue.end_ms, cue.placement)
