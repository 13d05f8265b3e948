"""`crossreel export`: writes subtitle files of a title, without the gate."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_columns
from crossreel.cli.arguments import Argument, Option, Roles, chosen_roles
from crossreel.cli.command import Command
from crossreel.cli.episodes import parse_episodes
from crossreel.cli.session import FAILED, Session, find_title, parse_columns, print_report
from crossreel.cli.write_options import Asked, parse_asked
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument()],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    role: Roles = None,
    format_id: Annotated[str, Option("--format", help=N_("Format: srt, vtt, ass, ttml, csv, xlsx, xliff…"))] = "srt",
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    option: Asked = None,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Write one file per episode, language and role; without a role the whole subtitles, or the columns named: en,en-x-sdh."""
    with session.desk(read_only=True) as desk, session.job(_("Writing files")) as job:
        found = find_title(desk, title)
        rows = desk.cataloging.matrix(found.id).rows
        wanted = parse_episodes(episodes, [row.episode.number for row in rows])
        ids = [row.episode.id for row in rows if row.episode.number in wanted]
        tags = find_columns(desk, title, parse_columns(languages), chosen_roles(role)) or ()
        report = desk.exporting.export(found.id, tags, format_id, out, episode_ids=ids, asked=parse_asked(option), job=job)
    code = print_report(session, report)
    return code if report.done else FAILED


COMMAND = Command("export", N_("Write subtitle files, without the gate."), run)
