"""The manual of the command line as Markdown, made from the commands themselves."""

from collections.abc import Callable
from typing import Any

from crossreel.cli import commands
from crossreel.cli.arguments import parameters_of, said, written_as
from crossreel.cli.command import Command
from crossreel.cli.main import PROGRAM
from crossreel.i18n.messages import _
from crossreel.kernel.plugins import discover

HEAD = f"""# The command line

Made from the commands by `scripts/make_command_manual.py`; a test fails where it is out of date.

`{PROGRAM} [--catalog PATH] [--author NAME] COMMAND [ACTION] …`. Without `--catalog` your own catalog is worked on, without a
command the window opens. Titles are named by their code, episodes by number, languages by tag, cues by the number that `cues
list` tells or by id. Times are written `0:12.5`, `12.5` (seconds) or `12500ms`. `--json` prints JSON for machines: ids are
text, times milliseconds, an error is an object with code, facts and message. Every change is one step of the title's
history, and `undo` takes it back.

Exit codes: 0 done, 1 findings or failures, 2 wrong use, 3 files of an import wait for a decision, 70 a fault of Crossreel itself.
A command that reads makes no catalog and may run beside an open window.
"""


def manual() -> str:
    """Return the manual: every command and action with its purpose, how it is called, and what its values mean."""
    every = discover(commands, "COMMAND", Command)
    lines = [HEAD, "| command | |", "|---|---|"]
    lines += [f"| [`{command.name}`](#{command.name}) | {_plain(_(command.help))} |" for command in every]
    for command in every:
        lines += ["", f"## {command.name}", "", _plain(_(command.help))]
        if command.run is not None:
            usual = "".join(f" [{action.name}]" for action in command.actions if action.run is command.run)
            lines += _told(f"{PROGRAM} {command.name}{usual}", command.run)
        for action in command.actions:
            if action.run is not command.run:
                lines += _told(f"{PROGRAM} {command.name} {action.name}", action.run)
    return "\n".join(lines) + "\n"


def _told(call: str, run: Callable[..., Any]) -> list[str]:
    parameters = parameters_of(run)
    shown = " ".join((call, *(written_as(*each) for each in parameters)))
    lines = ["", f"    {shown}", "", _plain((run.__doc__ or "").partition("\n\n")[0])]
    helps = [
        (written_as(*each).strip("[]"), said(each[2])) for each in parameters if each[2].help and "--json" not in written_as(*each)
    ]
    if helps:
        lines += ["", *(f"- `{name}`: {words}" for name, words in helps)]
    return lines


def _plain(words: str) -> str:
    return " ".join(words.split())
