"""`crossreel cues`: the cues of an episode, read and worked on."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import cue_at, cues_at, cues_in, find_columns, find_rows, open_sheet, parse_column, parse_time, rows_at
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import (
    Argument,
    AsJson,
    ColumnTag,
    EpisodeNumber,
    EpisodeNumbers,
    Option,
    Roles,
    TitleCode,
    chosen_roles,
)
from crossreel.cli.command import Action, Command
from crossreel.cli.cue_search import Languages, find, replace
from crossreel.cli.cue_table import row_of_change, rows_json, shown_columns
from crossreel.cli.session import Session, WrongUse, find_title, parse_columns
from crossreel.cli.typed_times import asked_times
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.retiming import Company, TimedCue, Times, retiming
from crossreel.domain.edits.differences import look_of
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.rewriting import word_break
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Cues = Annotated[str, Argument(metavar="CUES", help=N_("Cues, for example 3, 1-5,8, all, or their ids."))]
OneCue = Annotated[str, Argument(metavar="CUE", help=N_("Number of the cue as `cues list` tells it, or its id."))]
Lines = Annotated[list[str], Argument(metavar="TEXT", help=N_("The text, one argument a line."))]
Everywhere = Annotated[bool, Option("--all", help=N_("In all languages, at the matching place; without it in this one alone."))]


@dataclass(frozen=True, slots=True)
class Place:
    """An episode that is worked on, and the column of a language in it."""

    desk: "Desk"
    sheet: EpisodeSheet
    column: str


@contextmanager
def _place(session: Session, title: str, episode: int, language: str, *, read_only: bool = False) -> Iterator[Place]:
    with session.desk(read_only=read_only) as desk:
        sheet = open_sheet(desk, title, episode)
        yield Place(desk, sheet, parse_column(sheet, language))


def show(
    session: Session, title: TitleCode, episode: EpisodeNumber, languages: Languages = "", role: Roles = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """List the cues of an episode, numbered as in the editor, with the text in each language."""
    with session.desk(read_only=True) as desk:
        sheet = open_sheet(desk, title, episode)
    columns = shown_columns(sheet, languages, chosen_roles(role))
    if as_json:
        session.print_json(rows_json(sheet, columns))
        return
    foreign = any(row.cue.spoken_in is not None for row in sheet.rows)
    rows = []
    for at, row in enumerate(sheet.rows):
        words = ["\n".join(cue.text for cue in cues_in(sheet, row, column)) for column in columns]
        spoken = (row.cue.spoken_in or "",) if foreign else ()
        rows.append((at + 1, clock(row.cue.start_ms), clock(row.cue.end_ms), *spoken, *words))
    print_table(session, ("#", _("In"), _("Out"), *((_("Spoken in"),) if foreign else ()), *columns), rows)


def text(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue, lines: Lines,
    instead_of: Annotated[str | None, Option(help=N_("Refuse where another text than this one stands there."))] = None,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Write the text of a cue; in an empty cell the translation is made. An empty text clears it."""
    with _place(session, title, episode, language) as at:
        (row,) = rows_at(at.sheet, cue)[:1]
        named = [each for each in row.followers.get(at.column, ()) if str(each.id) == cue.strip()]
        words, editing = "\n".join(lines), at.desk.editing
        if named or not row.is_spine:
            edit = editing.set_text((named or [row.cue])[0].id, words, expected=instead_of)
        else:
            edit = editing.set_cell_text(row.cue.id, at.column, words, expected=instead_of)
        return print_edit(session, at.desk, edit)


def times(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue,
    start: Annotated[str | None, Option(help=N_("When it comes: 0:12.5, 00:00:12:15, or =+0.2 and =-3f from there."))] = None,
    end: Annotated[str | None, Option(help=N_("When it goes, written alike."))] = None,
    duration: Annotated[str | None, Option(help=N_("How long it stands, instead of when it goes."))] = None,
    neighbours: Annotated[str, Option(help=N_("What those beside it do: alone (it stops at them), chained or pushed."))] = "",
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Retime a cue: translations follow their source; a translation that is retimed itself is pinned.

    With --neighbours it lands on a frame and keeps the guide's gap, as with the mouse; without it stands where you say.
    """
    if (start, end, duration) == (None, None, None):
        raise WrongUse(_("Say a time with --start, --end or --duration."))
    if end is not None and duration is not None:
        raise WrongUse(_("Say either when it goes, with --end, or how long it stands, with --duration."))
    if neighbours and neighbours not in list(Company):
        known = ", ".join(Company)
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=neighbours, known=known))
    with _place(session, title, episode, language) as at:
        found = cue_at(at.sheet, at.column, cue)
        asked = asked_times(at.sheet, found, start, end, duration)
        editing, stood = at.desk.editing, {cue.id: (cue.start_ms, cue.end_ms) for cue in _cues_in_column(at)}
        if neighbours:
            edit = editing.set_times_of(_retimed(at, found, asked, Company(neighbours)), expected=stood)
        else:
            edit = editing.set_times(found.id, *asked, expected=stood[found.id])
        return print_edit(session, at.desk, edit)


def _cues_in_column(at: Place) -> list[Cue]:
    return [cue for row in at.sheet.rows for cue in cues_in(at.sheet, row, at.column)]


def _retimed(at: Place, found: Cue, asked: Times, company: Company) -> Mapping[int, Times]:
    """Return the times of all cues that move with one, as the editor's timeline would."""
    from crossreel.services.files.frames import grid_for

    media = at.sheet.media
    grid = grid_for(at.sheet.title, media, at.column, at.desk.guides)
    cues = [TimedCue(cue.id, cue.start_ms, cue.end_ms) for cue in _cues_in_column(at)]
    chosen = TimedCue(found.id, found.start_ms, found.end_ms)
    return retiming(cues, chosen, grid, media.duration_ms if media is not None else 0).times(*asked, company)


def insert(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag,
    start: Annotated[str, Argument(help=N_("When it comes, for example 0:12.5."))],
    end: Annotated[str, Argument(help=N_("When it goes; - for as long as there is room, at most 1.5 s."))] = "-",
    lines: Annotated[list[str] | None, Argument(metavar="TEXT", help=N_("The text, one argument a line."))] = None,
    over: Annotated[bool, Option("--over", help=N_("Let it stand over other cues, as a sign does over dialogue."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Add a cue; the first one of an episode makes its spine.

    Without an end it comes at the time or after what stands there, on a frame, with the guide's gap on both sides.
    """
    start_ms, words = parse_time(start), "\n".join(lines or ())
    with _place(session, title, episode, language) as at:
        editing, episode_id = at.desk.editing, at.sheet.episode.id
        if end in ("", "-"):
            edit = editing.insert_at(episode_id, at.column, start_ms, text=words)
        else:
            edit = editing.insert(episode_id, at.column, start_ms, parse_time(end), words, over=over)
        return print_edit(session, at.desk, edit)


def duplicate(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue, as_json: AsJson = False
) -> int:
    """Add a cue like another right after it, as long as there is room."""
    with _place(session, title, episode, language) as at:
        return print_edit(session, at.desk, at.desk.editing.duplicate(cue_at(at.sheet, at.column, cue).id))


def delete(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues,
    everywhere: Everywhere = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Remove cues. Translations that a person wrote stay when their source goes, unless all languages are meant."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.delete(ids, everywhere=everywhere))


def split(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue,
    at: Annotated[str | None, Option(help=N_("Time of the cut; without it by the text."))] = None,
    offset: Annotated[int | None, Option(help=N_("How many characters the first half has; without it at a word."))] = None,
    everywhere: Everywhere = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Cut a cue in two, the style guide's gap between the halves."""
    with _place(session, title, episode, language) as place:
        found = cue_at(place.sheet, place.column, cue)
        words = plain_text(found.text)
        share = 0.5 if offset is None or not words else offset / len(words)
        at_ms = found.start_ms + round(found.duration_ms * share) if at is None else parse_time(at)
        if offset is None:
            offset = word_break(words, (at_ms - found.start_ms) / max(1, found.duration_ms))
        return print_edit(session, place.desk, place.desk.editing.split(found.id, at_ms, offset, everywhere=everywhere))


def merge(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues,
    everywhere: Everywhere = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Join neighbouring cues into the first."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.merge(ids, everywhere=everywhere))


def pin(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues, as_json: AsJson = False
) -> int:
    """Let translations keep their times when the source moves."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.pin(ids))


def unpin(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues, as_json: AsJson = False
) -> int:
    """Give translations the times of their source back."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.unpin(ids))


def confirm(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues, as_json: AsJson = False
) -> int:
    """Say that translations fit the source as it is now."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.confirm_source(ids))


def accept(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues, as_json: AsJson = False
) -> int:
    """Say that a person has been through drafts as they are."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.accept(ids))


def speaker(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues,
    name: Annotated[str, Argument(help=N_("The character's name in the source, or its id; empty for nobody."))] = "",
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Say who speaks."""

    def say(desk: "Desk", ids: Collection[int]) -> Edit:
        people = desk.cataloging.characters(find_title(desk, title).id)
        wanted = next((person for person in people if name.strip() in (person.name, str(person.id))), None)
        if name.strip() and wanted is None:
            known = ", ".join(person.name for person in people) or _("none")
            raise WrongUse(_("There is no character “{name}”. Characters: {known}.").format(name=name, known=known))
        return desk.editing.set_speaker(ids, wanted.id if wanted else None)

    return _each(session, title, episode, language, cues, say)


def foreign(
    session: Session, title: TitleCode, episode: EpisodeNumber, cues: Cues,
    spoken_in: Annotated[str, Option("--in", help=N_("The language: ko, en, …; und for another one, whichever."))] = "und",
    off: Annotated[bool, Option("--off", help=N_("They are spoken in the language of the title after all."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Say that lines are spoken in another language than the title's: they are read in forced subtitles too."""
    with session.desk() as desk:
        ids = [row.cue.id for row in rows_at(open_sheet(desk, title, episode), cues)]
        return print_edit(session, desk, desk.editing.set_spoken_in(ids, "" if off else spoken_in))


def style(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues,
    name: Annotated[str, Argument(metavar="STYLE", help=N_("italic, bold or underline."))],
    off: Annotated[bool, Option("--off", help=N_("Take it away instead."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Set whole cues in a style."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.set_style(ids, name.strip(), not off))


def break_lines(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues, as_json: AsJson = False
) -> int:
    """Break the lines of cues anew: well balanced, by the rules of the language, no name torn apart."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.checking.break_lines(ids))


def place_cues(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cues: Cues,
    placement: Annotated[str, Argument(help=N_("1 to 9 as on a keypad, or percentages x,y,w,h; empty for the usual."))] = "",
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Place cues on the picture."""
    return _each(session, title, episode, language, cues, lambda desk, ids: desk.editing.set_placement(ids, placement.strip()))


def _each(
    session: Session, title: str, episode: int, language: str, cues: str, change: Callable[["Desk", Collection[int]], Edit]
) -> int:
    with _place(session, title, episode, language) as at:
        ids = [cue.id for cue in cues_at(at.sheet, at.column, cues)]
        return print_edit(session, at.desk, change(at.desk, ids))


def shift(
    session: Session,
    title: TitleCode,
    episodes: EpisodeNumbers,
    later: Annotated[str, Option(help=N_("By how much later, for example 0.5 or 500ms."))] = "",
    earlier: Annotated[str, Option(help=N_("By how much earlier."))] = "",
    languages: Languages = "",
    role: Roles = None,
    start: Annotated[str, Option("--from", help=N_("Only cues that start at this time or later."))] = "0",
    as_json: AsJson = False,
) -> int:
    """Move cues in time over whole episodes; translations that are not pinned go with their source."""
    if bool(later) == bool(earlier):
        raise WrongUse(_("Say by how much with --later or --earlier."))
    delta_ms = parse_time(later) if later else -parse_time(earlier)
    with session.desk() as desk:
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        tags = find_columns(desk, title, parse_columns(languages) if languages else (), chosen_roles(role))
        return print_edit(session, desk, desk.editing.shift(ids, delta_ms, languages=tags, from_ms=parse_time(start)))


def history(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue, as_json: AsJson = False
) -> None:
    """List what happened to one cue since it was made, newest first."""
    with _place(session, title, episode, language, read_only=True) as at:
        found: Cue = cue_at(at.sheet, at.column, cue)
        changes = [row_of_change(edit) for edit in at.desk.history.of_row(found.id)]
    if as_json:
        session.print_json(changes)
        return
    rows = [(change["edit"], change["when"], change["author"], change["message"], change["changed"]) for change in changes]
    print_table(session, (_("Step"), _("When"), _("Who"), _("What"), _("Changed")), rows)


def restore(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue,
    step: Annotated[str, Argument(help=N_("Id of the step as `cues history` tells it; the cue becomes what that step left."))],
    before: Annotated[bool, Option(help=N_("Bring back what stood there before that step instead."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Bring a cue back to a state it had: text, times and place."""
    with _place(session, title, episode, language) as at:
        found: Cue = cue_at(at.sheet, at.column, cue)
        changes = {str(edit.id): edit.changes[0] for edit in at.desk.history.of_row(found.id)}
        if step not in changes:
            raise WrongUse(_("“{written}” is no step of this cue. `cues history` lists them.").format(written=step))
        look = look_of(changes[step].before if before else changes[step].after)
        if look is None:
            raise WrongUse(_("The cue was not there then."))
        return print_edit(session, at.desk, at.desk.editing.restore(found.id, look))


def elsewhere(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, cue: OneCue, as_json: AsJson = False
) -> None:
    """List how the source text of a cue is translated in the other places of the title where it stands."""
    with _place(session, title, episode, language, read_only=True) as at:
        (row,) = rows_at(at.sheet, cue)[:1]
        own = next((each.id for each in row.followers.get(at.column, ())), 0)
        find = at.desk.translating.elsewhere
        found = find(at.sheet.title.id, at.column, [row.cue.text], besides=own) if row.is_spine else ()
    if as_json:
        session.print_json([plain(line) for line in found])
        return
    rows = [(line.count, line.episode_number, clock(line.start_ms), plain_text(line.text)) for line in found]
    print_table(session, (_("Times"), _("Episode"), _("In"), _("Text")), rows)


COMMAND = Command(
    "cues",
    N_("List, write, time, split, merge, find and place the cues of an episode."),
    show,
    (
        Action("list", N_("List the cues of an episode."), show),
        Action("text", N_("Write the text of a cue."), text),
        Action("times", N_("Retime a cue."), times),
        Action("insert", N_("Add a cue."), insert),
        Action("duplicate", N_("Add a cue like another after it."), duplicate),
        Action("delete", N_("Remove cues."), delete),
        Action("split", N_("Cut a cue in two."), split),
        Action("merge", N_("Join neighbouring cues."), merge),
        Action("pin", N_("Let translations keep their times."), pin),
        Action("unpin", N_("Give translations the times of their source."), unpin),
        Action("confirm", N_("Say that translations fit the source as it is."), confirm),
        Action("accept", N_("Say that drafts are right as they are."), accept),
        Action("speaker", N_("Say who speaks."), speaker),
        Action("foreign", N_("Say that lines are spoken in another language."), foreign),
        Action("style", N_("Set whole cues in italics, bold or underlined."), style),
        Action("break-lines", N_("Break the lines of cues anew."), break_lines),
        Action("place", N_("Place cues on the picture."), place_cues),
        Action("shift", N_("Move the cues of episodes in time."), shift),
        Action("find", N_("Find words in the cues of a title."), find),
        Action("replace", N_("Replace words in the cues of a title."), replace),
        Action("history", N_("List what happened to one cue."), history),
        Action("restore", N_("Bring one cue back to a state it had."), restore),
        Action("elsewhere", N_("List how the same line is translated elsewhere in the title."), elsewhere),
    ),
)
