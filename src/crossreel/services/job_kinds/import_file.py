"""Importing one file into a cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, path: Path, episode_id: int, language: str) -> "Report":
    """Read it and write it where it was dropped."""
    return desk.importing.import_file(path, episode_id, language, job=context)


JOB = JobKind(work, as_found)
