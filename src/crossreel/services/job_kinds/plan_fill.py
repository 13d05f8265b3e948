"""Looking for what the memory has for the empty cells of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.remembering.fill_plan import FillPlan
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int, columns: tuple[str, ...], least: int) -> "FillPlan":
    """Find a line for each of them."""
    return desk.remembering.plan_fill(title_id, columns, least=least, job=context)


JOB = JobKind(work, as_found, writes=False)
