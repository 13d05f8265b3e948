"""`crossreel terms`: source expressions, and the one rendering each language must use."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import parse_renderings
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title, parse_languages, print_report, told_json
from crossreel.domain.catalog.bible_sheet import BiblePlan, EntryKind, name_of
from crossreel.domain.catalog.title import Term
from crossreel.i18n.messages import _, sentence
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


def export(
    session: Session,
    title: TitleCode,
    out: Annotated[Path, Argument(metavar="FILE", help=N_("The file to write: XLSX, CSV, TSV or TBX."))],
    what: Annotated[
        list[EntryKind] | None, Option(help=N_("term or character; else both in a workbook, and terms in other files."))
    ] = None,
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; all without it."))] = "",
    as_json: AsJson = False,
) -> int:
    """Write the terms and characters of a title, for others to work on: a row each with its id, a column a language."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        tags = parse_languages(languages) if languages else ()
        return print_report(session, desk.bible_files.export(out, title_id, kinds=what or (), languages=tags))


def take_in(
    session: Session,
    title: TitleCode,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The file: XLSX, CSV, TSV, DOCX or TBX."))],
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would change; nothing is written."))] = False,
    as_json: AsJson = False,
) -> int:
    """Add and change terms and characters as a file says, as one step: by id, else by the expression in the source."""
    with session.desk(read_only=plan) as desk:
        title_id = find_title(desk, title).id
        if not plan:
            return print_report(session, desk.bible_files.take(file, title_id))
        found = desk.bible_files.plan(file, title_id)
    return _print_plan(session, found)


def _print_plan(session: Session, found: BiblePlan) -> int:
    """Print what a file would change, and return the exit code: 1 where something would not be taken."""
    failed = [{"where": row.where, **told_json(code, {"where": row.where, "term": row.name})} for row, code in found.failed]
    if session.as_json:
        changes = [
            {"where": each.row.where, "kind": each.row.kind.value, "id": str(each.before.id) if each.before else None,
             "name": name_of(each.after),
             "changes": [{"what": what, "before": before, "after": after} for what, before, after in each.changes]}
            for each in found.changes
        ]  # fmt: skip
        notices = [told_json(each.code, each.facts) for each in found.notices]
        session.print_json({"changes": changes, "same": found.same, "failed": failed, "notices": notices})
        return FAILED if failed else DONE
    rows = [
        (each.row.where, name_of(each.after), _("new") if each.before is None else "", what, before, after)
        for each in found.changes
        for what, before, after in each.changes
    ]
    print_table(session, (_("Row"), _("Term"), "", _("What changes"), _("Before"), _("After")), rows)
    for row, code in found.failed:
        session.complain(sentence(code, {"where": row.where, "term": row.name}))
    for notice in found.notices:
        session.complain(sentence(notice.code, notice.facts))
    return FAILED if failed else DONE


def _find(desk: "Desk", title_id: int, source: str) -> Term | None:
    return next((each for each in desk.cataloging.terms(title_id) if source.strip() in (each.source, str(each.id))), None)


COMMAND = Command(
    "terms",
    N_("List, add, change, remove and exchange the terms of a title."),
    show,
    (
        Action("list", N_("List the terms."), show),
        Action("put", N_("Add a term, or change one."), put),
        Action("remove", N_("Remove a term."), remove),
        Action("export", N_("Write terms and characters to a file."), export),
        Action("import", N_("Take terms and characters from a file."), take_in),
    ),
)
