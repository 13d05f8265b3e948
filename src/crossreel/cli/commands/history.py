"""`crossreel history`: the steps of a title, or of the catalog; going to one of them."""

from typing import Annotated

from crossreel.cli import steps
from crossreel.cli.answers import follow
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, Session, WrongUse, told_json
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

START = "start"


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, the making and removing of titles."))] = "",
    limit: Annotated[int, Option("--limit", help=N_("How many steps, the newest first."))] = 50,
    as_json: AsJson = False,
) -> None:
    """List the steps, newest first, and which of them are undone or were passed over."""
    with session.desk(read_only=True) as desk:
        lines = desk.history.lines(steps.stack_of(desk, title), limit)
    if as_json:
        session.print_json({"steps": [steps.line_json(line) for line in lines]})
        return
    for line in lines:
        session.say(steps.shown(line))


def go(
    session: Session,
    title: TitleCode,
    step: Annotated[str, Argument(metavar="STEP|start", help=N_("Id of the step that is to be the newest done, or: start."))],
    skip: Annotated[bool, Option("--skip", help=N_("Pass over steps that cannot be moved."))] = False,
    as_json: AsJson = False,
) -> int:
    """Undo or redo, step by step, until a line of the history is the newest one done."""
    with session.desk() as desk:
        title_id = steps.stack_of(desk, title)
        edit = desk.history.undo_to(title_id, None if step == START else parse_step(step), pass_over=skip)
        if edit is not None:
            follow(desk, edit)
        places = desk.history.places(edit) if edit is not None else ()
        newest = desk.history.can_undo(title_id)
    if as_json:
        told = steps.line_json(newest) if newest else None
        session.print_json({"moved": edit is not None, "newest": told, "places": [steps.place_json(each) for each in places]})
    elif edit is None:
        session.complain(_("It was so already: nothing changed."))
    else:
        session.say(_("The newest step is now: {edit}").format(edit=steps.words(newest) if newest else _("none")))
    return DONE


def turn(
    session: Session,
    step: Annotated[str, Argument(metavar="STEP", help=N_("Id of the step, as `history` tells it."))],
    with_work: Annotated[
        bool, Option("--with-work", help=N_("Take a title away together with the work done on it since."))
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Take the making of one title back, or bring a title back that was removed, wherever its line stands."""
    with session.desk() as desk:
        edit = desk.history.turn(parse_step(step), with_work=with_work)
    removed = edit.header.title_fate == "removed"
    if as_json:
        told = told_json(edit.header.label, edit.header.facts)
        session.print_json({"edit": str(edit.id), **told, "title": edit.header.title_fate, "title_id": str(edit.header.title_id)})
    else:
        said = _("Taken back: {what}") if removed else _("Brought back: {what}")
        session.say(said.format(what=sentence(edit.header.label, edit.header.facts)))
    return DONE


def parse_step(written: str) -> int:
    """Return the id of a step.

    Raises:
        WrongUse: it is none.
    """
    if not written.isdigit():
        raise WrongUse(_("“{written}” is no id of a step. `crossreel history` tells them.").format(written=written))
    return int(written)


COMMAND = Command(
    "history",
    N_("List the steps of a title or of the catalog, or go to one."),
    run,
    (
        Action("list", N_("List the steps, newest first."), run),
        Action("go", N_("Undo or redo to a step of a title."), go),
        Action("turn", N_("Take one title back, or bring one back."), turn),
    ),
)
