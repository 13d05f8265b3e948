"""Finding where somebody speaks in one video."""

from typing import TYPE_CHECKING

from crossreel.domain.catalog.version import Version
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.speech.regions import SpeechRegions
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, media: Version, again: bool = False) -> "SpeechRegions":
    """Take it from the cache, or listen."""
    return desk.listening.find(media, context, again=again)


JOB = JobKind(work, as_found, writes=False, background=True)
