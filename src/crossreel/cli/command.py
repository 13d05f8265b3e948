"""What a command of the command line is: one descriptor in one file of `cli/commands`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `run` is a function with typer's annotations; what it returns is the exit code, None for 0.

    `help` and the helps of its options are marked with `N_` and translated when the command line is built.
    """

    name: str
    help: str
    run: Callable[..., Any]
