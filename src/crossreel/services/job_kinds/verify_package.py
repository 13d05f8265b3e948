"""Checking a package that came from anywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.delivering.verifying import Verifying
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, folder: Path) -> "Report":
    """Read every file of it once, and compare."""
    return Verifying().verify(folder, context)


JOB = JobKind(work, as_found, writes=False)
