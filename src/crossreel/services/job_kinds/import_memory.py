"""Taking a memory in."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, path: Path) -> "Report":
    """Take the pairs that are not known yet."""
    return desk.remembering.import_memory(path, job=context)


JOB = JobKind(work, as_found)
