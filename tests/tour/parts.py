"""The parts of the tour: which steps they take, in which order, and how each process ends."""

import shutil
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crossreel.kernel.paths import resource
from tests.tour import looks
from tests.tour.places import catalog, deliveries, drafts, editor, screening, shell, title
from tests.tour.processes import NO_LIBRARY, start_part
from tests.tour.tour import FOLDER, Tour

Step = Callable[[Tour], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some steps in one process. `first_shot` numbers its pictures, `ends_with` is its exit code."""

    steps: tuple[Step, ...]
    first_shot: int = 0
    ends_with: int = 0
    variables: Mapping[str, str] = field(default_factory=dict)


PARTS = {
    "work": Part(
        steps=(
            shell.begin,
            catalog.import_sample,
            editor.watch,
            editor.edit,
            editor.retime,
            title.check,
            deliveries.be_refused,
            editor.die_typing,
        ),
        ends_with=-signal.SIGKILL,
    ),
    "finish": Part(
        steps=(
            catalog.come_back,
            editor.go_on_typing,
            title.describe,
            title.mend,
            title.accept,
            title.approve,
            screening.screen,
            deliveries.deliver,
        ),
        first_shot=40,
    ),
    "drafts": Part(steps=(drafts.from_video_alone,), first_shot=55),
    "looks": Part(steps=(looks.looks,), first_shot=60),
    "bare": Part(steps=(shell.bare,), first_shot=150, variables=NO_LIBRARY),
    "beside": Part(steps=(shell.beside,), first_shot=140),
}
WHOLE_TOUR = ("work", "finish", "drafts", "looks", "bare")
MAIN_JOB = WHOLE_TOUR[:3]


def take_tour(target: Path, parts: tuple[str, ...] = WHOLE_TOUR) -> int:
    """Run parts one after the other, each in a process of its own; return 0 when every step held."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(resource("sample"), target / FOLDER, dirs_exist_ok=True)
    variables = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONFAULTHANDLER": "1"}
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        variables[f"XDG_{name}_HOME"] = str(target / "home" / name.lower())
    begun = time.monotonic()
    for name in parts:
        code = start_part(target, name, **variables, **PARTS[name].variables).returncode
        if code != PARTS[name].ends_with:
            print(f"The part “{name}” ended with {code}, not {PARTS[name].ends_with}.", flush=True)
            return 1
    print(f"The tour held, in {time.monotonic() - begun:.0f} s: {target}", flush=True)
    return 0


def take_part(tour: Tour, name: str) -> None:
    """Take the steps of a part with the window that is open."""
    part = PARTS[name]
    tour.hand.count_from(part.first_shot)
    for step in part.steps:
        step(tour)
