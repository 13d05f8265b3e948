"""Taking a script back that was worked on."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.return_plan import Decisions
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, path: Path, title_id: int, columns: str = "", on_existing: OnExisting = OnExisting.FAIL,
    decisions: Decisions | None = None,
) -> "Report":  # fmt: skip
    """Set the texts it changes, a part an episode."""
    return desk.scripting.import_script(path, title_id, columns=columns, on_existing=on_existing, decisions=decisions, job=context)


JOB = JobKind(work, as_found)
