"""`crossreel terms`: source expressions, and the one rendering each language must use."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import parse_renderings
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, WrongUse, find_title
from crossreel.domain.catalog.title import Term
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Source = Annotated[str, Argument(metavar="SOURCE", help=N_("The expression in the source, or the id."))]


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the terms with their rendering in each language."""
    with session.desk(read_only=True) as desk:
        terms = desk.cataloging.terms(find_title(desk, title).id)
    if as_json:
        session.print_json([plain(term) for term in terms])
        return
    rows = [(each.source, "  ".join(f"{tag}={words}" for tag, words in each.renderings.items()), each.note) for each in terms]
    print_table(session, (_("Term"), _("Renderings"), _("Note")), rows)


def put(
    session: Session,
    title: TitleCode,
    source: Source,
    renderings: Annotated[
        list[str] | None, Option("--in", help=N_("Rendering in a language, for example en=CEO; several times."))
    ] = None,
    note: Annotated[str | None, Option(help=N_("A note for translators."))] = None,
    rename: Annotated[str | None, Option(help=N_("Another expression in the source."))] = None,
    as_json: AsJson = False,
) -> int:
    """Add a term, or change what is named of one that is there; `--in en=` takes a rendering away."""
    given = parse_renderings(renderings or ())
    with session.desk() as desk:
        found = find_title(desk, title)
        term = _find(desk, found.id, source) or Term(id=0, title_id=found.id, source=source)
        changed = replace(
            term,
            source=term.source if rename is None else rename,
            renderings={**term.renderings, **given},
            note=term.note if note is None else note.strip(),
        )
        return print_edit(session, desk, desk.cataloging.put_term(changed, seen=term if term.id else None))


def remove(session: Session, title: TitleCode, source: Source, as_json: AsJson = False) -> int:
    """Remove a term."""
    with session.desk() as desk:
        found = find_title(desk, title)
        term = _find(desk, found.id, source)
        if term is None:
            known = ", ".join(each.source for each in desk.cataloging.terms(found.id)) or _("none")
            raise WrongUse(_("There is no term “{term}”. Terms: {known}.").format(term=source, known=known))
        return print_edit(session, desk, desk.cataloging.remove_term(term.id, seen=term))


def _find(desk: "Desk", title_id: int, source: str) -> Term | None:
    return next((each for each in desk.cataloging.terms(title_id) if source.strip() in (each.source, str(each.id))), None)


COMMAND = Command(
    "terms",
    N_("List, add, change or remove the terms of a title."),
    show,
    (
        Action("list", N_("List the terms."), show),
        Action("put", N_("Add a term, or change one."), put),
        Action("remove", N_("Remove a term."), remove),
    ),
)
