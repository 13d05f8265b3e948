"""`crossreel deliveries`: what was delivered, what each buyer has of a title, and what it said of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.episodes import parse_episodes, write_episodes
from crossreel.cli.session import Session, WrongUse, find_title, parse_columns, parse_languages
from crossreel.domain.errors import Refused
from crossreel.domain.redelivery import SentState
from crossreel.domain.views.delivery_board import BoardRow, DeliveryBoard
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name, when
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.domain.redelivery import Place
    from crossreel.services.desk import Desk

To = Annotated[str, Option(help=N_("Code of the buyer."))]
Columns = Annotated[str, Option(help=N_("Only these languages, for example ar,en-x-sdh; without them, all that were sent."))]
Episodes = Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))]


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, of all titles."))] = "",
    as_json: AsJson = False,
) -> None:
    """List the packages that were built, newest first: when, by whom, for whom, by which profile, in which languages, and where."""
    with session.desk(read_only=True) as desk:
        found = desk.delivering.history(find_title(desk, title).id if title else None, whole=bool(title and as_json))
        codes = {row.title.id: row.title.code for row in desk.cataloging.titles()}
    if as_json:
        session.print_json([{**plain_object(each), "title": codes.get(each.title_id)} for each in found])
        return
    rows = [
        (
            when(each.created_ms), each.author, codes.get(each.title_id), each.buyer, each.profile_id, " ".join(each.languages),
            each.package_path,
        )
        for each in found
    ]  # fmt: skip
    headings = (_("When"), _("Who"), _("Title"), _("Buyer"), _("Profile"), _("Languages"), _("Package"))
    print_table(session, headings, rows)


def board(
    session: Session,
    title: TitleCode,
    to: Annotated[str, Option(help=N_("Only this buyer, by its code."))] = "",
    as_json: AsJson = False,
) -> None:
    """Say what each buyer has of a title: never sent, current, outdated or rejected, by language and episode."""
    with session.desk(read_only=True) as desk:
        found = desk.tracking.board(find_title(desk, title).id)
    rows = [row for row in found.rows if to in ("", row.buyer)]
    if as_json:
        session.print_json([_row_json(found, row) for row in rows])
        return
    headings = (_("Buyer"), _("Language"), *(sentence(f"delivery.sent_{state.value}") for state in SentState))
    print_table(session, headings, [_row(found, each) for each in rows])


def _episodes(board: DeliveryBoard, row: BoardRow, state: SentState) -> list[int]:
    numbers = board.episodes.values()
    return [number for number, cell in zip(numbers, row.cells, strict=True) if cell.state is state and not cell.is_blank]


def _row(board: DeliveryBoard, row: BoardRow) -> tuple[str, ...]:
    return (row.buyer, language_name(row.column), *(write_episodes(_episodes(board, row, state)) for state in SentState))


def _row_json(board: DeliveryBoard, row: BoardRow) -> dict[str, object]:
    cells = [
        {
            "episode": number, "state": cell.state.value if not cell.is_blank else None, "reasons": list(cell.reasons),
            "sent_ms": cell.sent_ms,
            "delivery_id": str(cell.delivery_id) if cell.delivery_id else None, "words": cell.words,
        }
        for number, cell in zip(board.episodes.values(), row.cells, strict=True)
    ]  # fmt: skip
    return {"buyer": row.buyer, "column": row.column, "cells": cells}


def accept(
    session: Session, title: TitleCode, to: To, languages: Columns = "", episodes: Episodes = "all", as_json: AsJson = False
) -> int:
    """Write down that a buyer accepted what it was sent."""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        edit = desk.receiving.accept(title_id, to, _cells(desk, title_id, to, languages, episodes))
        return print_edit(session, desk, edit)


def reject(
    session: Session,
    title: TitleCode,
    to: To,
    reason: Annotated[str, Option(help=N_("Why, in the buyer's words: they become a note on each cell."))],
    languages: Columns = "",
    episodes: Episodes = "all",
    as_json: AsJson = False,
) -> int:
    """Write down that a buyer rejected what it was sent: each cell goes back to work, with the buyer's words as a note."""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        edit = desk.receiving.reject(title_id, to, _cells(desk, title_id, to, languages, episodes), reason)
        return print_edit(session, desk, edit)


def _cells(desk: "Desk", title_id: int, buyer: str, languages: str, episodes: str) -> "list[Place] | None":
    """Return the cells that are meant, None for all that the buyer has."""
    board = desk.tracking.board(title_id)
    numbers = parse_episodes(episodes, list(board.episodes.values()))
    columns = parse_columns(languages) if languages else ()
    rows = board.rows_of(buyer)
    sent = {row.column for row in rows if any(cell.state is not SentState.NEVER for cell in row.cells)}
    if not sent or (not columns and numbers == set(board.episodes.values())):
        return None
    if unsent := [column for column in columns if column not in sent]:
        raise Refused("delivery.language_not_sent", buyer=buyer, language=unsent[0])
    return [
        (episode_id, row.column)
        for row in rows
        for (episode_id, number), cell in zip(board.episodes.items(), row.cells, strict=True)
        if number in numbers and (row.column in columns if columns else cell.state is not SentState.NEVER)
    ]


def paper(
    session: Session,
    title: TitleCode,
    name: Annotated[str, Argument(metavar="PAPER", help=N_("The paper: delivery_note or rights_summary."))],
    out: Annotated[Path, Option(help=N_("The file to write: .pdf, .html or .xlsx."))],
    to: Annotated[str, Option(help=N_("Code of the buyer."))] = "",
    profile: Annotated[str, Option(help=N_("Delivery profile; that of the buyer where none is named."))] = "",
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; those of the buyer where none are named."))] = "",
    as_json: AsJson = False,
) -> None:
    """Write a paper as it would go with a delivery today; nothing is delivered, nothing recorded."""
    if not to and not (profile and languages):
        raise WrongUse(_("Say for whom with --to, or name --profile and --languages."))
    with session.desk(read_only=True) as desk:
        desk.delivering.save_paper(
            find_title(desk, title).id, name, out, wording=Words, profile_id=profile, buyer=to,
            languages=parse_languages(languages) if languages else (),
        )  # fmt: skip
    if as_json:
        session.print_json({"paper": name, "path": str(out)})
    else:
        session.say(str(out))


COMMAND = Command(
    "deliveries",
    N_("List what was delivered, what each buyer has, and what it said of it."),
    run,
    (
        Action("list", N_("List the packages that were built."), run),
        Action("board", N_("Say what each buyer has of a title, by language and episode."), board),
        Action("accept", N_("Write down that a buyer accepted what it was sent."), accept),
        Action("reject", N_("Write down that a buyer rejected what it was sent."), reject),
        Action("paper", N_("Write a paper as it would go with a delivery today."), paper),
    ),
)
