"""A copy of the catalog in another file."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.text.document import Notice
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, target: Path) -> "tuple[Notice, ...]":
    """Copy it and read the copy from end to end."""
    return desk.safekeeping.save_copy(target, context)


JOB = JobKind(work, as_found, writes=False)
