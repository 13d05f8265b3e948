"""The review queue of titles: QC of those that changed since they were last checked, then their drafted lines in order."""

from typing import TYPE_CHECKING

from crossreel.domain.drafting.review import OpenQueue
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def work(
    desk: "Desk", context: JobContext, title_ids: tuple[int, ...] | None = None, columns: tuple[str, ...] | None = None
) -> OpenQueue:
    """Read it, of some titles or of all with lines that wait; a window that only reads goes by what QC found last."""
    wanted = tuple(title.id for title, _count in desk.reviewing.titles()) if title_ids is None else title_ids
    checked: list[int] = []
    if not desk.database.read_only:
        for title_id in wanted:
            context.check()
            if not desk.checking.is_current(title_id):
                desk.checking.run(title_id, job=context)
                checked.append(title_id)
    lines = desk.reviewing.queue(wanted, columns=columns, job=context)
    progress = [desk.reviewing.progress(title_id, columns=columns) for title_id in wanted]
    return OpenQueue.of(lines, progress, checked)


JOB = JobKind(work, as_found)
