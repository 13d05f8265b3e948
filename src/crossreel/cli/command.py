"""What a command of the command line is: one descriptor in one file of `cli/commands`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `run` takes a `Session` and parameters annotated with `Argument` or `Option`; it returns the exit code or None.

    `name` is the name of its file, `_` as `-` and a closing `_` dropped: so a command is found without importing the others.
    `help` and the helps of its options are marked with `N_` and translated when they are shown.
    """

    name: str
    help: str
    run: Callable[..., Any]
