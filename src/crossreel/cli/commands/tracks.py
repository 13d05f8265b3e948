"""`crossreel tracks`: the subtitles of a title by language and role."""

from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnTag, EpisodeNumbers, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title, parse_column_name
from crossreel.domain.text.column_name import VARIANTS, column_name, language_of, split_column
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the subtitles that there are, by episode, language and role."""
    with session.desk(read_only=True) as desk:
        matrix = desk.cataloging.matrix(find_title(desk, title).id)
    found = [(row.episode.number, column, cell) for row in matrix.rows for column, cell in row.cells.items() if cell.track_id]
    if as_json:
        session.print_json(
            [
                {
                    "episode": number, "language": split_column(column)[0], "role": split_column(column)[1],
                    "state": cell.state.value, "cues": cell.cue_count, "untranslated": cell.untranslated, "unseen": cell.unseen,
                }
                for number, column, cell in found
            ]
        )  # fmt: skip
        return
    rows = [
        (number, column, language_name(column), sentence(f"state.{cell.state.value}"), cell.cue_count)
        for number, column, cell in found
    ]
    print_table(session, (_("Episode"), _("Language"), _("Name"), _("State"), _("Cues")), rows)


def make(
    session: Session,
    title: TitleCode,
    language: ColumnTag,
    episodes: EpisodeNumbers,
    copy: Annotated[str, Option(help=N_("Copy words and times from this role, or column such as en-x-sdh."))] = "",
    as_json: AsJson = False,
) -> int:
    """Make subtitles in a role, empty or copied: `tracks make HEIR en all --role sdh --copy full`."""
    column = parse_column_name(language)
    source = column_name(language_of(column), copy) if copy in VARIANTS else parse_column_name(copy) if copy else ""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.make_tracks(_cells(desk, title, column, episodes), copied_from=source))


def change_role(
    session: Session,
    title: TitleCode,
    language: ColumnTag,
    episodes: EpisodeNumbers,
    to: Annotated[str, Argument(metavar="ROLE", help=N_("The role they get: full, sdh, forced or signs."))],
    as_json: AsJson = False,
) -> int:
    """Give subtitles another role; words, notes and waivers go with them."""
    column = parse_column_name(language)
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.change_role(_cells(desk, title, column, episodes), to))


def delete(session: Session, title: TitleCode, language: ColumnTag, episodes: EpisodeNumbers, as_json: AsJson = False) -> int:
    """Delete subtitles with their notes; `undo` brings them back."""
    column = parse_column_name(language)
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.delete_tracks(_cells(desk, title, column, episodes)))


def _cells(desk: "Desk", title: str, column: str, episodes: str) -> list[tuple[int, str]]:
    return [(row.episode.id, column) for row in find_rows(desk, title, episodes)]


COMMAND = Command(
    "tracks",
    N_("List, make, copy or delete subtitles by language and role."),
    show,
    (
        Action("list", N_("List the subtitles by episode, language and role."), show),
        Action("make", N_("Make subtitles in a role, empty or copied from another."), make),
        Action("role", N_("Give subtitles another role."), change_role),
        Action("delete", N_("Delete subtitles with their notes."), delete),
    ),
)
