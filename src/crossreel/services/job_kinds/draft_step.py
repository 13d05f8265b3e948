"""One step of a run, worked out wherever this is; the result is written where the catalog is."""

from typing import TYPE_CHECKING

from crossreel.domain.drafting.run import StepAsk
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, ask: StepAsk) -> object:
    """Ask the engine."""
    return desk.drafting.work(ask, context)


JOB = JobKind(work, as_found, writes=False)
