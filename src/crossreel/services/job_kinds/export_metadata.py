"""Writing the metadata of a title in one format, without a package."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.domain.report import Report
    from crossreel.services.desk import Desk


def work(desk: "Desk", context: JobContext, title_id: int, columns: tuple[str, ...], format_id: str, out: Path) -> "Report":
    """Write the files of a format for the languages of some columns; what stands against it is told as failed."""
    from crossreel.domain.item import Item
    from crossreel.domain.report import Report
    from crossreel.domain.text.column_name import language_of

    languages = tuple(dict.fromkeys(map(language_of, columns)))
    describing = desk.delivering.describing
    outcome = describing.export(title_id, (format_id,), languages, out, wording=desk.wording)
    title = next(each.title for each in describing.formats() if each.id == format_id)
    return Report(
        done=tuple(Item(name=path) for path in outcome.files),
        failed=tuple(
            Item(name=each.language or title, code=each.code, facts={**each.facts, "episode": each.episode or 0})
            for each in outcome.refusals
        ),
    )


JOB = JobKind(work, as_found, writes=False)
