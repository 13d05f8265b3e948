"""When something of ours breaks in a command: a line in the log, and a sentence that says where it is. Loads no Qt."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from crossreel.app.bootstrap import LOG_NAME
from crossreel.i18n.messages import sentence

BROKEN = 70  # EX_SOFTWARE: neither findings (1) nor wrong use (2), but a fault of the program
log = logging.getLogger(__name__)


class LateLog(logging.Handler):
    """Opens the log in a folder when there is something to write, so that most commands touch no log at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.WARNING)
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Make way for the log itself; where there can be none, the record goes to standard error."""
        from logging.handlers import RotatingFileHandler

        from crossreel.app.log_file import start_log

        root = logging.getLogger()
        root.removeHandler(self)
        if any(isinstance(each, RotatingFileHandler) for each in root.handlers):
            return
        start_log(self._folder)
        opened = next((each for each in root.handlers if isinstance(each, RotatingFileHandler)), logging.lastResort)
        if opened is not None:
            opened.handle(record)


@contextmanager
def late_log(folder: Path) -> Iterator[None]:
    """Log what a command has to say to a file in the folder, not to the terminal."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.addHandler(LateLog(folder))
    try:
        yield
    finally:
        for added in [each for each in root.handlers if each not in before]:
            root.removeHandler(added)
            added.close()
        root.setLevel(level)


def tell(error: Exception, arguments: Sequence[str], folder: Path) -> int:
    """Log where an exception came from, say so in a sentence (and as JSON where that was asked for); return the exit code."""
    from crossreel.cli.session import told_json
    from crossreel.services.single_item import trace

    log.error("a command broke\n%s", trace(error))
    facts = {"reason": type(error).__name__, "path": str(folder / LOG_NAME)}
    if "--json" in arguments:
        import json

        sys.stdout.write(json.dumps({"error": told_json("system.broke", facts)}, ensure_ascii=False, indent=2) + "\n")
    sys.stderr.write(sentence("system.broke", facts) + "\n")
    return BROKEN
