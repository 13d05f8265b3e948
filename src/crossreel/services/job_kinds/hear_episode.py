"""Hearing what is said in an episode, and making it the source cues."""

from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.drafting.heard import HeardEpisode
    from crossreel.domain.edits.edit import Edit
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, episode_id: int, engine: str) -> "HeardEpisode":
    """Have an engine listen."""
    return desk.hearing.hear(episode_id, engine, context)


def apply(desk: "Desk", found: "HeardEpisode") -> "Edit":
    """Write the cues."""
    return desk.hearing.take(found)


JOB = JobKind(work, apply)
