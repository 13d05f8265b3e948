"""`crossreel script`: a title as a spreadsheet, out to translators and back."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import FAILED, Session, WrongUse, find_title, parse_languages, print_report
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def export(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    format_id: Annotated[str, Option("--format", help=N_("xlsx or csv."))] = "xlsx",
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    as_json: AsJson = False,
) -> int:
    """Write one file with the source beside every language; each line carries the id of its cue."""
    tags = parse_languages(languages)
    with session.desk(read_only=True) as desk, session.job(_("Writing files")) as job:
        scripts = [each.id for each in desk.exporting.formats() if each.script]
        if format_id not in scripts:
            raise WrongUse(_("“{written}” is none of: {known}.").format(written=format_id, known=", ".join(scripts)))
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        report = desk.exporting.export(find_title(desk, title).id, tags, format_id, out, episode_ids=ids, job=job)
    code = print_report(session, report)
    return code if report.done else FAILED


def come_back(
    session: Session,
    title: TitleCode,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The script that was worked on."))],
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would change; nothing is written."))] = False,
    as_json: AsJson = False,
) -> int:
    """Take the texts of a script back, over all its episodes and languages, as one step."""
    if not file.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=file))
    with session.desk(read_only=plan) as desk, session.job(_("Taking the script back")) as job:
        title_id = find_title(desk, title).id
        report = desk.scripting.plan(file, title_id) if plan else desk.scripting.import_script(file, title_id, job=job)
        if report.edit is not None and report.edit.ids("cue"):
            desk.checking.follow_edit(report.edit)
    return print_report(session, report)


COMMAND = Command(
    "script",
    N_("Write a title as a script, or take one back."),
    actions=(
        Action("export", N_("Write a script to work on."), export),
        Action("return", N_("Take the texts of a script back."), come_back),
    ),
)
