"""Filling the empty cells of a title from the memory."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int, columns: tuple[str, ...], least: int) -> "Report":
    """Fill them, a part an episode."""
    return desk.remembering.fill(title_id, columns, least=least, job=context)


JOB = JobKind(work, as_found)
