"""The review queue: from the key of a verdict to the next line painted in 8,064 lines, and what a step asks the catalog."""

import json
from pathlib import Path
from typing import Any

import pytest

from apart import said

SCRIPT = Path(__file__).resolve().parent / "review.py"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the script saw in a title of 8,064 drafted lines."""
    path = tmp_path_factory.mktemp("review")
    said(SCRIPT, path, "make", path)
    return dict(json.loads(said(SCRIPT, path, path / "review.crossreel")))


def test_steps(benchmark: Any, seen: dict[str, Any]) -> None:
    """From Enter to list, picture and text of the next line painted."""
    steps, statements = sorted(seen["steps"]), sorted(seen["statements"])
    assert seen["lines"] == 8064 and seen["missing"] == 0, "every next line was loaded ahead"
    benchmark.pedantic(lambda: None, rounds=1)
    middle, most, own = steps[len(steps) // 2], statements[-1], sorted(seen["own"])[len(steps) // 2]
    what = (
        f"Verdict to the next line painted in a queue of {seen['lines']:,} lines, p95 of {len(steps)} "
        f"(median {middle:.0f} ms, of which the window's thread works {own:.0f}; at most {most} statements a step)"
    )
    benchmark.extra_info.update(what=what, value=steps[len(steps) * 95 // 100], unit="ms", target="50 ms")


def test_opening(benchmark: Any, seen: dict[str, Any]) -> None:
    """From going to the queue of a title that nobody has checked to its first line."""
    benchmark.pedantic(lambda: None, rounds=1)
    what = f"Review queue of {seen['lines']:,} drafted lines opened: QC of all of it, and its order"
    benchmark.extra_info.update(what=what, value=seen["opened"], unit="ms")
