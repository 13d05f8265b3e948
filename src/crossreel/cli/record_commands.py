"""Commands on records: each kind is listed, added, changed, removed, written to files and taken from them in one way.

The options of a kind are its fields, so that a field more is an option more.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, error_json, find_title, print_report, told_json
from crossreel.domain.errors import BadInput
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.field import RecordField
from crossreel.domain.records.plan import RecordPlan, told_of
from crossreel.domain.records.record import RecordKind
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Row = Annotated[str, Argument(metavar="ID", help=N_("Its id, or what it is called where no other one is."))]
Rows = Annotated[list[str], Argument(metavar="ID", help=N_("Ids, or what they are called where no other one is."))]
Target = Annotated[Path, Argument(metavar="FILE", help=N_("The file to write: XLSX, CSV or TSV."))]
Source = Annotated[Path, Argument(metavar="FILE", help=N_("The file: XLSX, CSV or TSV."))]
HeadingMap = Annotated[
    str,
    Option("--map", help=N_("Which option a heading of the file means, for example “Preis=price,Gebiete=territories”.")),
]
OnlyPlan = Annotated[bool, Option("--plan", help=N_("Only say what would change; nothing is written."))]
Titled = tuple[tuple[str, Any], ...]


def record_command(name: str, help: str, kind: RecordKind) -> Command:
    """Return the command of a kind of record.

    Args:
        name: of the command.
        help: marked with `N_`.
        kind: the records.
    """
    title: Titled = (("title", TitleCode),) if kind.is_of_title else ()
    show = _run(_show(kind), title)
    change: tuple[Action, ...] = (
        Action("add", N_("Add one."), _run(_add(kind), title, _options(kind))),
        Action("change", N_("Change the fields that are named; an empty text empties one."),
               _run(_change(kind), (*title, ("record", Row)), _options(kind))),
        Action("remove", N_("Remove some."), _run(_remove(kind), (*title, ("records", Rows)))),
    )  # fmt: skip
    if kind.single:
        change = (
            Action(
                "set", N_("Write the fields that are named; an empty text empties one."), _run(_add(kind), title, _options(kind))
            ),
            Action("remove", N_("Remove them."), _run(_remove(kind), title)),
        )
    files = (
        Action("export", N_("Write them to a file, with their ids."), _run(_export(kind), (*title, ("file", Target)))),
        Action("import", N_("Add and change what a file says, by id or by what tells one apart."),
               _run(_import(kind), (*title, ("file", Source)), (("columns", HeadingMap, ""), ("plan", OnlyPlan, False)))),
    )  # fmt: skip
    return Command(name, help, show, (Action("list", N_("List them."), show), *change, *files))


def _options(kind: RecordKind) -> tuple[tuple[str, Any, Any], ...]:
    """Return the fields of a kind as options: name, annotation and default."""
    return tuple(
        (each.heading, Annotated[_type(each) | None, Option(help=each.words, more=each.how)], None) for each in kind.fields
    )


def _type(field: RecordField) -> Any:
    return type(next(iter(field.choices))) if field.choices else str


def _run(act: Callable[..., Any], places: Titled, options: Sequence[tuple[str, Any, Any]] = ()) -> Callable[..., Any]:
    """Return a function with the parameters that a command reads: the session, places, options, and `as_json`."""

    def run(session: Session, **values: Any) -> Any:
        return act(session, values)

    kinds: dict[str, Any] = {
        "session": Session,
        **dict(places),
        **{name: kind for name, kind, _default in options},
        "as_json": AsJson,
    }
    defaults = {name: default for name, _kind, default in options} | {"as_json": False}
    by_place = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        inspect.Parameter(name, by_place, default=defaults.get(name, inspect.Parameter.empty), annotation=kind)
        for name, kind in kinds.items()
    ]
    run.__annotations__ = kinds
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = act.__doc__
    return run


def _title_id(desk: "Desk", kind: RecordKind, values: Mapping[str, Any]) -> int | None:
    return find_title(desk, values["title"]).id if kind.is_of_title else None


def _told(kind: RecordKind, values: Mapping[str, Any]) -> dict[str, str]:
    named = {each.name: values.get(each.heading) for each in kind.fields}
    return {name: str(text) for name, text in named.items() if text is not None}


def find_record(book: RecordBook, kind: RecordKind, written: str) -> Any:
    """Return the record that is meant by an id or by what it is called.

    Raises:
        WrongUse: there is none, or several are called so.
    """
    rows = book.of(kind)
    by_id = [row for row in rows if str(row.id) == written]
    named = by_id or [row for row in rows if book.name_of(kind, row).casefold() == written.strip().casefold()]
    if len(named) == 1:
        return named[0]
    known = ", ".join(f"{book.name_of(kind, row)} ({row.id})" for row in (named or rows)[:12]) or _("none")
    words = _("Several are called “{written}”: {known}.") if named else _("There is no “{written}”. There are: {known}.")
    raise WrongUse(words.format(written=written, known=known))


def _saying_where(kind: RecordKind, act: Callable[[Session, Mapping[str, Any]], int]) -> Callable[..., Any]:
    """Return what writes a record and says with which field something is wrong: there are many in one command."""

    def write(session: Session, values: Mapping[str, Any]) -> int:
        try:
            return act(session, values)
        except BadInput as error:
            told = told_of(kind, error)
            if session.as_json:
                session.print_json(error_json(error))
            session.complain(sentence(told.code, told.facts))
            return FAILED

    return write


def _show(kind: RecordKind) -> Callable[..., Any]:
    def show(session: Session, values: Mapping[str, Any]) -> None:
        with session.desk(read_only=True) as desk:
            book = desk.records.book(_title_id(desk, kind, values))
        print_records(session, book, kind)

    return show


def print_records(session: Session, book: RecordBook, kind: RecordKind) -> None:
    """Print the records of a kind, as JSON with all their fields."""
    if session.as_json:
        session.print_json(records_json(book, kind))
        return
    fields = [each for name in kind.shown if (each := kind.find(name)) is not None]
    told = [(row.id, book.written(kind, row)) for row in book.of(kind)]
    rows = [(row_id, *(cells[each.name] for each in fields)) for row_id, cells in told]
    print_table(session, (_("Id"), *(_(each.words) for each in fields)), rows)


def records_json(book: RecordBook, kind: RecordKind) -> list[dict[str, object]]:
    """Return the records of a kind as JSON: their fields as values, and under `written` as people write them."""
    return [
        {**plain_object(row), "written": {each.heading: book.written(kind, row)[each.name] for each in kind.fields}}
        for row in book.of(kind)
    ]


def _add(kind: RecordKind) -> Callable[..., Any]:
    def add(session: Session, values: Mapping[str, Any]) -> int:
        with session.desk() as desk:
            return print_edit(session, desk, desk.records.add(kind.id, _told(kind, values), _title_id(desk, kind, values)))

    return _saying_where(kind, add)


def _change(kind: RecordKind) -> Callable[..., Any]:
    def change(session: Session, values: Mapping[str, Any]) -> int:
        with session.desk() as desk:
            title_id = _title_id(desk, kind, values)
            row = find_record(desk.records.book(title_id), kind, values["record"])
            return print_edit(session, desk, desk.records.change(kind.id, row.id, _told(kind, values), title_id, seen=row))

    return _saying_where(kind, change)


def _remove(kind: RecordKind) -> Callable[..., Any]:
    def remove(session: Session, values: Mapping[str, Any]) -> int:
        with session.desk() as desk:
            title_id = _title_id(desk, kind, values)
            book = desk.records.book(title_id)
            rows = book.of(kind) if kind.single else [find_record(book, kind, each) for each in values["records"]]
            if not rows:
                raise WrongUse(_("There is nothing to remove."))
            return print_edit(session, desk, desk.records.remove(kind.id, [row.id for row in rows], title_id))

    return remove


def _export(kind: RecordKind) -> Callable[..., Any]:
    def export(session: Session, values: Mapping[str, Any]) -> int:
        with session.desk(read_only=True) as desk:
            report = desk.record_files.export(values["file"], _title_id(desk, kind, values), only=(kind.id,))
        return print_report(session, report)

    return export


def _import(kind: RecordKind) -> Callable[..., Any]:
    def take(session: Session, values: Mapping[str, Any]) -> int:
        with session.desk(read_only=values["plan"]) as desk:
            title_id, meant = _title_id(desk, kind, values), parse_headings(values["columns"])
            return take_records(session, desk, values["file"], title_id, (kind.id,), meant, plan=values["plan"])

    return take


def take_records(
    session: Session, desk: "Desk", file: Path, title_id: int | None, only: Sequence[str], meant: Mapping[str, str], *, plan: bool
) -> int:  # fmt: skip
    """Take records from a file, or say what would change, and return the exit code: 1 where something is not taken."""
    if not plan:
        return print_report(session, desk.record_files.take(file, title_id, only=only, meant=meant))
    return print_record_plan(session, desk.record_files.plan(file, title_id, only=only, meant=meant))


def parse_headings(written: str) -> dict[str, str]:
    """Return what headings of a file mean, as `HeadingMap` has it: the headings of fields by those of the file.

    Raises:
        WrongUse: a part is no heading with a field.
    """
    pairs = [part.rpartition("=") for part in written.split(",") if part.strip()]
    if bad := [part for heading, _sign, part in pairs if not heading.strip() or not part.strip()]:
        raise WrongUse(_("“{written}” says of no heading what it means. Write for example “Preis=price”.").format(written=bad[0]))
    return {heading.strip(): field.strip() for heading, _sign, field in pairs}


def print_record_plan(session: Session, plan: RecordPlan) -> int:
    """Print what a file would change, and return the exit code: 1 where a row cannot be taken."""
    failed = [{"where": each.row.where, **told_json(each.error.code, each.error.facts)} for each in plan.failed]
    if session.as_json:
        changes = [
            {"where": each.row.where, "kind": each.row.kind.id, "name": each.name,
             "id": str(each.before.id) if each.before else None,
             "changes": [{"what": what, "before": before, "after": after} for what, before, after in each.changes]}
            for each in plan.changes
        ]  # fmt: skip
        notices = [told_json(each.code, each.facts) for each in plan.notices]
        session.print_json({"changes": changes, "same": plan.same, "failed": failed, "notices": notices})
        return FAILED if failed else DONE
    rows = [
        (each.row.where, each.name, _("new") if each.before is None else "", _field_words(each.row.kind, what), before, after)
        for each in plan.changes
        for what, before, after in each.changes
    ]
    print_table(session, (_("Row"), _("Record"), "", _("What changes"), _("Before"), _("After")), rows)
    for each in plan.failed:
        why = told_of(each.row.kind, each.error)
        session.complain(f"{each.row.where}: {sentence(why.code, why.facts)}")
    for notice in plan.notices:
        session.complain(sentence(notice.code, notice.facts))
    return FAILED if failed else DONE


def _field_words(kind: RecordKind, name: str) -> str:
    found = kind.find(name)
    return _(found.words) if found is not None else name
