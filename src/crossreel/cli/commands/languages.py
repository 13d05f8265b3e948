"""`crossreel languages`: the languages of a title."""

from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import AsJson, ColumnTag, LanguageTag, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title, parse_column_name, parse_language
from crossreel.domain.catalog.workflow import State
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the languages of a title with their roles, the source first, and how many episodes are in which state."""
    with session.desk(read_only=True) as desk:
        matrix = desk.cataloging.matrix(find_title(desk, title).id)
    states = {tag: [row.cells[tag].state for row in matrix.rows if tag in row.cells] for tag in matrix.columns}
    counts = {tag: {state: found.count(state) for state in State if state in found} for tag, found in states.items()}
    source = matrix.title.source_language
    if as_json:
        session.print_json([{"language": tag, "source": tag == source, "states": counts[tag]} for tag in matrix.columns])
        return
    rows = [
        (
            tag,
            language_name(tag),
            _("source") if tag == source else "",
            "  ".join(f"{state} {n}" for state, n in counts[tag].items()),
        )
        for tag in matrix.columns
    ]
    print_table(session, (_("Language"), _("Name"), _("Role"), _("Episodes by state")), rows)


def add(session: Session, title: TitleCode, language: ColumnTag, as_json: AsJson = False) -> int:
    """Add a language, with empty cells."""
    tag = parse_column_name(language)
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.add_language(find_title(desk, title).id, tag))


def remove(session: Session, title: TitleCode, language: ColumnTag, as_json: AsJson = False) -> int:
    """Remove a language with its subtitles and notes; what the title is called in it stays."""
    tag = parse_column_name(language)
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.remove_language(find_title(desk, title).id, tag))


def source(session: Session, title: TitleCode, language: LanguageTag, as_json: AsJson = False) -> int:
    """Say which language the title was made in; its source tracks are taken to be in that one."""
    from dataclasses import replace

    tag = parse_language(language)
    with session.desk() as desk:
        found = find_title(desk, title)
        edit = desk.cataloging.update_title(replace(found, source_language=tag), seen=found)
        return print_edit(session, desk, edit)


COMMAND = Command(
    "languages",
    N_("List, add or remove the languages of a title."),
    show,
    (
        Action("list", N_("List the languages, the source first."), show),
        Action("add", N_("Add a language."), add),
        Action("remove", N_("Remove a language with its subtitles and notes."), remove),
        Action("source", N_("Say which language the title was made in."), source),
    ),
)
