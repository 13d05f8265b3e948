"""A correction of an import plan of 1,440 files in the window: what it changes is settled, announced and painted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, count
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crossreel.app.bootstrap import build_desk
from crossreel.domain.importing import correction
from crossreel.domain.importing.plan import ImportPlan, ItemKind
from crossreel.domain.importing.verdict import resettle
from crossreel.domain.preferences import Preferences
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.places.importing.parts import PlanBar
from crossreel.ui.places.importing.planning import Planning
from crossreel.ui.places.importing.timing_bar import TimingBar
from crossreel.ui.places.importing.workbench import Workbench
from folders import make_folder

PLANNED = 160
LANGUAGES = ("ms", "nl")
SIZE = (1920, 900)
Corrected = Callable[[ImportPlan, int], ImportPlan]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Planning, Workbench]]:
    """The plan of 1,440 files as the window shows it: matrix, list and panel."""
    folder = tmp_path_factory.mktemp("plan")
    running = QApplication.instance() or QApplication([])
    assert isinstance(running, QApplication)
    theme.apply(running, "dark")
    desk = build_desk(folder / "catalog.crossreel", "window", Preferences(author="bench"))
    workspace = Workspace(desk, Preferences(author="bench"))
    planning = Planning.of(workspace)
    shown = Workbench(workspace, PlanBar(), TimingBar())
    planning.moved.connect(lambda: shown.show_plan(planning.plan))
    shown.resize(*SIZE)
    shown.show()
    files = make_folder(folder / "The Hidden Heir", episodes=PLANNED, cues=20)
    planning.begin(desk.importing.split(desk.importing.scan([files])))
    shown.begin()
    running.processEvents()
    yield planning, shown
    workspace.close()
    shown.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.close()


def subtitles(plan: ImportPlan) -> list[int]:
    """Return the subtitle files of a plan."""
    return [item.id for item in plan.items if item.kind is ItemKind.SUBTITLE]


def in_vietnamese(plan: ImportPlan) -> list[int]:
    """Return the files of 80 episodes that were Vietnamese by their names."""
    return [item.id for item in plan.items if "_vi." in item.name][:80]


def misfit(plan: ImportPlan, item_id: int, seed: int) -> ImportPlan:
    """Put a file, whose times agree with nothing, under another episode in a language of its own."""
    item, drawn = plan.item(item_id), Random(seed)
    assert item.document is not None and item.episode is not None
    starts = list(accumulate(drawn.randint(900, 5000) for _ in item.document.cues))
    cues = tuple(replace(cue, start_ms=at, end_ms=at + 700) for cue, at in zip(item.document.cues, starts, strict=True))
    moved = replace(item, language="fr", episode=item.episode % PLANNED + 1, document=replace(item.document, cues=cues))
    return resettle(plan, [moved])


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("leave a file out", lambda plan, at: correction.skip(plan, subtitles(plan)[at])),
        ("say another language", lambda plan, at: correction.set_language(plan, subtitles(plan)[200 + at], "fr")),
        ("put a file that does not fit under an episode", lambda plan, at: misfit(plan, subtitles(plan)[400 + at], at)),
        ("say the language of 80 files", lambda plan, at: correction.set_language(plan, in_vietnamese(plan), LANGUAGES[at % 2])),
    ],
)
def test_correction(benchmark: Any, bench: tuple[Planning, Workbench], what: str, change: Corrected) -> None:
    """One file of 1,440, from the correction to the painted cell."""
    planning, _shown = bench
    numbers = count()

    def correct() -> None:
        at = next(numbers)
        planning.correct(lambda plan: change(plan, at))
        QApplication.processEvents()

    benchmark.extra_info.update(
        what=f"{what} in a plan of 1,440 files, with the repaint", target="50 ms" if "80" in what else "16 ms"
    )
    benchmark.pedantic(correct, rounds=40, iterations=1, warmup_rounds=2)
