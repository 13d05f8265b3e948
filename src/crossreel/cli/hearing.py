"""`crossreel draft hear`: what is said in episodes, written down by an engine."""

from typing import Annotated

from crossreel.cli.addresses import find_rows
from crossreel.cli.arguments import AsJson, EpisodeNumbers, Option, TitleCode
from crossreel.cli.session import Session, WrongUse, print_report
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.services.desk import Desk

Engine = Annotated[str, Option("--engine", help=N_("The engine that listens, by the name `crossreel engines` lists."))]


def hear(session: Session, title: TitleCode, episodes: EpisodeNumbers = "all", engine: Engine = "", as_json: AsJson = False) -> int:
    """Write down what is said in episodes as their source cues, broken by the style guide. What a person touched stays.

    Each episode is one step of the history.
    """
    from crossreel.services.job_kind import carry_out
    from crossreel.services.job_kinds import hear_episode
    from crossreel.services.single_item import alone

    done, failed = list[Item](), list[Item]()
    with session.desk() as desk, session.job(_("Listening")) as job:
        engine = engine or _only(desk)
        rows = find_rows(desk, title, episodes)
        for at, row in enumerate(rows):
            number = str(row.episode.number)
            job.progress(at, len(rows), number)
            with alone(number) as attempt:
                edit = carry_out(desk, hear_episode.JOB(row.episode.id, engine), job)
                desk.checking.follow_edit(edit)
                done.append(Item(name=number, code="hearing.taken", facts={"count": int(str(edit.header.facts["count"]))}))
            if attempt.failed:
                failed.append(attempt.item)
    return print_report(session, Report(done=tuple(done), failed=tuple(failed)))


def _only(desk: Desk) -> str:
    """Return the name of the engine that hears, where there is just one."""
    names = [each.setting.name for each in desk.equipping.engines() if each.kind is EngineKind.HEARING]
    if len(names) != 1:
        words = _("No engine that hears is set up: `engines add`.")
        if names:
            words = _("Say which engine listens: --engine. There are: {names}.")
        raise WrongUse(words.format(names=", ".join(names)))
    return names[0]
