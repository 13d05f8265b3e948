"""Taking drafts in that others made: files of our own form, sheets, and folders of subtitles."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput
from crossreel.domain.importing import correction
from crossreel.domain.report import Report
from crossreel.services.job_kind import JobKind, as_found
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

SHEETS = (".xlsx", ".csv", ".tsv", ".tab", ".docx")


def work(
    desk: "Desk", context: JobContext, paths: tuple[Path, ...], title_id: int, maker: str, model: str = "", job: str = "",
    columns: str = "",
) -> tuple[Report, ...]:  # fmt: skip
    """Take them in, each file of lines as an edit and all subtitles together as one; return what became of each."""
    from crossreel.formats.drafts_json import is_drafts
    from crossreel.services.files.subtitles import read_file
    from crossreel.services.scripting.drafts import DraftsFrom

    said = DraftsFrom(maker=maker, model=model, job=job)
    reports: list[Report] = []
    rest: list[Path] = []
    for path in _files(paths):
        with alone(str(path)) as attempt:
            own = path.suffix.lower() == ".json" and is_drafts(read_file(path))
            if own or (path in paths and path.suffix.lower() in SHEETS):
                reports.append(desk.drafts.take(path, title_id, said=said, columns=columns, job=context))
            else:
                rest.append(path)
        if attempt.error is not None and len(paths) == 1 and path in paths:
            raise attempt.error
        if attempt.failed:
            reports.append(Report(failed=(attempt.item,)))
    if rest:
        if not maker.strip():
            raise BadInput("drafts.no_maker", name=rest[0].name)
        plan = correction.set_drafts(desk.importing.scan(rest, title_id=title_id, columns=columns, job=context), maker)
        reports.append(desk.importing.apply(plan, job=context))
    return tuple(reports)


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Return files, and those of folders that say line by line what was drafted beside the rest of each folder."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            own = sorted(each for each in path.rglob("*.json") if each.is_file())
            found += [*own, *sorted(each for each in path.rglob("*") if each.is_file() and each not in own)]
        else:
            found.append(path)
    return found


JOB = JobKind(work, as_found)
