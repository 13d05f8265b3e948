"""Reading the burned-in text of a title."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int, episode_ids: tuple[int, ...], again: bool = False) -> "Report":
    """Read episode by episode, each written as soon as it is read."""
    return desk.reading.read(title_id, episode_ids=episode_ids, again=again, job=context)


JOB = JobKind(work, as_found)
