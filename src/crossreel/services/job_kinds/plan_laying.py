"""Laying a script without times over the speech of an episode, as a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.views.lay_plan import LayPlan
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, episode_id: int, path: Path) -> "LayPlan":
    """Read the script, listen where nobody has, and see where each line is said."""
    return desk.laying.plan(episode_id, path, context)


JOB = JobKind(work, as_found, writes=False)
