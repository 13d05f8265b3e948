"""Carrying a run over a title out, step by step."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.drafting.run import Run
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, run_id: int) -> "Run":
    """Do what is left of it; each step is an edit of its own."""
    return desk.drafting.carry_out(run_id, context)


JOB = JobKind(work, as_found, lasting=True)
