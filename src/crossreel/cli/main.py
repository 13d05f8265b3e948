"""The command line: finds the command, runs it, turns errors into sentences and exit codes."""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from crossreel import __version__
from crossreel.cli import commands
from crossreel.cli.arguments import Parser, parse
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, WRONG_USE, Opener, Session, WrongUse, error_json, wrong_use_json
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.kernel.plugins import discover, module_names

PROGRAM = "crossreel"
CATALOG_SUFFIX = ".crossreel"
USAGE = f"{PROGRAM} [--catalog PATH] [--author NAME] [COMMAND …]"
WRONG_NAMES = frozenset(
    [
        "catalog.bad_code",
        "delivery.no_such_profile",
        "editing.bad_placement",
        "encoding.unknown",
        "format.no_such",
        "format.target_unknown",
        "history.no_step",
        "qc.no_guide",
        "qc.no_language",
    ]
)
"""Errors that mean an option was given a name nobody knows: wrong use, no failure."""
ABOUT = N_("The localization desk for vertical micro-dramas. Without a command it opens the app.")


def run(arguments: Sequence[str], opener: Opener) -> int:
    """Run the command line and return the exit code: 0 done, 1 findings or failures, 2 wrong use."""
    session = Session(opener, as_json="--json" in arguments)
    try:
        code = _run(arguments, session)
        session.flush()
        return code if isinstance(code, int) else DONE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except (KeyboardInterrupt, Cancelled):
        session.complain(_("Cancelled. What was finished before stays."))
        return FAILED
    except WrongUse as wrong:
        if session.as_json:
            session.print_json(wrong_use_json(wrong))
        session.complain("\n".join(filter(None, (wrong.usage, str(wrong)))))
        return WRONG_USE
    except CrossreelError as error:
        if session.as_json:
            session.print_json(error_json(error))
        session.complain(sentence(error.code, error.facts))
        return WRONG_USE if error.code in WRONG_NAMES else FAILED
    except BrokenPipeError:
        session.stop_saying()
        return DONE
    except OSError as error:
        words = _("{path}: {reason}").format(path=error.filename or "", reason=error.strerror or error)
        if session.as_json:
            session.print_json({"error": {"code": "system", "facts": {"path": error.filename}, "message": words}})
        session.complain(words)
        return FAILED


def _run(arguments: Sequence[str], session: Session) -> object:
    parser = Parser(prog=PROGRAM, add_help=False, allow_abbrev=False, usage=USAGE)
    parser.add_argument("--catalog", type=Path)
    parser.add_argument("--author", default="")
    parser.add_argument("--version", action="store_true")
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("command", nargs="?")
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    asked = parser.parse_args(list(arguments))
    session.catalog, session.author = asked.catalog, asked.author.strip()
    if asked.version:
        session.say(f"{PROGRAM} {__version__}")
        return DONE
    if asked.help:
        session.say(overview())
        return DONE
    if asked.command is None:
        _refuse_author(session)
        return session.opener.show_window(asked.catalog)
    command = find_command(asked.command)
    if command is None and names_file(asked.command):
        return _open(Path(asked.command), asked, session)
    if command is None:
        known = ", ".join(names())
        raise WrongUse(_("There is no command “{name}”. Commands: {known}.").format(name=asked.command, known=known))
    return _do(command, asked.rest, session)


def names_file(word: str) -> bool:
    """Tell whether what stands where a command should is the name of a file: written as one, or there."""
    path = Path(word)
    return path.suffix == CATALOG_SUFFIX or path.name != word or path.exists()


def _open(path: Path, asked: argparse.Namespace, session: Session) -> int:
    """Open the window on a catalog named without a command."""
    if asked.catalog is not None or asked.rest:
        raise WrongUse(_("Name one catalog and nothing else to open it."), usage=f"{PROGRAM} FILE{CATALOG_SUFFIX}")
    _refuse_author(session)
    return session.opener.show_catalog(path)


def _refuse_author(session: Session) -> None:
    if session.author:
        raise WrongUse(_("--author goes with a command. In the window your name stands in the preferences."))


def _do(command: Command, rest: Sequence[str], session: Session) -> object:
    """Run the action of a command that is asked for."""
    prog, after = f"{PROGRAM} {command.name}", actions_of(command)
    action = command.find_action(rest[0]) if rest else None
    if action is not None:
        values = parse(action.run, rest[1:], prog=f"{prog} {action.name}", about=_(action.help))
        return action.run(session, **values)
    if command.run is not None:
        values = parse(command.run, rest, prog=prog, about=_(command.help), after=after)
        return command.run(session, **values)
    if {"-h", "--help"} & set(rest):
        session.say("\n".join((f"{prog} ACTION …", "", _(command.help), "", after)))
        return DONE
    known = ", ".join(each.name for each in command.actions)
    raise WrongUse(_("Say what to do: {known}.").format(known=known), usage=f"{prog} ACTION …")


def actions_of(command: Command) -> str:
    """Return the actions of a command with their purpose, one a line; "" for a command that does one thing."""
    if not command.actions:
        return ""
    prog = f"{PROGRAM} {command.name}"
    width = max(len(action.name) for action in command.actions)
    lines = [f"  {prog} {action.name:<{width}}  {_(action.help)}" for action in command.actions]
    example = f"{prog} {command.actions[0].name} --help"
    return "\n".join((*lines, "", _("Each action tells its options: {example}").format(example=example)))


def names() -> dict[str, str]:
    """Return the module of every command, by the name it is called by."""
    return {module.rpartition(".")[2].rstrip("_").replace("_", "-"): module for module in module_names(commands)}


def find_command(name: str) -> Command | None:
    """Return a command without importing any other, or None."""
    module = names().get(name)
    return None if module is None else importlib.import_module(module).COMMAND


def overview() -> str:
    """Return what `--help` says: how to call, and every command with its purpose, in the interface language."""
    every = discover(commands, "COMMAND", Command)
    width = max(len(command.name) for command in every)
    lines = [USAGE, f"{PROGRAM} FILE{CATALOG_SUFFIX}", "", _(ABOUT), ""]
    lines += [f"  {command.name:<{width}}  {_(command.help)}" for command in every]
    options = (
        ("--catalog PATH", _("The catalog file; without it, your own.")),
        ("--author NAME", _("Who works; without it, the name in your preferences. Everyone undoes their own steps.")),
        ("--version", _("Print the version.")),
    )
    lines += ["", *(f"  {name:<{max(width, 14)}}  {words}" for name, words in options)]
    lines += ["", _("Each command tells its options: {example}").format(example=f"{PROGRAM} {every[0].name} --help")]
    return "\n".join(lines)
