"""`crossreel script`: a title as a spreadsheet, out to translators and back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_columns, find_rows
from crossreel.cli.arguments import Argument, AsJson, ColumnMap, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.return_plans import print_plan
from crossreel.cli.session import FAILED, Session, WrongUse, find_title, parse_columns, print_report
from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.return_plan import Side
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_


def export(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    role: Roles = None,
    format_id: Annotated[str, Option("--format", help=N_("xlsx, csv, tsv or xliff."))] = "xlsx",
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    as_json: AsJson = False,
) -> int:
    """Write one file with the source beside every language; each line carries the id of its cue.

    What stands on the picture has lines of its own, marked signs, with its place; `--role full` leaves them out.
    """
    with session.desk(read_only=True) as desk, session.job(_("Writing files")) as job:
        scripts = [each.id for each in desk.exporting.formats() if each.script and each.writable]
        if format_id not in scripts:
            raise WrongUse(_("“{written}” is none of: {known}.").format(written=format_id, known=", ".join(scripts)))
        tags = find_columns(desk, title, parse_columns(languages), chosen_roles(role)) or ()
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        report = desk.exporting.export(
            find_title(desk, title).id, tags, format_id, out, roles=chosen_roles(role), episode_ids=ids, job=job
        )
    code = print_report(session, report)
    return code if report.done else FAILED


def list_dialogue(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    role: Roles = None,
    format_id: Annotated[str, Option("--format", help=N_("xlsx or docx."))] = "xlsx",
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    as_json: AsJson = False,
) -> int:
    """Write a dialogue list for each language, the source beside it: who says what when, and what stands on the picture.

    It is made to be read and printed. What people change in one comes back all the same, by `script return`.
    """
    with session.desk(read_only=True) as desk, session.job(_("Writing files")) as job:
        known = desk.exporting.dialogue_lists.formats()
        if format_id not in known:
            raise WrongUse(_("“{written}” is none of: {known}.").format(written=format_id, known=", ".join(known)))
        columns = find_columns(desk, title, parse_columns(languages), chosen_roles(role)) or ()
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        report = desk.exporting.dialogue_lists.export(
            find_title(desk, title).id, columns, format_id, out, wording=Words(""), episode_ids=ids, job=job
        )
    code = print_report(session, report)
    return code if report.done else FAILED


def come_back(
    session: Session,
    title: TitleCode,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The sheet that came back: XLSX, CSV, TSV or DOCX."))],
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would change; nothing is written."))] = False,
    on_existing: Annotated[OnExisting, Option(help=N_("What to do with texts that were changed here as well."))] = OnExisting.FAIL,
    on_conflict: Annotated[
        list[str] | None,
        Option(
            help=N_("What to do with one such text, by the id of its cue: 81=theirs, 81=mine, 81:es-419=theirs. --plan tells ids.")
        ),
    ] = None,
    columns: ColumnMap = "",
    episode: Annotated[int | None, Option(help=N_("Episode of rows that name none."))] = None,
    frame_rate: Annotated[str | None, Option(help=N_("Frame rate of times that count frames; else that of the videos."))] = None,
    as_json: AsJson = False,
) -> int:
    """Take the texts of a sheet back, over all its episodes and languages, as one step: by id, else by time, text and order."""
    if not file.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=file))
    rate, decisions = find_rate(frame_rate), _decisions(on_conflict or ())
    with session.desk(read_only=plan) as desk, session.job(_("Taking the script back")) as job:
        title_id = find_title(desk, title).id
        if plan:
            return print_plan(session, desk.scripting.plan(file, title_id, columns=columns, episode=episode, frame_rate=rate))
        report = desk.scripting.import_script(
            file, title_id, on_existing=on_existing, columns=columns, episode=episode, frame_rate=rate,
            decisions=decisions, job=job,
        )  # fmt: skip
        if report.edit is not None and report.edit.ids("cue"):
            desk.checking.follow_edit(report.edit)
    return print_report(session, report)


def _decisions(written: Sequence[str]) -> dict[str, Side]:
    """Read what is decided of single conflicts.

    Raises:
        WrongUse: a part names no cue, or no side.
    """
    found: dict[str, Side] = {}
    for each in written:
        key, _sign, side = (part.strip() for part in each.rpartition("="))
        if not key.partition(":")[0].isdecimal() or side not in list(Side):
            raise WrongUse(
                _("“{written}” decides nothing. Write the id of a cue and a side: 81=mine or 81=theirs.").format(written=each)
            )
        found[key] = Side(side)
    return found


COMMAND = Command(
    "script",
    N_("Write a title as a script, or take one back."),
    actions=(
        Action("export", N_("Write a script to work on."), export),
        Action("list", N_("Write a dialogue list to be read."), list_dialogue),
        Action("return", N_("Take the texts of a script or a translator’s sheet back."), come_back),
    ),
)
