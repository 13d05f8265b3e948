"""The tour: drives the real window through the product's main job, and leaves screenshots and a delivery package.

`tour.py TARGET` runs it in processes of its own: the first imports, edits and is killed in the middle of typing, the
second opens the same catalog and goes on to the delivery, the third looks at every place in every dress, the last does
without libVLC. It acts by keys and mouse on what can be seen, and reads the catalog after each step through a second
connection. Exit code 0: all held.
"""

import argparse
import faulthandler
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from crossreel.kernel.paths import resource
from tour_steps_hand import Hand
from tour_steps_reader import Reader

CODE = "HIDDENHEIR"
FOLDER = "The Hidden Heir 隐藏的继承人 🎬"
PARTS = ("work", "finish", "looks", "bare")
NO_LIBRARY = {"PYTHON_VLC_LIB_PATH": "/nowhere/libvlc.so.5"}
PATIENCE_S, HANG_S = 300, 240


class Tour:
    """What every step needs: the hand, the second look at the catalog, and where things stand."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.catalog = target / "catalog.crossreel"
        self.episodes = target / FOLDER
        self.out = target / "deliveries"
        self.kept_digest = target / "digest.txt"
        self.hand = Hand(target / "screenshots")
        self.code = CODE
        self._reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        """Another connection on the catalog."""
        if self._reader is None:
            self._reader = Reader(self.catalog)
        return self._reader

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Say a step once it held; keep a picture of the window where it did not."""
        begun = time.monotonic()
        try:
            yield
        except BaseException:
            print(f"FAILED  {words}", flush=True)
            self.hand.shot("failed")
            raise
        print(f"ok      {words} ({time.monotonic() - begun:.1f} s)", flush=True)

    def close(self) -> None:
        """Let go of the catalog."""
        if self._reader is not None:
            self._reader.close()


def take_tour(target: Path, *, looks: bool = True) -> int:
    """Run the whole tour in processes of their own; return 0 when every step held."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(resource("sample"), target / FOLDER, dirs_exist_ok=True)
    environment = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONFAULTHANDLER": "1"}
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(target / "home" / name.lower())
    begun = time.monotonic()
    for part in PARTS if looks else PARTS[:2]:
        command = [sys.executable, str(Path(__file__).resolve()), str(target), "--part", part]
        variables = {**environment, **NO_LIBRARY} if part == "bare" else environment
        code = subprocess.run(command, env=variables, timeout=PATIENCE_S).returncode
        wanted = -signal.SIGKILL if part == "work" else 0
        if code != wanted:
            print(f"The part “{part}” ended with {code}, not {wanted}.", flush=True)
            return 1
    print(f"The tour held, in {time.monotonic() - begun:.0f} s: {target}", flush=True)
    return 0


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
            steps_of(part)(tour)
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


def steps_of(part: str) -> Callable[[Tour], None]:
    """Return the steps of a part."""
    if part == "work":
        from tour_steps_work import work

        return work
    if part == "finish":
        from tour_steps_finish import finish

        return finish
    import tour_steps_looks

    return {"looks": tour_steps_looks.looks, "beside": tour_steps_looks.beside, "bare": tour_steps_looks.bare}[part]


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder for the catalog, the screenshots and the package")
    parser.add_argument("--part", choices=(*PARTS, "beside"), help="run one part only, in this process")
    arguments = parser.parse_args()
    target = arguments.target.resolve()
    return run_part(target, arguments.part) if arguments.part else take_tour(target)


if __name__ == "__main__":
    sys.exit(main())
