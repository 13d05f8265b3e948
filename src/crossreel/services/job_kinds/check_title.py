"""QC of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.quality.check import CheckSummary
    from crossreel.services.checking.inspection import Inspection
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, title_id: int, languages: tuple[str, ...] | None = None, sweep_id: int | None = None
) -> "Inspection":
    """Look at every track, of all languages or of some; `sweep_id` names the run over the catalog it belongs to."""
    return desk.checking.inspect(title_id, languages=languages, sweep_id=sweep_id, job=context)


def apply(desk: "Desk", found: "Inspection") -> "CheckSummary":
    """Keep what was found."""
    return desk.checking.keep(found)


JOB = JobKind(work, apply)
