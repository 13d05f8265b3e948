"""`crossreel formats`: the subtitle formats that can be read and written."""

from crossreel.cli.answers import plain, print_table
from crossreel.cli.arguments import AsJson
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import script_name
from crossreel.kernel.marks import N_


def run(session: Session, as_json: AsJson = False) -> None:
    """List the formats, and what each cannot hold."""
    found = session.opener.converting().formats()
    if as_json:
        session.print_json([plain(each) for each in found])
        return
    rows = [
        (
            each.id,
            _(each.title),
            " ".join(each.extensions),
            "" if each.writable else _("read only"),
            ", ".join([script_name(script) for script in sorted(each.scripts)]),
            ", ".join(sorted(each.loses)),
        )
        for each in found
    ]
    print_table(session, (_("Format"), _("Name"), _("Files"), "", _("Letters"), _("Cannot hold")), rows)


COMMAND = Command("formats", N_("List the subtitle formats."), run)
