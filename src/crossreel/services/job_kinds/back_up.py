"""A backup beside the catalog."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.backup import Safety
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, only_if_due: bool = False) -> "Safety":
    """Make one and read it from end to end."""
    return desk.safekeeping.look_after(context) if only_if_due else desk.safekeeping.back_up(context)


JOB = JobKind(work, as_found, writes=False)
