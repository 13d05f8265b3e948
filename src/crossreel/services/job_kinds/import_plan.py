"""Importing what a plan says."""

from typing import TYPE_CHECKING

from crossreel.domain.importing.plan import ImportPlan
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, plan: ImportPlan) -> "Report":
    """Write it, a part an episode."""
    return desk.importing.apply(plan, context)


JOB = JobKind(work, as_found)
