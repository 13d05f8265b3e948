"""What `undo`, `redo` and `history` share: the steps of a title, or of the catalog where none is named."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from crossreel.cli.answers import follow
from crossreel.cli.session import DONE, FAILED, Session, find_title, told_json
from crossreel.domain.edits.differences import CueDifference
from crossreel.domain.edits.edit import Edit, EditPlace, HistoryLine
from crossreel.domain.errors import StaleEdit
from crossreel.i18n import numbers
from crossreel.i18n.differences import told
from crossreel.i18n.messages import _, sentence

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


def stack_of(desk: "Desk", title: str) -> int | None:
    """Return the title whose steps are meant, None for the catalog's own.

    Raises:
        WrongUse: the catalog has no such title.
    """
    return find_title(desk, title).id if title else None


def words(line: HistoryLine) -> str:
    """Return the sentence of a step."""
    return sentence(line.label, line.facts)


def line_json(line: HistoryLine) -> dict[str, object]:
    """Return a step as JSON; its id as text, which every reader keeps whole."""
    rest = {"own": line.own, "done": line.done, "passed_over": line.passed, "can_move": line.replayable and not line.of_catalog}
    cues = [_difference_json(each) for each in line.differences]
    told_so = told_json(line.label, line.facts)
    return {"id": str(line.edit_id), **told_so, "author": line.author, "at_ms": line.at_ms, **rest, "cues": cues}


def _difference_json(difference: CueDifference) -> dict[str, object]:
    looks = {"before": difference.before, "after": difference.after}
    told = {name: None if look is None else asdict(look) for name, look in looks.items()}
    return {"cue_id": str(difference.cue_id), "language": difference.language, **told}


def place_json(place: EditPlace) -> dict[str, object]:
    """Return where an edit acted as JSON."""
    cue_id = None if place.cue_id is None else str(place.cue_id)
    return {"episode": place.number, "language": place.language, "cue_id": cue_id}


def shown(line: HistoryLine) -> str:
    """Return a step as a line of text: when, who, what, and its state where it is not simply done."""
    state = _("passed over") if line.passed else "" if line.done else _("undone")
    state = _("undone in the catalog") if line.of_catalog else state
    text = f"{line.edit_id}  {numbers.when(line.at_ms)}  {line.author}  {words(line)}"
    text = f"{text}  ({state})" if state else text
    return "\n".join([text, *(f"    {said}" for said in told(line.differences))])


@dataclass(frozen=True, slots=True)
class _Move:
    """What was moved and where it acted, what was passed over, and somebody else's newer step."""

    line: HistoryLine | None
    passed: Sequence[HistoryLine]
    places: Sequence[EditPlace]
    newer: HistoryLine | None


def move(session: Session, title: str, *, undo: bool, skip: bool, with_work: bool) -> int:
    """Undo or redo one step, print what that was, and return the exit code.

    Raises:
        StaleEdit: the step cannot be moved as things are, and `skip` was not given.
    """
    passed: list[HistoryLine] = []
    places: tuple[EditPlace, ...] = ()
    newer: HistoryLine | None = None
    with session.desk() as desk:
        history, title_id = desk.history, stack_of(desk, title)
        look, turn = (history.can_undo, history.undo) if undo else (history.can_redo, history.redo)
        line = look(title_id)
        while line is not None:
            try:
                edit = turn(title_id, with_work=with_work)
            except StaleEdit as stale:
                if not skip or stale.step_id is None:
                    raise
                edit = history.pass_over(title_id, stale.step_id)
            if edit is None or not edit.header.passed:
                places = _followed(desk, edit)
                break
            passed.append(line)
            line = look(title_id)
        if undo:
            newer = history.newest_of_others(title_id, ahead=line is not None)
    return _told(session, _Move(line, passed, places, newer), undo=undo, of_title=bool(title))


def _followed(desk: "Desk", edit: Edit | None) -> tuple[EditPlace, ...]:
    """Return where an edit acted, once the findings there are up to date."""
    if edit is None:
        return ()
    follow(desk, edit)
    return desk.history.places(edit)


def _told(session: Session, move: _Move, *, undo: bool, of_title: bool) -> int:
    line, newer = move.line, move.newer
    if session.as_json:
        told: dict[str, object] = {"undone" if undo else "redone": line_json(line) if line else None}
        told |= {"passed_over": [line_json(each) for each in move.passed], "places": [place_json(each) for each in move.places]}
        session.print_json({**told, "left_alone": line_json(newer) if newer else None} if undo else told)
    for each in move.passed:
        session.complain(_("Passed over: {edit}").format(edit=words(each)))
    if line is None and newer is not None:
        words_of = _("You have nothing more to undo here. The newest step was made by {author}: {what}.")
        session.complain(words_of.format(author=newer.author, what=words(newer)))
        return FAILED
    if line is None:
        session.complain(nothing_left(undo=undo, of_title=of_title))
        return FAILED
    if not session.as_json:
        said = _("Undone: {edit}") if undo else _("Done again: {edit}")
        session.say(said.format(edit=words(line)))
    if newer is not None:
        session.complain(_("Newer, and left alone: {what} ({author}).").format(what=words(newer), author=newer.author))
    return DONE


def nothing_left(*, undo: bool, of_title: bool) -> str:
    """Return what to say where nothing can be moved."""
    if undo and of_title:
        return _(
            "There is nothing to undo in this title. Making or importing it is undone in the catalog: call undo without a title."
        )
    if undo:
        return _("There is nothing to undo in the catalog.")
    return _("There is nothing to redo in this title.") if of_title else _("There is nothing to redo in the catalog.")
