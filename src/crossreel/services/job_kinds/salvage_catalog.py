"""Saving what can still be read of a damaged catalog."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.backup import Salvage
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, target: Path) -> "Salvage":
    """Write it to a new catalog."""
    return desk.safekeeping.salvage(target, context)


JOB = JobKind(work, as_found, writes=False)
