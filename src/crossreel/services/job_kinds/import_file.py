"""Importing one file into a cell."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.importing.bilingual_files import InOneCell
from crossreel.domain.importing.plan import OnLate
from crossreel.domain.importing.timing import Timing
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(
    desk: "Desk",
    context: JobContext,
    path: Path,
    episode_id: int,
    language: str,
    on_existing: str = "fail",
    on_late: str = "",
    languages: str = InOneCell.MEANT.value,
) -> "Report":
    """Read it and write it where it was dropped; `on_late` "" asks what to do with one that is not in time."""
    timing = Timing(on_late=OnLate(on_late) if on_late else None)
    return desk.importing.import_file(
        path, episode_id, language, on_existing, languages=InOneCell(languages), timing=timing, job=context
    )


JOB = JobKind(work, as_found)
