"""Finding where somebody speaks in all videos of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int) -> "Report":
    """Listen to the videos to which nobody has listened yet."""
    return desk.listening.find_all(title_id, context)


JOB = JobKind(work, as_found, writes=False, background=True)
