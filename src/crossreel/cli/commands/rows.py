"""`crossreel rows`: many cues of an episode at once, changed, synchronised, copied and pasted."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import cue_at, cues_at, open_sheet, parse_column, parse_time, rows_at
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnTag, EpisodeNumber, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.cue_table import shown_columns
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.session import DONE, Session, WrongUse, find_title
from crossreel.domain.cues.row_change import RowChange
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.domain.views.paste_plan import PastePlan
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Rows = Annotated[str, Argument(metavar="ROWS", help=N_("Rows, for example 3, 1-5,8 or all, as `cues list` numbers them."))]
Everywhere = Annotated[bool, Option("--all", help=N_("The cues of these rows in all languages; without it in this one alone."))]
NOBODY = "-"


def change(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, rows: Rows,
    later: Annotated[str, Option(help=N_("By how much later, for example 0.5 or 500ms."))] = "",
    earlier: Annotated[str, Option(help=N_("By how much earlier."))] = "",
    start: Annotated[str, Option(help=N_("When the first is to come: all are stretched."))] = "",
    end: Annotated[str, Option(help=N_("When the last is to go: all are stretched."))] = "",
    factor: Annotated[str, Option(help=N_("How much longer the whole becomes, for example 1.001 or 25/24."))] = "",
    speaker: Annotated[str, Option(help=N_("Who speaks: the character's name or id; - for nobody."))] = "",
    placement: Annotated[str, Option(help=N_("1 to 9 as on a keypad, or percentages x,y,w,h; - for the usual."))] = "",
    pin: Annotated[bool, Option("--pin", help=N_("Let translations keep their times."))] = False,
    unpin: Annotated[bool, Option("--unpin", help=N_("Give translations the times of their source back."))] = False,
    everywhere: Everywhere = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Change many cues as one edit: shift, stretch, speaker, place and pin."""
    if later and earlier:
        raise WrongUse(_("Say by how much with --later or --earlier."))
    if pin and unpin:
        raise WrongUse(_("Say either --pin or --unpin."))
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        wanted = RowChange(
            by_ms=parse_time(later) if later else -parse_time(earlier) if earlier else 0,
            first_ms=parse_time(start) if start else None,
            last_ms=parse_time(end) if end else None,
            factor=_parse_factor(factor) if factor else None,
            speaks=bool(speaker),
            speaker_id=_speaker_id(desk, title, speaker) if speaker else None,
            placement=None if not placement else "" if placement == NOBODY else placement,
            pinned=True if pin else False if unpin else None,
        )
        return print_edit(session, desk, desk.editing.change_rows(_cue_ids(sheet, language, rows, everywhere), wanted))


def sync(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag,
    first: Annotated[str, Argument(metavar="CUE", help=N_("A cue early in the episode."))],
    first_time: Annotated[str, Argument(metavar="TIME", help=N_("When it is really to come, for example 0:12.5."))],
    last: Annotated[str, Argument(metavar="CUE", help=N_("A cue late in the episode."))],
    last_time: Annotated[str, Argument(metavar="TIME", help=N_("When that is really to come."))],
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Stretch an episode so that two of its cues come when they should; every language goes along."""
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        column = parse_column(sheet, language)
        points = [(cue_at(sheet, column, cue).id, parse_time(at)) for cue, at in ((first, first_time), (last, last_time))]
        return print_edit(session, desk, desk.editing.sync(*points))


def copy(
    session: Session, title: TitleCode, episode: EpisodeNumber, rows: Rows,
    languages: Annotated[str, Option(help=N_("Columns, for example en,es-419; all without it."))] = "",
    role: Roles = None,
    srt: Annotated[bool, Option("--srt", help=N_("As SubRip, of the first language."))] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Print rows as columns parted by tabs, with a heading, or as SubRip."""
    with session.desk(read_only=True) as desk:
        sheet = open_sheet(desk, title, episode)
        ids = [row.cue.id for row in rows_at(sheet, rows)]
        columns = shown_columns(sheet, languages, chosen_roles(role))
        text = desk.editing.copy_rows(sheet.episode.id, ids, columns, as_srt=srt)
    if as_json:
        session.print_json({"text": text})
    else:
        session.say(text.rstrip("\n"))


def paste(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: ColumnTag, rows: Rows,
    file: Annotated[str, Argument(metavar="FILE", help=N_("Columns or SubRip as text; - reads from standard input."))] = "-",
    with_times: Annotated[bool, Option("--times", help=N_("Take the times, too."))] = False,
    frame_rate: Annotated[
        str | None, Option("--frame-rate", help=N_("Frames a second of times that count frames; without it, those of the video."))
    ] = None,
    write: Annotated[bool, Option("--write", help=N_("Do it; without it only the plan is told."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Put lines over rows: tell which row gets what and what does not fit, then with --write do it as one edit.

    One row is where the lines begin. Columns with a heading go where it says, others to the language and those after it.
    """
    text = _read_text(file)
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        ids = [row.cue.id for row in rows_at(sheet, rows)]
        column, rate = parse_column(sheet, language), find_rate(frame_rate)
        plan = desk.editing.plan_paste(sheet.episode.id, ids, column, text, with_times=with_times, frame_rate=rate)
        if write:
            return print_edit(session, desk, desk.editing.paste(plan))
    if as_json:
        session.print_json(plain(plan))
    else:
        print_table(session, (_("Row"), _("What"), _("Before"), _("After")), [*_lines(plan)])
        for misfit in plan.misfits:
            session.say(_("Line {line}: {reason}").format(line=misfit.line, reason=sentence(misfit.code, misfit.facts)))
    return DONE


def _lines(plan: PastePlan) -> Iterator[tuple[int, str, str, str]]:
    for cell in plan.cells:
        yield cell.number, cell.language, plain_text(cell.before), plain_text(cell.after)
    for each in plan.times:
        yield each.number, _("Times"), _span(each.before), _span(each.after)
    for said in plan.speakers:
        yield said.number, _("Speaker"), said.before, said.after


def _span(times: tuple[int, int]) -> str:
    return f"{clock(times[0])} – {clock(times[1])}"


def _read_text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(_("“{path}” cannot be read: {reason}.").format(path=file, reason=error)) from None


def _cue_ids(sheet: EpisodeSheet, language: str, rows: str, everywhere: bool) -> list[int]:
    if everywhere:
        return [cue.id for row in rows_at(sheet, rows) for cue in row_cues(row)]
    return [cue.id for cue in cues_at(sheet, parse_column(sheet, language), rows)]


def _parse_factor(written: str) -> Fraction:
    try:
        return Fraction(written.strip())
    except (ValueError, ZeroDivisionError):
        raise WrongUse(_("“{written}” is no factor. Write it as 1.001 or 25/24.").format(written=written)) from None


def _speaker_id(desk: "Desk", title: str, written: str) -> int | None:
    if written == NOBODY:
        return None
    people = desk.cataloging.characters(find_title(desk, title).id)
    found = next((person for person in people if written.strip() in (person.name, str(person.id))), None)
    if found is None:
        known = ", ".join(person.name for person in people) or _("none")
        raise WrongUse(_("There is no character “{name}”. Characters: {known}.").format(name=written, known=known))
    return found.id


COMMAND = Command(
    "rows",
    N_("Change many cues of an episode at once."),
    change,
    (
        Action("change", N_("Shift, stretch, place, pin cues, or say who speaks them."), change),
        Action("sync", N_("Stretch an episode by two cues and their true times."), sync),
        Action("copy", N_("Print rows as columns or SubRip."), copy),
        Action("paste", N_("Put columns or SubRip over rows, as a plan first."), paste),
    ),
)
