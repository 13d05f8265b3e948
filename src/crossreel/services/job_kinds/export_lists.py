"""Writing dialogue lists and dub scripts of a title."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk

DUB = "dub"


def work(
    desk: "Desk",
    context: JobContext,
    title_id: int,
    columns: tuple[str, ...],
    what: str,
    out: Path,
    episode_ids: tuple[int, ...] | None = None,
) -> "Report":
    """Write a dub script (`DUB`), or a dialogue list in the format of that id, for each column."""
    wording = desk.wording("")
    if what == DUB:
        from crossreel.services.scripting.dubbing import DubChoice

        choice = DubChoice(episode_ids=episode_ids)
        return desk.scripting.dubbing.export(title_id, columns, out, wording=wording, choice=choice)
    return desk.exporting.dialogue_lists.export(title_id, columns, what, out, wording=wording, episode_ids=episode_ids, job=context)


JOB = JobKind(work, as_found, writes=False)
