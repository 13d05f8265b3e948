"""Writing the subtitle files or the script of a title."""

from collections.abc import Mapping
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
    languages: tuple[str, ...],
    format_id: str,
    out: Path,
    episode_ids: tuple[int, ...] | None = None,
    asked: Mapping[str, str] | None = None,
) -> "Report":
    """Write them below a folder."""
    return desk.exporting.export(title_id, languages, format_id, out, episode_ids=episode_ids, asked=asked, job=context)


JOB = JobKind(work, as_found, writes=False)
