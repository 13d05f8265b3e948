"""Looking at the pictures of an import for what its names do not tell."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.importing.plan import ImportPlan
    from crossreel.services.desk import Desk
    from crossreel.services.viewing.proving import Doubts


def work(desk: "Desk", context: JobContext, plan: "ImportPlan") -> "Doubts":
    """Compare a few pictures of each video."""
    return desk.proving.prove_plan(plan, context)


JOB = JobKind(work, as_found, writes=False, background=True)
