"""Bringing search and figures up to date that another version made."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext) -> None:
    """Go on where the last call stopped, in parts that edits come in between."""
    desk.safekeeping.maintain(context)


JOB = JobKind(work, as_found)
