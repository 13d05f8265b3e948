"""Writing a memory to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, path: Path, source_language: str, languages: tuple[str, ...], title_id: int | None = None
) -> "Report":
    """Write approved lines, and without a title the pairs from outside as well."""
    return desk.remembering.export_memory(path, source_language, languages, title_id=title_id, job=context)


JOB = JobKind(work, as_found, writes=False)
