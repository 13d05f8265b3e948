"""The waveform of one video."""

from typing import TYPE_CHECKING

from crossreel.domain.catalog.version import Version
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.picture.caption import Peaks
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, media: Version) -> "Peaks":
    """Take it from the cache, or work it out."""
    return desk.previewing.peaks(media, context)


JOB = JobKind(work, as_found, writes=False)
