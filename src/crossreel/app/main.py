"""Where the program starts: arguments, then the window or a command."""

import contextlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from crossreel.app.bootstrap import log_folder, preference_file
from crossreel.app.opener import Opener
from crossreel.i18n.messages import sentence, set_locale
from crossreel.kernel.locale_settings import settle_locale
from crossreel.kernel.paths import is_frozen

NO_LIBRARY = re.compile(r"(?P<name>\S+): cannot open shared object file")
"""What the loader of Linux says of a library that a module of ours needs and the system has not."""


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
    settle_locale()
    opener = Opener(preferences)
    try:
        if not arguments:
            return opener.show_window(None)
        if len(arguments) == 2 and arguments[0] == "--catalog":
            return opener.show_window(Path(arguments[1]))
        return _command(arguments, opener)
    except ImportError as error:
        library = NO_LIBRARY.match(str(error))
        if library is None:
            raise
        sys.stderr.write(sentence("system.no_library", {"library": library["name"]}) + "\n")
        return 1


def _command(arguments: Sequence[str], opener: Opener) -> int:
    from crossreel.app.broken import late_log, tell
    from crossreel.cli.main import run as run_command

    with late_log(log_folder()):
        try:
            return run_command(arguments, opener)
        except ImportError as error:
            if NO_LIBRARY.match(str(error)):
                raise
            return tell(error, arguments, log_folder())
        except Exception as error:  # noqa: BLE001 - the crash handler of commands
            return tell(error, arguments, log_folder())
