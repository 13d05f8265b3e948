"""Comparing the picture versions of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int) -> "Report":
    """Compare a few pictures of each with those of its reference."""
    return desk.proving.prove_title(title_id, context)


JOB = JobKind(work, as_found, writes=False)
