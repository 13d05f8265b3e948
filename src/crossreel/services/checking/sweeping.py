"""Sweeping: QC of all titles of the catalog that changed since they were last checked, worked out in several processes."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import CrossreelError, Unavailable
from crossreel.domain.item import Item
from crossreel.domain.quality.check import CheckSummary
from crossreel.qc.guides import StyleGuides
from crossreel.qc.zones import SafeZones
from crossreel.services.checking.basis import basis_of
from crossreel.services.checking.inspection import Inspection
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import trace
from crossreel.storage import qc_runs
from crossreel.storage.database import Database

log = logging.getLogger(__name__)
Inspected = tuple[int, Inspection | None, Exception | None]
"""A title's id with what was found in it, or why it could not be looked at."""

InspectAll = Callable[[Sequence[int], int, JobContext], Iterator[Inspected]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What came of a run over the catalog.

    Attributes:
        sweep_id: names it in the runs of its titles.
        checked: the titles that were looked at, by code, each with what was found.
        unchanged: codes of the titles that are as they were when they were last checked.
        failed: titles that could not be checked, and why.
    """

    sweep_id: int
    checked: tuple[tuple[str, CheckSummary], ...]
    unchanged: tuple[str, ...]
    failed: tuple[Item, ...]


class Sweeping:
    """Use cases around QC of the whole catalog.

    Args:
        database: the catalog.
        inspect: works out what is found in titles, elsewhere or here; gives them as they are done.
        keep: keeps what was found in one.
        guides: the style guides in force.
        zones: the safe zones in force.
    """

    def __init__(
        self,
        database: Database,
        *,
        inspect: InspectAll,
        keep: Callable[[Inspection], CheckSummary],
        guides: StyleGuides,
        zones: SafeZones,
    ) -> None:
        self._database, self._inspect, self._keep = database, inspect, keep
        self._guides, self._zones = guides, zones

    def changed(self) -> tuple[Title, ...]:
        """Return the titles in which something that QC goes by is another since their last run over everything, by code."""
        with self._database.read() as uow:
            bases = qc_runs.bases(uow.connection)
            titles = uow.where(Title)
            return tuple(
                title
                for title in sorted(titles, key=lambda each: each.code)
                if bases.get(title.id, "") != basis_of(uow, title, self._guides, self._zones)
            )

    def run(self, *, everything: bool = False, job: JobContext | None = None) -> Swept:
        """Check every title that changed, or with `everything` every one, and keep what is found title by title.

        Raises:
            ReadOnly: the catalog cannot be written.
            Unavailable: nothing measures captions on this computer.
            Cancelled: the user cancelled; titles that were done by then are kept.
        """
        job = job or JobContext()
        with self._database.read() as uow:
            titles = {title.id: title for title in sorted(uow.where(Title), key=lambda each: each.code)}
        wanted = list(titles) if everything else [title.id for title in self.changed()]
        sweep_id = self._database.new_id()
        checked: dict[str, CheckSummary] = {}
        failed: list[Item] = []
        job.progress(0, len(wanted))
        for done, (title_id, found, error) in enumerate(self._inspect(wanted, sweep_id, job), start=1):
            code = titles[title_id].code
            if found is not None:
                checked[code] = self._keep(found)
            elif error is not None:
                failed.append(_failure(code, error))
            job.progress(done, len(wanted), code)
        unchanged = tuple(title.code for title in titles.values() if title.id not in wanted)
        return Swept(sweep_id=sweep_id, checked=tuple(sorted(checked.items())), unchanged=unchanged, failed=tuple(failed))


def _failure(code: str, error: Exception) -> Item:
    if isinstance(error, Unavailable):
        raise error
    if isinstance(error, CrossreelError):
        return Item(name=code, code=error.code, facts=error.facts)
    log.error("QC of %s failed\n%s", code, trace(error))
    return Item(name=code, code="item.unexpected", facts={"reason": type(error).__name__})
