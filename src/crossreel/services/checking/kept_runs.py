"""Kept QC runs: listing and naming them, and comparing two."""

from crossreel.domain.errors import NotFound
from crossreel.domain.quality.comparison import RunComparison, compare
from crossreel.domain.quality.run import LAST, QcResult, QcRun
from crossreel.storage import qc_runs
from crossreel.storage.database import Database


class Runs:
    """Use cases around the QC runs that a catalog keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def runs(self, title_id: int) -> tuple[QcRun, ...]:
        """Return the kept runs of a title, newest first."""
        with self._database.read() as uow:
            return tuple(sorted(uow.where(QcRun, title_id=title_id), key=lambda run: -run.number))

    def get(self, title_id: int, said: str, *, before: int = 0) -> QcRun:
        """Return a run of a title by its number, its name, or as "last".

        Args:
            title_id: the title.
            said: what it is called.
            before: with "last", the run before this one that was asked for as much, else the one before; 0 for the last of all.

        Raises:
            NotFound: there is none.
        """
        runs = self.runs(title_id)
        if said != LAST:
            found = next((run for run in runs if said in (str(run.number), run.name)), None)
        elif not before:
            found = next(iter(runs), None)
        else:
            own = next((run for run in runs if run.number == before), None)
            earlier = [run for run in runs if run.number < before]
            found = next((run for run in earlier if own is None or run.covers(own)), next(iter(earlier), None))
        if found is None:
            raise NotFound("qc.no_run", run=said, known=[str(run.number) for run in runs[:12]])
        return found

    def results(self, run: QcRun) -> tuple[QcResult, ...]:
        """Return what a run found, by episode and time."""
        with self._database.read() as uow:
            found = qc_runs.results_of(uow.connection, run.title_id, [run.number])
        return tuple(each for each in found if run.asked(each))

    def last_like(self, run: QcRun) -> QcRun:
        """Return the last run of a title that was asked for as much as this one; at least this one itself."""
        return next(each for each in self.runs(run.title_id) if each.covers(run))

    def compare(self, before: QcRun, after: QcRun) -> RunComparison:
        """Compare two runs of a title."""
        with self._database.read() as uow:
            results = qc_runs.results_of(uow.connection, after.title_id, [before.number, after.number])
        return compare(before, after, results)

    def name(self, run: QcRun, words: str) -> None:
        """Call a run something; one with a name is kept for good. "" takes the name away.

        Raises:
            ReadOnly: the catalog cannot be written.
        """
        with self._database.derived() as uow:
            qc_runs.name(uow.connection, run.id, words.strip())
