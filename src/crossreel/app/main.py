"""Where the program starts: arguments, then the window or a command."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from crossreel.app.bootstrap import preference_file
from crossreel.app.opener import Opener
from crossreel.i18n.messages import set_locale
from crossreel.kernel.paths import is_frozen


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program with the arguments of this process and exit."""
    if is_frozen():
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Open the window, or run a command; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    preferences = preference_file().load()
    set_locale(preferences.locale)
    opener = Opener(preferences)
    if not arguments:
        return opener.show_window(None)
    if len(arguments) == 2 and arguments[0] == "--catalog":
        return opener.show_window(Path(arguments[1]))
    from crossreel.cli.main import run as run_command

    return run_command(arguments, opener)
