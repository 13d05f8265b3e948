"""Preparing the waveforms and stills of a title, so that every episode opens at once."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int) -> "Report":
    """Work out what is not kept yet, and keep it in the cache."""
    return desk.analyzing.prepare(title_id, context)


JOB = JobKind(work, as_found, writes=False)
