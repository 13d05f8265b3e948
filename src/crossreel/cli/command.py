"""What a command of the command line is: one descriptor in one file of `cli/commands`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Action:
    """One of the things a command does: `crossreel COMMAND ACTION …`. `run` and `help` are as those of a command."""

    name: str
    help: str
    run: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `run` takes a `Session` and parameters annotated with `Argument` or `Option`; it returns the exit code or None.

    `name` is the name of its file, `_` as `-` and a closing `_` dropped: so a command is found without importing the others.
    `help` and the helps of its options are marked with `N_` and translated when they are shown. A command with `actions` does
    what its first argument names; with none of them named it does what `run` says, and without `run` it asks for one.
    """

    name: str
    help: str
    run: Callable[..., Any] | None = None
    actions: tuple[Action, ...] = ()

    def find_action(self, name: str) -> Action | None:
        """Return the action of a name, or None."""
        return next((action for action in self.actions if action.name == name), None)
