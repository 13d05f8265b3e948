"""Reading files of a plan anew at a frame rate that somebody said."""

from fractions import Fraction
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.importing.plan import ImportPlan
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, plan: "ImportPlan", frame_rate: Fraction, item_ids: tuple[int, ...] | None = None
) -> "ImportPlan":
    """Return the plan with those files, or all that need a rate, as they read then."""
    return desk.importing.read_at_rate(plan, frame_rate, item_ids)


JOB = JobKind(work, as_found, writes=False)
