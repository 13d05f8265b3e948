"""The command line: builds the commands, runs one, turns errors into sentences and exit codes."""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from crossreel import __version__
from crossreel.cli import commands
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, WRONG_USE, Opener, Session, WrongUse, error_json
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.kernel.plugins import discover

PROGRAM = "crossreel"
WRONG_NAMES = frozenset(
    ["catalog.bad_code", "delivery.no_such_profile", "encoding.unknown", "format.no_such", "format.target_unknown", "qc.no_guide"]
)
"""Errors that mean an option was given a name nobody knows: wrong use, no failure."""
ABOUT = N_("The localization desk for vertical micro-dramas. Without a command it opens the app.")


def run(arguments: Sequence[str], opener: Opener) -> int:
    """Run the command line and return the exit code: 0 done, 1 findings or failures, 2 wrong use."""
    session = Session(opener)
    try:
        build(session)(args=list(arguments), prog_name=PROGRAM)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE
    except (KeyboardInterrupt, Cancelled):
        session.complain(_("Cancelled. What was finished before stays."))
        return FAILED
    except WrongUse as wrong:
        session.complain(str(wrong))
        return WRONG_USE
    except CrossreelError as error:
        if session.as_json:
            session.print_json(error_json(error))
        session.complain(sentence(error.code, error.facts))
        return WRONG_USE if error.code in WRONG_NAMES else FAILED
    except OSError as error:
        session.complain(_("{path}: {reason}").format(path=error.filename or "", reason=error.strerror or error))
        return FAILED
    return DONE


def build(session: Session) -> Any:
    """Return the whole command line, its words in the interface language."""
    app = typer.Typer(add_completion=False, no_args_is_help=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback(invoke_without_command=True, help=_(ABOUT))
    def start(
        context: typer.Context,
        catalog: Annotated[Path | None, typer.Option(help=N_("The catalog file; without it, your own."))] = None,
        version: Annotated[bool, typer.Option("--version", help=N_("Print the version."))] = False,
    ) -> None:
        context.obj = session
        session.catalog = catalog
        if version:
            session.say(f"{PROGRAM} {__version__}")
            raise typer.Exit(DONE)
        if context.invoked_subcommand is None:
            raise typer.Exit(session.opener.show_window(catalog))

    for command in discover(commands, "COMMAND", Command):
        app.command(command.name, help=_(command.help))(_with_exit_code(command.run))
    program = typer.main.get_command(app)
    _translate(program)
    return program


def _with_exit_code(run: Callable[..., Any]) -> Callable[..., None]:
    @wraps(run)
    def stop_with_code(*arguments: Any, **options: Any) -> None:
        try:
            code = run(*arguments, **options)
        except KeyboardInterrupt:  # the command line's own library would end without a word
            raise Cancelled from None
        raise typer.Exit(code if isinstance(code, int) else DONE)

    return stop_with_code


def _translate(command: Any) -> None:
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for inner in getattr(command, "commands", {}).values():
        _translate(inner)
