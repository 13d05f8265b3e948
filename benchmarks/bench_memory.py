"""The memory of the window after a minute of walking through a title of 80 episodes with videos of the usual size."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from apart import said

SCRIPT = Path(__file__).resolve().parent / "walk.py"
STEPS = SCRIPT.with_name("steps.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalog, and with the user's folders of the walk."""
    path = tmp_path_factory.mktemp("walk")
    subprocess.run([sys.executable, str(SCRIPT), "make", str(path)], check=True, timeout=300)
    return path


def walked(folder: Path, seconds: float) -> float:
    """Walk and return what the process then holds, in MB."""
    return float(said(SCRIPT, folder, folder / "walk.crossreel", seconds))


@pytest.fixture(scope="module")
def steps(folder: Path) -> dict[str, list[float]]:
    """The figures of 250 steps with Alt+Right and Alt+Left, once waveforms and posters are there."""
    said(STEPS, folder, folder / "walk.crossreel", 160)
    return dict(json.loads(said(STEPS, folder, folder / "walk.crossreel", 250)))


def test_a_minute(benchmark: Any, folder: Path) -> None:
    walked(folder, 10)  # waveforms and posters are made
    used = walked(folder, 60)
    benchmark.pedantic(lambda: None, rounds=1)
    what = "Memory after a minute: 80 episodes of 1080x1920 in the editor, ten screened, the last still playing"
    benchmark.extra_info.update(what=what, value=used, unit="MB", target="under 400 MB")


@pytest.mark.parametrize("part", ["caret", "picture", "rows", "waveform", "all"])
@pytest.mark.parametrize(("place", "target"), [(0, "100 ms"), (1, "160 ms")], ids=["p50", "p95"])
def test_a_step(benchmark: Any, steps: dict[str, list[float]], part: str, place: int, target: str) -> None:
    """From the key to the part of the next episode painted."""
    benchmark.pedantic(lambda: None, rounds=1)
    what = f"Alt+Right to {part}, {('p50', 'p95')[place]} of 250 steps, episodes of 1080x1920 in 8 languages"
    benchmark.extra_info.update(what=what, value=steps[part][place], unit="ms", target=target)


def test_memory_over_steps(benchmark: Any, steps: dict[str, list[float]]) -> None:
    """What 200 more steps leave behind."""
    early, late = steps["memory"]
    benchmark.pedantic(lambda: None, rounds=1)
    what = f"Memory after 250 steps from episode to episode ({early:.0f} MB after 50)"
    benchmark.extra_info.update(what=what, value=late, unit="MB", target="under 400 MB, and no growth")
