"""What is running here: the program, what it is built on, and where its files lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A program as its user has it. A version that cannot be told is "".

    Args:
        version: of the program.
        bundled: whether it came as a bundle, which is under the GPL as a whole.
        python: version of the interpreter.
        qt: version of the toolkit that lays out captions and draws the window.
        vlc: version of the player's engine.
        sqlite: version of the catalog's engine.
        system: name and version of the operating system.
        catalog: the catalog in use.
        log: the file the window writes its log to.
        licences: the folder of the licences.
    """

    version: str
    bundled: bool
    python: str
    qt: str
    vlc: str
    sqlite: str
    system: str
    catalog: Path
    log: Path
    licences: Path
