"""`python -m tests.tour TARGET`: drives the real window through the product's main job.

It leaves screenshots and a delivery package. The first process imports, edits and is killed in the middle of typing, the
second opens the same catalog and goes on to the delivery, the third looks at every place in every dress, the last does
without libVLC. It acts by keys and mouse on what can be seen, and reads the catalog after each step through a second
connection. Exit code 0: all held.
"""

import argparse
import faulthandler
import os
import sys
import traceback
from pathlib import Path

from tests.tour.parts import PARTS, take_part, take_tour
from tests.tour.tour import Tour

HANG_S = 280


def run_part(target: Path, part: str) -> int:
    """Run one part inside the real program: its event loop, its window, its crash handler."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    faulthandler.dump_traceback_later(HANG_S, exit=True)
    application = QApplication(sys.argv[:1])
    tour = Tour(target)
    held: list[bool] = []

    def drive() -> None:
        try:
            take_part(tour, part)
            held.append(True)
        except BaseException:  # noqa: BLE001  whatever broke is told, and the program has to end
            traceback.print_exc()
        tour.close()
        if held:
            for each in application.topLevelWidgets():
                each.close()
        else:
            os._exit(1)

    QTimer.singleShot(0, drive)
    from crossreel.app.main import run

    code = run(["--catalog", str(tour.catalog)])
    return code if held else 1


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder for the catalog, the screenshots and the package")
    parser.add_argument("--part", choices=tuple(PARTS), help="run one part only, in this process")
    arguments = parser.parse_args()
    target = arguments.target.resolve()
    return run_part(target, arguments.part) if arguments.part else take_tour(target)


if __name__ == "__main__":
    sys.exit(main())
