"""`crossreel burn`: masters of a title with its captions burned into the picture, each language and episode a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

from crossreel.cli.addresses import find_rows
from crossreel.cli.arguments import AsJson, Option, TitleCode
from crossreel.cli.command import Command
from crossreel.cli.draft_runs import carried_out
from crossreel.cli.draft_runs import print_plan as print_run_plan
from crossreel.cli.session import DONE, Session, WrongUse, find_title, parse_column_name
from crossreel.domain.burning.choices import TEMPLATE, BurnChoices, checked
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import RunPlan
from crossreel.domain.picture.hiding import Hide
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

HIDES = {"no": Hide.NOTHING, "blur": Hide.BLUR, "box": Hide.BOX}
RATES = {"kept": False, "constant": True}
HEARD = {"own": "", "dubbed": "dubbed"}
SIDES = {"above": False, "below": True}
Quality = Annotated[int | None, Option("--crf", help=N_("Quality: the constant rate factor; lower is better and larger."))]
Target = Annotated[str, Option(help=N_("Target of the sound: app, web, ebu_r128, atsc_a85 or a profile; else it is copied."))]
T = TypeVar("T")


def run(
    session: Session,
    title: TitleCode,
    languages: Annotated[str, Option(help=N_("Languages to burn in, each a file of its own, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    codec: Annotated[str, Option(help=N_("x264, x265 or prores (422 HQ)."))] = "x264",
    quality: Quality = None,
    kbps: Annotated[int, Option("--bitrate", help=N_("Kilobits a second, instead of a quality."))] = 0,
    preset: Annotated[str, Option(help=N_("How long encoding may take: ultrafast to veryslow."))] = "",
    hide: Annotated[str, Option(help=N_("How the burned-in line of the source is hidden first: no, blur or box."))] = "no",
    signs: Annotated[bool, Option("--signs", help=N_("Burn the signs of each language in as well."))] = False,
    beside: Annotated[str, Option("--beside", help=N_("A second language on every picture."))] = "",
    side: Annotated[str, Option("--side", help=N_("Where it stands: above or below."))] = "above",
    loudness: Target = "",
    sound: Annotated[str, Option(help=N_("Which sound: own, or dubbed for the dubbed version of each language."))] = "own",
    rate: Annotated[str, Option(help=N_("Frames of uneven length: kept, or constant."))] = "kept",
    picture: Annotated[str, Option(help=N_("Which picture: clean, textless…; without it the one that cues are timed to."))] = "",
    name: Annotated[str, Option(help=N_("Template of the names, without the extension."))] = TEMPLATE,
    replace: Annotated[bool, Option("--replace", help=N_("Replace files that are there already."))] = False,
    changed: Annotated[bool, Option("--changed", help=N_("Only masters whose text or times changed since, and new ones."))] = False,
    register: Annotated[bool, Option("--register", help=N_("Keep each master as a version of its episode."))] = False,
    prove: Annotated[int, Option(help=N_("How many frames of each master are compared with the preview; 0 for none."))] = 6,
    cluster: Annotated[str, Option(help=N_("Where it is done: the address of a Dask scheduler, tcp://HOST:PORT."))] = "",
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would be made."))] = False,
    as_json: AsJson = False,
) -> int:
    """Burn captions in as the preview shows them. It is a run: “draft runs” lists it, “draft resume” goes on with it."""
    choices = BurnChoices(
        out=str(out.absolute()), name=name, codec=codec, quality=quality, kbps=kbps, preset=preset, hide=_one(HIDES, hide),
        signs=signs, second=parse_column_name(beside) if beside else "", below=_one(SIDES, side), loudness=loudness,
        even=_one(RATES, rate), source=picture, sound=_one(HEARD, sound),
        replaces=replace, changed=changed, registers=register, proofs=prove,
    )  # fmt: skip
    columns = [parse_column_name(each.strip()) for each in languages.split(",") if each.strip()]
    if plan:
        return _plan(session, title, columns, episodes, checked(choices))
    return _burn(session, title, columns, episodes, checked(choices), cluster)


def _plan(session: Session, title: str, columns: Sequence[str], episodes: str, choices: BurnChoices) -> int:
    with session.desk(read_only=True) as desk:
        planned = _planned(desk, title, columns, episodes, choices)
        desk.drafting.ensure_free(planned)
        return print_run_plan(session, planned)


def _burn(session: Session, title: str, columns: Sequence[str], episodes: str, choices: BurnChoices, cluster: str) -> int:
    with session.desk() as desk, session.job(_("Burning captions in")) as job:
        planned = _planned(desk, title, columns, episodes, choices)
        for told in planned.refused:
            session.complain(sentence(told.code, told.facts))
        if not planned.steps and {told.code for told in planned.refused} == {"burning.current"}:
            return print_run_plan(session, planned) if session.as_json else DONE
        begun = desk.drafting.begin(planned, {Stage.BURNING: choices.codec}, options=choices.options(), at=cluster)
        return carried_out(session, desk, begun.id, job)


def _planned(desk: "Desk", title: str, columns: Sequence[str], episodes: str, choices: BurnChoices) -> RunPlan:
    title_id = find_title(desk, title).id
    wanted = None if episodes == "all" else {row.episode.id for row in find_rows(desk, title, episodes)}
    engines = {Stage.BURNING: choices.codec}
    return desk.drafting.plan(title_id, engines, columns=columns, episode_ids=wanted, options=choices.options())


def _one(known: Mapping[str, T], written: str) -> T:
    if written not in known:
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=written, known=", ".join(known)))
    return known[written]


COMMAND = Command("burn", N_("Burn captions into masters of a title."), run)
