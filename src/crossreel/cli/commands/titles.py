"""`crossreel titles`: what the catalog holds; making and deleting titles."""

from typing import Annotated

from crossreel.cli.answers import print_edit
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title, parse_language
from crossreel.i18n.numbers import duration
from crossreel.kernel.marks import N_


def run(session: Session, as_json: AsJson = False) -> None:
    """List the titles with their languages and the state of each."""
    with session.desk(read_only=True) as desk:
        rows = desk.cataloging.titles()
    if as_json:
        session.print_json(
            [
                {
                    "code": row.title.code,
                    "name": row.title.name,
                    "original_name": row.title.original_name,
                    "source_language": row.title.source_language,
                    "episodes": row.episode_count,
                    "duration_ms": row.duration_ms,
                    "languages": {
                        each.language: {state.value: count for state, count in each.states.items()} for each in row.languages
                    },
                    "open_errors": row.open_errors,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        languages = " ".join(each.language for each in row.languages)
        session.say(f"{row.title.code:<16} {row.episode_count:>4}  {duration(row.duration_ms):<10} {row.title.name}  [{languages}]")


def create(
    session: Session,
    title: Annotated[str, Argument(metavar="TITLE", help=N_("Code of the title, 2 to 16 capital letters and digits."))],
    name: Annotated[str, Argument(help=N_("Name of the title."))],
    source_language: Annotated[str, Option(help=N_("Language the title was made in."))] = "zh-Hans",
    as_json: AsJson = False,
) -> int:
    """Make a title without episodes, and the catalog where there is none."""
    language = parse_language(source_language)
    with session.desk(create=True) as desk:
        return print_edit(session, desk, desk.cataloging.create_title(title, name, language))


def delete(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Remove a title with everything that belongs to it; video files stay, and `undo` brings it back."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.delete_title(find_title(desk, title).id))


COMMAND = Command(
    "titles",
    N_("List, make or delete the titles of the catalog."),
    run,
    (
        Action("create", N_("Make a title without episodes."), create),
        Action("delete", N_("Delete a title with all that belongs to it."), delete),
    ),
)
