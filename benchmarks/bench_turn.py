"""The screening place: the turn from episode to episode, also to another shape and at two speeds, and the way over the title."""

import json
from pathlib import Path
from typing import Any

import pytest

from apart import said

SCRIPT = Path(__file__).resolve().parent / "turn.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a title of 18 short episodes of up to 1080x1920."""
    path = tmp_path_factory.mktemp("turn")
    said(SCRIPT, path, "make", path)
    return path


@pytest.mark.parametrize("rate", [1.0, 1.5])
def test_turns(benchmark: Any, folder: Path, rate: float) -> None:
    """From the last picture of an episode painted to the first of the next."""
    seen = json.loads(said(SCRIPT, folder, folder / "turn.crossreel", rate))
    assert (len(seen["turns"]), seen["rate"]) == (seen["asked"], rate), "every turn goes on, and at the speed chosen"
    turns, shapes = sorted(seen["turns"]), sorted(seen["shapes"])
    middle = shapes[len(shapes) // 2]
    benchmark.pedantic(lambda: None, rounds=1)
    what = (
        f"Turn to the next episode at {rate} x, p95 of {len(turns)} ({len(shapes)} to another shape, their median {middle:.0f} ms)"
    )
    benchmark.extra_info.update(what=what, value=turns[len(turns) * 95 // 100], unit="ms", target="80 ms")


def test_seeks(benchmark: Any, folder: Path) -> None:
    """From a press on the bar over the title to the picture of that time, mostly of another episode."""
    seeks = sorted(json.loads(said(SCRIPT, folder, "seek", folder / "turn.crossreel"))["seeks"])
    benchmark.pedantic(lambda: None, rounds=1)
    middle, late = seeks[len(seeks) // 2], seeks[len(seeks) * 95 // 100]
    what = f"Seek anywhere in a title of 18 episodes of up to 1080x1920, median of {len(seeks)} (p95 {late:.0f} ms)"
    benchmark.extra_info.update(what=what, value=middle, unit="ms")
