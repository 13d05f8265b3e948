"""`crossreel retime`: times tidied over cues, episodes or a title, shown before they are written."""

from typing import Annotated

from crossreel.cli.addresses import cues_at, find_columns, find_row, find_rows, open_sheet
from crossreel.cli.answers import plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumbers, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, Session, WrongUse, find_title
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.retime_plan import RetimeKind, RetimePlan, RetimeScope
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.services.desk import Desk

Kind = Annotated[
    RetimeKind, Argument(metavar="KIND", help=N_("snap to shot changes, speech to snap to speech, close-gaps, or chain."))
]
Languages = Annotated[list[str] | None, Option("--language", help=N_("Cues of this language only; may be given several times."))]
Cues = Annotated[str, Option(help=N_("These cues only, by number or id; of one episode and one language."))]
LeftOut = Annotated[list[str] | None, Option("--leave", help=N_("A cue to leave as it is, by its id; may be given several times."))]
DryRun = Annotated[bool, Option(help=N_("Show the new times and write nothing."))]


def retime(
    session: Session, kind: Kind, title: TitleCode, episodes: EpisodeNumbers = "all", language: Languages = None,
    role: Roles = None, cues: Cues = "", leave: LeftOut = None, dry_run: DryRun = False, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Let cues begin and end at shot changes or with speech, close gaps below half a second, or chain cues below a second.

    Shots and gaps are those of the style guide's zones.
    """
    with session.desk(read_only=dry_run) as desk:
        scope = _scope(desk, title, episodes, find_columns(desk, title, language or (), chosen_roles(role)), cues)
        left_out = tuple(int(each) for each in leave or () if each.isdigit())
        with session.job(_("Working out times")) as job:
            plan = desk.tidying.plan(kind, scope, left_out=left_out, job=job)
        for number in plan.unsought:
            words = _("Nobody has listened to episode {episode} yet: `speech find {title}`.")
            if kind is not RetimeKind.SPEECH:
                words = _("Nobody has looked for the shot changes of episode {episode} yet: `shots find {title}`.")
            session.complain(words.format(episode=number, title=title))
        if not dry_run:
            return print_edit(session, desk, desk.tidying.apply(plan))
    _print_plan(session, plan)
    return DONE


def _scope(desk: Desk, title: str, episodes: str, columns: tuple[str, ...] | None, cues: str) -> RetimeScope:
    title_id = find_title(desk, title).id
    if not cues:
        ids = None if episodes == "all" else tuple(row.episode.id for row in find_rows(desk, title, episodes))
        return RetimeScope(title_id=title_id, episode_ids=ids, languages=columns)
    if not episodes.isdigit() or len(columns or ()) > 1:
        raise WrongUse(_("Cues are named within one episode and one language."))
    sheet = open_sheet(desk, title, int(episodes))
    source = sheet.spine.language if sheet.spine is not None else sheet.title.source_language
    chosen = tuple(cue.id for cue in cues_at(sheet, columns[0] if columns else source, cues))
    return RetimeScope(title_id=title_id, episode_ids=(find_row(desk, title, int(episodes)).episode.id,), cue_ids=chosen)


def _print_plan(session: Session, plan: RetimePlan) -> None:
    if session.as_json:
        session.print_json({"kind": plan.kind.value, "cues": [plain_object(line) for line in plan.lines]})
        return
    rows = [
        (
            line.episode, line.number, line.language, f"{clock(line.start_ms)} – {clock(line.end_ms)}",
            f"{clock(line.new_start_ms)} – {clock(line.new_end_ms)}", plain_text(line.text),
        )
        for line in plan.lines
    ]  # fmt: skip
    print_table(session, (_("Episode"), "#", _("Language"), _("Before"), _("After"), _("Text")), rows)
    if not rows:
        session.say(_("All times are as they should be."))


COMMAND = Command("retime", N_("Snap cues to shot changes or speech, close small gaps, chain cues."), retime)
