"""What a command takes, read from the signature of its function: one declaration for parser, types and help."""

import argparse
import inspect
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, NoReturn, Union, get_args, get_origin, get_type_hints

from crossreel.cli.session import WrongUse
from crossreel.domain.text.column_name import VARIANTS, column_name, language_of
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


@dataclass(frozen=True)
class Argument:
    """A value given by its place. `metavar` is what the usage calls it."""

    metavar: str = ""
    help: str = ""


class ColumnArgument(Argument):
    """A language given by its place, which `--role` makes a column: SDH, forced, signs beside the whole subtitles."""


class Option:
    """A value given by name: as written in `names`, or `--` and the name of the parameter.

    A bool is a switch, a list may be given several times.

    `help` is marked with `N_` and translated when the parser is built; so is `more`, which is said after it.
    """

    __slots__ = ("help", "more", "names")

    def __init__(self, *names: str, help: str = "", more: str = "") -> None:
        self.names = names
        self.help = help
        self.more = more


def said(described: Argument | Option) -> str:
    """Return the help of an argument or option in the interface language."""
    more = described.more if isinstance(described, Option) else ""
    return f"{_(described.help)}: {_(more)}" if more else _(described.help) if described.help else ""


ReportLanguage = Annotated[str, Option(help=N_("The language of the report, for whoever reads it, for example zh-Hans."))]
AsJson = Annotated[bool, Option("--json", help=N_("Print JSON for machines."))]
ColumnMap = Annotated[
    str, Option("--map", help=N_("What the columns of a sheet hold, for example “C=es-419,D=note”; “guess” forgets what was said."))
]
TitleCode = Annotated[str, Argument(metavar="TITLE", help=N_("Code of the title."))]
EpisodeNumber = Annotated[int, Argument(metavar="EPISODE", help=N_("Number of the episode."))]
EpisodeNumbers = Annotated[str, Argument(metavar="EPISODES", help=N_("Episodes, for example 1-20,25 or all."))]
LanguageTag = Annotated[str, Argument(metavar="LANGUAGE", help=N_("Language, for example es-419."))]
ColumnTag = Annotated[str, ColumnArgument(metavar="LANGUAGE", help=N_("Language, for example es-419."))]
Roles = Annotated[
    list[str] | None,
    Option("--role", help=N_("full, sdh, forced or signs; may be given several times. Without it, all there are.")),
]
"""What many commands take, each said once."""

OneRole = Annotated[str, Option("--role", help=N_("What the subtitles are for: full, sdh, forced or signs."))]
ROLE = "role"
_ROLE_OPTION: Option = get_args(OneRole)[1]


def chosen_roles(written: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the roles asked for, None where none is: all there are.

    Raises:
        WrongUse: one of them is none.
    """
    return parse_roles(written) if written else None


def parse_roles(written: Sequence[str] | None) -> tuple[str, ...]:
    """Return the roles asked for, all where none is.

    Raises:
        WrongUse: one of them is none.
    """
    for role in written or ():
        if role not in VARIANTS:
            raise WrongUse(_("“{written}” is none of: {known}.").format(written=role, known=", ".join(VARIANTS)))
    return tuple(role for role in VARIANTS if not written or role in written)


class Parser(argparse.ArgumentParser):
    """Says what is wrong by `WrongUse` and leaves ending the process to its caller."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was called.

        Raises:
            WrongUse: always.
        """
        raise WrongUse(message, usage=self.format_usage().strip())


def parse(run: Callable[..., Any], arguments: Sequence[str], *, prog: str, about: str, after: str = "") -> dict[str, Any]:
    """Return the values for the parameters of a command's function, except its first, the session.

    Args:
        run: the function.
        arguments: what was written.
        prog: what the usage calls the command.
        about: what the help says before the options.
        after: what it says below them, line by line.

    Raises:
        WrongUse: the arguments do not fit.
        SystemExit: help was asked for, and printed.
    """
    form = argparse.RawDescriptionHelpFormatter
    parser = Parser(prog=prog, description=about, epilog=after or None, formatter_class=form, allow_abbrev=False)
    for parameter, kind, described in parameters_of(run):
        _add(parser, parameter, kind, described)
    try:
        return _with_columns(run, vars(parser.parse_intermixed_args(list(arguments))))
    except WrongUse as wrong:
        stray = _stray(run, arguments)
        if not stray:
            raise
        words = _("What begins with a hyphen and is no option comes last, after “--”: -- {written}").format(written=stray)
        raise WrongUse(f"{wrong}\n{words}", usage=wrong.usage) from wrong


def _with_columns(run: Callable[..., Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the role made a part of the language it was said of.

    Raises:
        WrongUse: there is no such role.
    """
    name = _column_of(run)
    if name is not None:
        values[name] = in_role(values[name], values.pop(ROLE))
    return values


def in_role(column: str, role: str) -> str:
    """Return the column of a language in the role that was said, "" for none.

    Raises:
        WrongUse: there is no such role.
    """
    return column_name(language_of(column), *parse_roles([role])) if role else column


def _column_of(run: Callable[..., Any]) -> str | None:
    hints = get_type_hints(run, include_extras=True)
    described = ((name, get_args(hint)[1:]) for name, hint in hints.items() if get_origin(hint) is Annotated)
    return next((name for name, told in described if told and isinstance(told[0], ColumnArgument)), None)


def _stray(run: Callable[..., Any], arguments: Sequence[str]) -> str:
    """Return the first thing written that looks like an option and is none, "" where there is none."""
    options = {"-h", "--help", "--"}
    for parameter, _kind, described in parameters_of(run):
        options |= set(_names(parameter, described)) if isinstance(described, Option) else set()
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    looks = (
        each for each in before if each.startswith("-") and " " not in each and not each.lstrip("-").replace(".", "").isdigit()
    )
    return next((each for each in looks if each.partition("=")[0] not in options), "")


def parameters_of(run: Callable[..., Any]) -> list[tuple[inspect.Parameter, Any, Argument | Option]]:
    """Return what a command's function takes after its session: the parameter, its type and how it is given."""
    hints = get_type_hints(run, include_extras=True)
    parameters = list(inspect.signature(run).parameters.values())[1:]
    found = [(parameter, *get_args(hints[parameter.name])) for parameter in parameters]
    if _column_of(run) is not None:
        found.append((inspect.Parameter(ROLE, inspect.Parameter.KEYWORD_ONLY, default=""), str, _ROLE_OPTION))
    return found


def written_as(parameter: inspect.Parameter, kind: Any, described: Argument | Option) -> str:
    """Return how a value is written in a call: `TITLE`, `[TEXT …]`, `--from TIME`, `[--json]`."""
    kind, many = _bare(kind)
    required = parameter.default is parameter.empty
    if isinstance(described, Argument):
        shown = (described.metavar or parameter.name.upper()) + (" …" if many else "")
    else:
        shown = _names(parameter, described)[0] + ("" if kind is bool else f" {_metavar(kind) or 'TEXT'}") + (" …" if many else "")
    return shown if required else f"[{shown}]"


def _names(parameter: inspect.Parameter, option: Option) -> tuple[str, ...]:
    return option.names or (f"--{parameter.name.replace('_', '-')}",)


def _add(parser: Parser, parameter: inspect.Parameter, kind: Any, described: Argument | Option) -> None:
    kind, many = _bare(kind)
    help_text = said(described) or None
    required = parameter.default is parameter.empty
    if isinstance(described, Argument):
        shown = described.metavar or parameter.name.upper()
        nargs = ("+" if required else "*") if many else (None if required else "?")
        default = None if required else parameter.default
        parser.add_argument(parameter.name, metavar=shown, nargs=nargs, type=_reader(kind), default=default, help=help_text)
        return
    names = _names(parameter, described)
    if kind is bool:
        parser.add_argument(*names, dest=parameter.name, action="store_true", default=parameter.default, help=help_text)
        return
    parser.add_argument(
        *names, dest=parameter.name, type=_reader(kind), required=required, default=None if required else parameter.default,
        metavar=_metavar(kind), help=help_text, action="append" if many else "store",
    )  # fmt: skip


def _bare(kind: Any) -> tuple[Any, bool]:
    """Return a type without `None` and without its list, and whether it was a list."""
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) in (list, tuple):
        return get_args(kind)[0], True
    return kind, False


def _metavar(kind: Any) -> str | None:
    if issubclass(kind, Enum):
        return "{" + ",".join(str(member.value) for member in kind) + "}"
    return {int: "N", float: "N"}.get(kind, kind.__name__.upper() if kind is not str else "TEXT")


def _reader(kind: Any) -> Callable[[str], Any]:
    if not issubclass(kind, Enum):
        return kind  # type: ignore[no-any-return]

    def member(written: str) -> Any:
        try:
            return kind(written)
        except ValueError as error:
            known = ", ".join(str(each.value) for each in kind)
            raise argparse.ArgumentTypeError(_("“{written}” is none of: {known}.").format(written=written, known=known)) from error

    return member
