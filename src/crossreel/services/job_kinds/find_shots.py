"""Finding the shot changes of one video."""

from typing import TYPE_CHECKING

from crossreel.domain.catalog.version import Version
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.picture.mark import Span
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, media: Version, again: bool = False) -> "tuple[Span, ...]":
    """Take them from the cache, or decode the video."""
    return desk.marking.find(media, context, again=again)


JOB = JobKind(work, as_found, writes=False, background=True)
