"""QC of every title of the catalog that changed."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.checking.sweeping import Swept
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, everything: bool = False) -> "Swept":
    """Check title by title, each kept as soon as it is worked out."""
    return desk.sweeping.run(everything=everything, job=context)


JOB = JobKind(work, as_found)
