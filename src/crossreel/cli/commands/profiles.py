"""`crossreel profiles`: the delivery profiles."""

from typing import Annotated

from crossreel.cli.answers import plain, plain_object, print_table
from crossreel.cli.arguments import Argument, AsJson
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, error_json
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def show(session: Session, as_json: AsJson = False) -> None:
    """List the delivery profiles."""
    found = session.opener.profiles()
    for error in found.broken.values():
        session.complain(sentence(error.code, error.facts))
    if as_json:
        broken = [{"id": name, **error_json(error)} for name, error in found.broken.items()]
        session.print_json([*(plain(each) for each in found.known), *broken])
        return
    rows = [
        (each.id, each.name, each.version, each.buyer, " ".join(one.format_id for one in each.formats), each.minimum_state.value)
        for each in found.known
    ]
    print_table(session, (_("Profile"), _("Name"), _("Version"), _("Buyer"), _("Formats"), _("Least state")), rows)


def one(session: Session, profile: Annotated[str, Argument(help=N_("Id of the profile."))], as_json: AsJson = False) -> None:
    """Show all that a profile asks for."""
    told = plain_object(session.opener.profiles().get(profile))
    if as_json:
        session.print_json(told)
        return
    rows: list[tuple[str, object]] = []
    for name, value in told.items():
        if isinstance(value, dict):
            rows += [(f"{name}.{key}", each) for key, each in value.items()]
        elif isinstance(value, list):
            rows.append((name, ", ".join(_entry(each) for each in value)))
        else:
            rows.append((name, value))
    print_table(session, (_("Field"), _("Value")), rows)


def _entry(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    first, *rest = value.values()
    options = [f"{name}={each}" for inner in rest if isinstance(inner, dict) for name, each in inner.items()]
    return f"{first} ({', '.join(options)})" if options else str(first)


COMMAND = Command(
    "profiles",
    N_("List or show the delivery profiles."),
    show,
    (
        Action("list", N_("List the delivery profiles."), show),
        Action("show", N_("Show all that a profile asks for."), one),
    ),
)
