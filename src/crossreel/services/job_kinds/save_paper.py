"""Writing a paper of a delivery as it would be today."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, title_id: int, name: str, path: Path, profile_id: str, languages: tuple[str, ...]
) -> Path:
    """Write it and return where."""
    desk.delivering.save_paper(title_id, name, path, wording=desk.wording, profile_id=profile_id, languages=languages)
    return path


JOB = JobKind(work, as_found, writes=False)
