"""Looking at files that are to be imported."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.importing.plan import ImportPlan
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, paths: tuple[Path, ...], title_id: int | None = None) -> "tuple[ImportPlan, ...]":
    """Make a plan of them for each title; a person corrects it."""
    return desk.importing.split(desk.importing.scan(paths, title_id=title_id, job=context))


JOB = JobKind(work, as_found, writes=False)
