"""`crossreel handover`: a title for those who finish its picture in an editing program."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_columns, find_rows
from crossreel.cli.arguments import AsJson, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Command
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.session import FAILED, Session, WrongUse, find_title, parse_columns, print_report
from crossreel.i18n.messages import _
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: TitleCode,
    to: Annotated[str, Option(help=N_("Where it goes: capcut, fcpxml or edl."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; without it those of the title."))] = "",
    role: Roles = None,
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    frame_rate: Annotated[
        str | None, Option(help=N_("Frame rate of episodes whose video does not say it, for example 25 or 30000/1001."))
    ] = None,
    no_markers: Annotated[bool, Option("--no-markers", help=N_("Leave notes and findings out."))] = False,
    as_json: AsJson = False,
) -> int:
    """Write a draft of CapCut, Final Cut Pro XML or an EDL for each episode.

    Subtitles go along in a track for each language, reviewers’ notes and the findings of QC as markers, where the program takes
    them. A draft of CapCut is a folder: put it among its projects.
    """
    rate = find_rate(frame_rate)
    with session.desk(read_only=True) as desk, session.job(_("Writing files")) as job:
        programs = [each.id for each in desk.exporting.handing_over.editors()]
        if to not in programs:
            raise WrongUse(_("“{written}” is none of: {known}.").format(written=to, known=", ".join(programs)))
        found = find_title(desk, title)
        columns = find_columns(desk, title, parse_columns(languages) if languages else (), chosen_roles(role))
        report = desk.exporting.handing_over.hand_over(
            found.id,
            columns or tuple(desk.cataloging.matrix(found.id).columns),
            to,
            out,
            wording=Words(""),
            episode_ids=[row.episode.id for row in find_rows(desk, title, episodes)],
            frame_rate=rate,
            markers=not no_markers,
            job=job,
        )
    code = print_report(session, report)
    return code if report.done else FAILED


COMMAND = Command("handover", N_("Hand a title over to an editing program."), run)
