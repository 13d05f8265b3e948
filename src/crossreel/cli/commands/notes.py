"""`crossreel notes`: what reviewers noted, and the answers."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import cue_at, find_columns, find_row, open_sheet, parse_column, parse_id, parse_time
from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnTag, EpisodeNumber, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title, parse_column_name
from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteWeight
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.i18n.watching import note_words
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

NoteId = Annotated[str, Argument(metavar="NOTE", help=N_("Id of the note."))]
Kind = Annotated[NoteKind | None, Option(help=N_("What it is about."))]
Weight = Annotated[NoteWeight | None, Option(help=N_("How much it matters."))]
Words = Annotated[str, Argument(metavar="TEXT", help=N_("The words."))]


def show(
    session: Session,
    title: TitleCode,
    episode: Annotated[int | None, Option(help=N_("Notes on this episode only."))] = None,
    language: Annotated[str, Option(help=N_("Notes on this language only."))] = "",
    role: Roles = None,
    open_only: Annotated[bool, Option("--open", help=N_("Without those that are dealt with."))] = False,
    as_json: AsJson = False,
) -> None:
    """List the notes by episode and time, answers right after what they answer."""
    tag = parse_column_name(language) if language and not role else None
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        episode_id = None if episode is None else find_row(desk, title, episode).episode.id
        numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}
        notes, marks = desk.screening.notes(title_id, episode_id, tag, open_only=open_only), desk.screening.marks(title_id)
        chosen = find_columns(desk, title, [language] if language else (), chosen_roles(role)) if role else None
    notes = tuple(note for note in notes if chosen is None or note.column in chosen)
    if as_json:
        session.print_json(
            [{**plain_object(note), "episode": numbers.get(note.episode_id), **_said(marks, note.id)} for note in notes]
        )
        return
    rows = [
        (
            note.id,
            numbers.get(note.episode_id) if note.parent_id is None else "↳",
            note.column,
            clock(note.at_ms) if note.parent_id is None else "",
            note.author,
            note_words(marks[note.id]) if note.id in marks else "",
            note.text,
            _("resolved") if note.resolved_by else "",
        )
        for note in notes
    ]
    print_table(session, (_("Id"), _("Episode"), _("Language"), _("At"), _("Who"), _("What"), _("Note"), ""), rows)


def add(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    language: ColumnTag,
    time: Annotated[str, Argument(help=N_("Time in the episode, for example 0:12.5."))],
    text: Words,
    cue: Annotated[str, Option(help=N_("The cue it speaks of, by number or id."))] = "",
    kind: Kind = None,
    weight: Weight = None,
    still: Annotated[bool, Option(help=N_("Keep the frame of the video with it."))] = False,
    as_json: AsJson = False,
) -> int:
    """Take a note at a time of an episode."""
    at_ms = parse_time(time)
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        tag = parse_column(sheet, language)
        cue_id = cue_at(sheet, tag, cue).id if cue else None
        if still and sheet.media is None:
            raise WrongUse(_("Episode {episode} has no video.").format(episode=episode))
        seen = desk.previewing.frame_file(sheet.media, at_ms) if still and sheet.media is not None else None
        edit = desk.screening.add_note(sheet.episode.id, tag, at_ms, text, cue_id=cue_id, kind=kind, weight=weight, still=seen)
        return print_edit(session, desk, edit)


def mark(
    session: Session, title: TitleCode, note: NoteId, kind: Kind = None, weight: Weight = None, as_json: AsJson = False
) -> int:
    """Say what a note is about, or how much it matters."""
    return _each(session, title, note, lambda desk, note_id: desk.screening.mark_note(note_id, kind, weight))


def still(
    session: Session,
    title: TitleCode,
    note: NoteId,
    out: Annotated[Path, Argument(metavar="FILE", help=N_("Where the picture is written."))],
    as_json: AsJson = False,
) -> int:
    """Write the picture a note was taken from to a file; exit 1 where it has none."""
    with session.desk(read_only=True) as desk:
        known = {each.id for each in desk.screening.notes(find_title(desk, title).id)}
        found = desk.screening.still(parse_id(note, known))
    if as_json:
        session.print_json({"still": plain_object(found) if found is not None else None})
    if found is None:
        session.complain(_("The note has no picture."))
        return FAILED
    write_bytes(out, found.data)
    return DONE


def _said(marks: Mapping[int, NoteMark], note_id: int) -> dict[str, object]:
    told = marks.get(note_id)
    return {"kind": told.kind.value, "weight": told.weight.value} if told is not None else {"kind": None, "weight": None}


def answer(session: Session, title: TitleCode, note: NoteId, text: Words, as_json: AsJson = False) -> int:
    """Answer a note."""
    return _each(session, title, note, lambda desk, note_id: desk.screening.answer(note_id, text))


def resolve(session: Session, title: TitleCode, note: NoteId, as_json: AsJson = False) -> int:
    """Mark a note as dealt with."""
    return _each(session, title, note, lambda desk, note_id: desk.screening.resolve(note_id))


def reopen(session: Session, title: TitleCode, note: NoteId, as_json: AsJson = False) -> int:
    """Mark a note as open again."""
    return _each(session, title, note, lambda desk, note_id: desk.screening.reopen(note_id))


def remove(session: Session, title: TitleCode, note: NoteId, as_json: AsJson = False) -> int:
    """Remove a note with its answers."""
    return _each(session, title, note, lambda desk, note_id: desk.screening.remove_note(note_id))


def _each(session: Session, title: str, note: str, change: Callable[["Desk", int], Edit]) -> int:
    with session.desk() as desk:
        known = {each.id for each in desk.screening.notes(find_title(desk, title).id)}
        return print_edit(session, desk, change(desk, parse_id(note, known)))


COMMAND = Command(
    "notes",
    N_("List, take, answer or resolve notes on a title."),
    show,
    (
        Action("list", N_("List the notes with their answers."), show),
        Action("add", N_("Take a note at a time of an episode."), add),
        Action("answer", N_("Answer a note."), answer),
        Action("mark", N_("Say what a note is about, or how much it matters."), mark),
        Action("still", N_("Write the picture a note was taken from to a file."), still),
        Action("resolve", N_("Mark a note as dealt with."), resolve),
        Action("reopen", N_("Mark a note as open again."), reopen),
        Action("remove", N_("Remove a note with its answers."), remove),
    ),
)
