"""Finding the videos of a title in another folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk
    from crossreel.services.viewing.relinking import MovedVideos


def work(desk: "Desk", context: JobContext, title_id: int, folder: Path) -> "MovedVideos":
    """Compare the files of the folder with the videos, by content."""
    return desk.previewing.find_videos(title_id, folder, context)


def apply(desk: "Desk", found: "MovedVideos") -> "Report":
    """Write where the videos are."""
    return desk.previewing.put_videos(found)


JOB = JobKind(work, apply)
