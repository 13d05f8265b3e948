"""QC of the pictures and sounds of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.quality.check import CheckSummary
    from crossreel.services.checking.inspection import Inspection
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int) -> "Inspection":
    """Read every file through that nobody has read yet, and look at all of them."""
    return desk.media_checking.inspect(title_id, job=context)


def apply(desk: "Desk", found: "Inspection") -> "CheckSummary":
    """Keep what was found."""
    return desk.media_checking.keep(found)


JOB = JobKind(work, apply)
