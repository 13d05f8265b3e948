"""The log in the user's folder: kept from the start by the window, made by a command that has something to say to it."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from crossreel import __version__
from crossreel.app.bootstrap import LOG_NAME
from crossreel.kernel.access import keep_private, make_private_folder, open_handle

LOG_BYTES, LOG_FILES = 1_000_000, 5
log = logging.getLogger("crossreel")


class PrivateLog(RotatingFileHandler):
    """A rotating log that only the user may read."""

    def _open(self) -> TextIOWrapper:
        made = os.fdopen(open_handle(Path(self.baseFilename), os.O_WRONLY | os.O_APPEND), "a", encoding=self.encoding)
        keep_private(Path(self.baseFilename))
        return made


def start_log(folder: Path) -> None:
    """Write the log to a rotating file; where that cannot be, go without."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    if any(isinstance(each, RotatingFileHandler) for each in root.handlers):
        return
    try:
        make_private_folder(folder)
        for kept in folder.glob(f"{LOG_NAME}*"):
            keep_private(kept)
        file = PrivateLog(folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError:
        return
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root.addHandler(file)
    log.info("Crossreel %s starts", __version__)
