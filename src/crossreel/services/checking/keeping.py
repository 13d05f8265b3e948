"""Keeping what an inspection found; part of `checking`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Finding
from crossreel.services.checking.findings import store
from crossreel.services.checking.inspection import Inspection
from crossreel.services.checking.recording import record
from crossreel.services.checking.waiving import Waiving
from crossreel.storage import checks

EPISODES_AT_ONCE = 8


class Keeping(Waiving):
    """The use case that makes an inspection count."""

    def keep(self, inspection: Inspection) -> CheckSummary:
        """Keep what an inspection found, except of cues that changed since.

        Raises:
            ReadOnly: the catalog cannot be written.
        """
        self._keep(inspection.former, inspection.found, inspection.cues)
        if inspection.run is None or not inspection.run.rules:
            self._note(inspection.summary.title_id, inspection.digests)
        if inspection.run is None:
            return inspection.summary
        run = record(self._database, replace(inspection.run, author=self._database.author))
        return replace(inspection.summary, run=run.number)

    def _keep(self, former: Sequence[Finding], found: Sequence[Finding], read: Mapping[int, Cue]) -> None:
        """Keep what a run found, a few episodes at a time: whoever types meanwhile waits for no more than that."""
        before, after = ({finding.id: finding for finding in listed} for listed in (former, found))
        moved = [finding for id, finding in after.items() if before.get(id) != finding]
        moved += [finding for id, finding in before.items() if id not in after]
        episodes = [*dict.fromkeys(finding.episode_id for finding in moved)]
        for at in range(0, len(episodes), EPISODES_AT_ONCE):
            some = frozenset(episodes[at : at + EPISODES_AT_ONCE])
            old, new = ([each for each in listed if each.episode_id in some] for listed in (former, found))
            with self._database.derived() as uow:
                store(uow, old, new, read)

    def _note(self, title_id: int, looked_at: Mapping[int, str]) -> None:
        """Write down of which content of each track the findings tell."""
        with self._database.derived() as uow:
            checks.note(uow.connection, title_id, looked_at)
