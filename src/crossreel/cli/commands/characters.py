"""`crossreel characters`: who is who, and what each language calls them."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from crossreel.cli.addresses import find_character, get_character, parse_renderings
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title
from crossreel.domain.catalog.title import Character
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

Name = Annotated[str, Argument(metavar="NAME", help=N_("Name in the source, or the id."))]


class Gender(StrEnum):
    """What is said of a character's gender."""

    WOMAN = "f"
    MAN = "m"
    OTHER = "x"
    UNSAID = ""


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the characters with their names in each language."""
    with session.desk(read_only=True) as desk:
        people = desk.cataloging.characters(find_title(desk, title).id)
    if as_json:
        session.print_json([plain(person) for person in people])
        return
    rows = [
        (each.name, each.gender, each.age, "  ".join(f"{tag}={name}" for tag, name in each.names.items()), each.description)
        for each in people
    ]
    print_table(session, (_("Name"), _("Gender"), _("Age"), _("Names by language"), _("Who this is")), rows)


def put(
    session: Session,
    title: TitleCode,
    name: Name,
    names: Annotated[list[str] | None, Option("--in", help=N_("Name in a language, for example en=Mia; several times."))] = None,
    gender: Annotated[Gender | None, Option(help=N_("f, m, x, or empty."))] = None,
    age: Annotated[str | None, Option(help=N_("Age."))] = None,
    description: Annotated[str | None, Option(help=N_("Who this is."))] = None,
    rename: Annotated[str | None, Option(help=N_("Another name in the source."))] = None,
    as_json: AsJson = False,
) -> int:
    """Add a character, or change what is named of one that is there; `--in en=` takes a name away."""
    given = parse_renderings(names or ())
    with session.desk() as desk:
        found = find_title(desk, title)
        person = find_character(desk, found.id, name) or Character(id=0, title_id=found.id, name=name)
        changed = replace(
            person,
            name=person.name if rename is None else rename,
            gender=person.gender if gender is None else gender.value,
            age=person.age if age is None else age.strip(),
            description=person.description if description is None else description.strip(),
            names={**person.names, **given},
        )
        return print_edit(session, desk, desk.cataloging.put_character(changed, seen=person if person.id else None))


def remove(session: Session, title: TitleCode, name: Name, as_json: AsJson = False) -> int:
    """Remove a character; its lines are then nobody's."""
    with session.desk() as desk:
        person = get_character(desk, find_title(desk, title).id, name)
        return print_edit(session, desk, desk.cataloging.remove_character(person.id, seen=person))


COMMAND = Command(
    "characters",
    N_("List, add, change or remove the characters of a title."),
    show,
    (
        Action("list", N_("List the characters."), show),
        Action("put", N_("Add a character, or change one."), put),
        Action("remove", N_("Remove a character."), remove),
    ),
)
