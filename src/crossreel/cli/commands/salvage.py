"""`crossreel salvage`: what can be read of a damaged catalog, in a new one."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def run(
    session: Session,
    target: Annotated[Path, Argument(help=N_("The new catalog."))],
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Write everything that can be read of the chosen catalog to a new one, and say what was lost; exit 1 when something was."""
    with session.job(_("Saving what can be read")) as job:
        found = session.opener.rescuing(session.catalog).salvage(target, job)
    if as_json:
        lost = [{"code": each.code, "facts": dict(each.facts), "message": sentence(each.code, each.facts)} for each in found.lost]
        session.print_json({"catalog": str(found.path), "kept": dict(found.kept), "lost": lost})
    else:
        for each in found.lost:
            session.complain(sentence(each.code, each.facts))
        words = _("{path}: {titles} titles, {episodes} episodes, {cues} cues").format(
            path=found.path, titles=found.kept["title"], episodes=found.kept["episode"], cues=found.kept["cue"]
        )
        session.say(words)
    return FAILED if found.lost else DONE


COMMAND = Command("salvage", N_("Save what can be read of a damaged catalog."), run)
