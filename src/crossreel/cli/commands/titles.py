"""`crossreel titles`: what the catalog holds."""

from typing import Annotated

from crossreel.cli.arguments import Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.i18n.numbers import duration
from crossreel.kernel.marks import N_


def run(
    session: Session,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> None:
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


COMMAND = Command("titles", N_("List the titles of the catalog."), run)
