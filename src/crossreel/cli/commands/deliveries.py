"""`crossreel deliveries`: what was delivered."""

from typing import Annotated

from crossreel.cli.answers import plain_object, print_table
from crossreel.cli.arguments import Argument, AsJson
from crossreel.cli.command import Command
from crossreel.cli.session import Session, find_title
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import when
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, of all titles."))] = "",
    as_json: AsJson = False,
) -> None:
    """List the packages that were built, newest first: when, by whom, for which profile, in which languages, and where."""
    with session.desk(read_only=True) as desk:
        found = desk.delivering.history(find_title(desk, title).id if title else None)
        codes = {row.title.id: row.title.code for row in desk.cataloging.titles()}
    if as_json:
        session.print_json([{**plain_object(each), "title": codes.get(each.title_id)} for each in found])
        return
    rows = [
        (when(each.created_ms), each.author, codes.get(each.title_id), each.profile_id, " ".join(each.languages), each.package_path)
        for each in found
    ]
    print_table(session, (_("When"), _("Who"), _("Title"), _("Profile"), _("Languages"), _("Package")), rows)


COMMAND = Command("deliveries", N_("List what was delivered."), run)
