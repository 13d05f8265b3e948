"""`crossreel records`: everything that is recorded of buyers and titles, in one workbook."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, AsJson, Option
from crossreel.cli.command import Action, Command
from crossreel.cli.record_commands import HeadingMap, OnlyPlan, parse_headings, records_json, take_records
from crossreel.cli.session import DONE, Session, find_title, print_report
from crossreel.domain.records.registry import record_kinds
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

Title = Annotated[str, Option(help=N_("Code of the title; without it, what belongs to the catalog."))]
Only = Annotated[list[str] | None, Option(help=N_("A kind of records, for example rights; may be given several times."))]


def show(session: Session, title: Title = "", as_json: AsJson = False) -> int:
    """Say how many records there are of each kind; with `--json` all of them."""
    with session.desk(read_only=True) as desk:
        book = desk.records.book(find_title(desk, title).id if title else None)
    kinds = [each for each in record_kinds() if title or not each.is_of_title]
    if as_json:
        session.print_json({kind.id: records_json(book, kind) for kind in kinds})
        return DONE
    for kind in kinds:
        session.say(f"{kind.id}: {len(book.of(kind))}  {_(kind.words)}")
    return DONE


def export(
    session: Session,
    out: Annotated[Path, Argument(metavar="FILE", help=N_("The file to write: XLSX, or CSV and TSV with one kind."))],
    title: Title = "",
    only: Only = None,
    as_json: AsJson = False,
) -> int:
    """Write records to a file: a tab a kind, a row a record with its id."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id if title else None
        return print_report(session, desk.record_files.export(out, title_id, only=only or ()))


def take_in(
    session: Session,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The file: XLSX, CSV or TSV."))],
    title: Title = "",
    only: Only = None,
    columns: HeadingMap = "",
    plan: OnlyPlan = False,
    as_json: AsJson = False,
) -> int:
    """Add and change what a file says, as one step: by id, else by what tells a record apart. An empty cell changes nothing."""
    with session.desk(read_only=plan) as desk:
        title_id = find_title(desk, title).id if title else None
        return take_records(session, desk, file, title_id, only or (), parse_headings(columns), plan=plan)


COMMAND = Command(
    "records",
    N_("Everything recorded of buyers and titles as one workbook, out and in."),
    show,
    (
        Action("list", N_("Say what there is."), show),
        Action("export", N_("Write records to a workbook."), export),
        Action("import", N_("Take records from a workbook."), take_in),
    ),
)
