"""`crossreel dub`: the lines of a language with the time they have, who speaks them, and whether they were spoken."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import cues_at, find_rows, open_sheet, parse_column
from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, Session, WrongUse, find_title, parse_column_name, print_report
from crossreel.domain.speech.dub_line import DubStatus
from crossreel.domain.speech.dub_script import DubRow
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import number
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.desk import Desk
from crossreel.services.scripting.dubbing import DubChoice

Language = Annotated[str, Argument(metavar="LANGUAGE", help=N_("Language that is dubbed, for example es-419."))]
Episodes = Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))]
Speakers = Annotated[list[str] | None, Option("--speaker", help=N_("Lines of this speaker only; several times."))]
Statuses = Annotated[list[DubStatus] | None, Option("--status", help=N_("Lines that are so far only; several times."))]
Rate = Annotated[
    float | None, Option("--rate", help=N_("Syllables, or characters, spoken in a second; else that of the language."))
]


def show(
    session: Session,
    title: TitleCode,
    language: Language,
    episodes: Episodes = "all",
    speaker: Speakers = None,
    status: Statuses = None,
    too_long: Annotated[bool, Option("--too-long", help=N_("Lines that are too long for their time only."))] = False,
    rate: Rate = None,
    as_json: AsJson = False,
) -> int:
    """List the lines with the time they have: how much fits, by how much they are too long, who speaks them, how far they are."""
    with session.desk(read_only=True) as desk:
        choice = _choice(desk, title, episodes, speaker, status)
        column = parse_column_name(language)
        script = desk.scripting.dubbing.script(find_title(desk, title).id, column, choice, per_second=rate)
    rows = [row for row in script.rows if row.over_ms or not too_long]
    if as_json:
        lines = [{**plain_object(row), "has_ms": row.has_ms, "over_ms": row.over_ms} for row in rows]
        facts = {"unit": script.unit, "per_second": script.per_second, "rate_source": script.rate_source}
        session.print_json({"title": script.title, "language": script.column, **facts, "lines": lines})
        return DONE
    headings = (
        _("Cue id"), _("Episode"), _("Start"), _("Speaker"), _("Text"), _("Fits"), _("Has"), _("Too long"), _("Status"), _("Voice"),
        _("Remark"),
    )  # fmt: skip
    print_table(session, headings, [_cells(row) for row in rows])
    return DONE


def _cells(row: DubRow) -> tuple[object, ...]:
    over = sentence("dub.too_long", {"seconds": number(round(row.over_ms / 1000, 1))}) if row.over_ms >= 50 else ""
    units = number(round(row.units, 1)) if row.units is not None else ""
    return (
        row.line_id or "", row.episode, clock(row.start_ms, hours=False), row.speaker, " ".join(plain_text(row.text).split()),
        row.room if row.room is not None else "", units, over, sentence(f"dub.status.{row.status.value}", {}), row.voice,
        row.remark,
    )  # fmt: skip


def export(
    session: Session,
    title: TitleCode,
    language: Language,
    out: Annotated[Path, Option(help=N_("Folder to write to, or a name that ends in .xlsx."))],
    episodes: Episodes = "all",
    speaker: Speakers = None,
    status: Statuses = None,
    cue: Annotated[list[int] | None, Option("--cue", help=N_("This line only, by the id of its cue; several times."))] = None,
    rate: Rate = None,
    as_json: AsJson = False,
) -> int:
    """Write a dub script: a tab for each speaker, each line with its time. `script return` takes it back, by id.

    Texts, status, voice and remark come back wherever their columns were moved to. With `--status redo` or `--cue` it holds what is
    to be spoken again and nothing else.
    """
    with session.desk(read_only=True) as desk:
        choice = _choice(desk, title, episodes, speaker, status, tuple(cue or ()))
        report = desk.scripting.dubbing.export(
            find_title(desk, title).id, (parse_column_name(language),), out, wording=Words(""), choice=choice, per_second=rate
        )
    return print_report(session, report)


def mark(
    session: Session,
    title: TitleCode,
    episode: Annotated[int, Argument(metavar="EPISODE", help=N_("Number of the episode."))],
    language: Language,
    cues: Annotated[str, Argument(metavar="CUES", help=N_("Cues by number or id: 3, 1-5,8 or all."))],
    status: Annotated[DubStatus | None, Option(help=N_("How far they are."))] = None,
    voice: Annotated[str | None, Option(help=N_("Who speaks them; nothing for nobody."))] = None,
    remark: Annotated[str | None, Option(help=N_("A remark for the studio."))] = None,
    as_json: AsJson = False,
) -> int:
    """Say who speaks lines, how far they are, or what the studio is told: `--status redo` has one spoken again."""
    if status is None and voice is None and remark is None:
        raise WrongUse(_("Say what is to be said of these lines: --status, --voice or --remark."))
    with session.desk() as desk:
        sheet = open_sheet(desk, title, episode)
        ids = [each.id for each in cues_at(sheet, parse_column(sheet, language), cues)]
        edit = desk.scripting.dubbing.mark(find_title(desk, title).id, ids, status=status, voice=voice, remark=remark)
        return print_edit(session, desk, edit)


def _choice(
    desk: Desk, title: str, episodes: str, speakers: list[str] | None, statuses: list[DubStatus] | None, cues: tuple[int, ...] = ()
) -> DubChoice:
    ids = tuple(row.episode.id for row in find_rows(desk, title, episodes))
    return DubChoice(episode_ids=ids, speakers=tuple(speakers or ()), statuses=tuple(statuses or ()), cue_ids=cues)


COMMAND = Command(
    "dub",
    N_("Lines that are dubbed: their time, voices and statuses."),
    actions=(
        Action("list", N_("List the lines with the time they have."), show),
        Action("export", N_("Write a dub script."), export),
        Action("mark", N_("Say who speaks lines, or how far they are."), mark),
    ),
)
