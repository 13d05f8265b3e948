"""Handing a title over to an editing program."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(
    desk: "Desk",
    context: JobContext,
    title_id: int,
    columns: tuple[str, ...],
    editor_id: str,
    out: Path,
    episode_ids: tuple[int, ...] | None = None,
) -> "Report":
    """Write a file or folder for each episode below a folder."""
    return desk.exporting.handing_over.hand_over(
        title_id, columns, editor_id, out, wording=desk.wording(""), episode_ids=episode_ids, job=context
    )


JOB = JobKind(work, as_found, writes=False)
