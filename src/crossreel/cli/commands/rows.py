"""`crossreel rows`: many cues of an episode at once, changed, synchronised, copied and pasted."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import cue_at, cues_at, open_sheet, parse_column, parse_time, rows_at
from crossreel.cli.answers import print_edit
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, LanguageTag, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, WrongUse, find_title
from crossreel.domain.cues.row_change import RowChange
from crossreel.domain.edits.folding import row_cues
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Rows = Annotated[str, Argument(metavar="ROWS", help=N_("Rows, for example 3, 1-5,8 or all, as `cues list` numbers them."))]
Everywhere = Annotated[bool, Option("--all", help=N_("The cues of these rows in all languages; without it in this one alone."))]
NOBODY = "-"


def change(
    session: Session, title: TitleCode, episode: EpisodeNumber, language: LanguageTag, rows: Rows,
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
    session: Session, title: TitleCode, episode: EpisodeNumber, language: LanguageTag,
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
    ),
)
