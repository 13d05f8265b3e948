"""Working out new times for the cues of an episode or a title."""

from typing import TYPE_CHECKING

from crossreel.domain.views.retime_plan import RetimeKind, RetimeScope
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.views.retime_plan import RetimePlan
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, kind: RetimeKind, scope: RetimeScope, left_out: tuple[int, ...] = ()) -> "RetimePlan":
    """Read the cues and see where the style guide would have them."""
    return desk.tidying.plan(kind, scope, left_out=left_out, job=context)


JOB = JobKind(work, as_found, writes=False)
