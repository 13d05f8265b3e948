"""Reading a sheet of an import by what a person says of its columns."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.importing.plan import ImportPlan
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, plan: "ImportPlan", path: Path, columns: str) -> "ImportPlan":
    """Read it anew; the rest of the plan stays."""
    return desk.importing.map_columns(plan, path, columns)


JOB = JobKind(work, as_found, writes=False)
