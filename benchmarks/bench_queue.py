"""The review queue over 67 episodes in three languages: how many planted errors stand in its first fifth, by kind."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.unit.services.reviewing.queue_set import load_set

from crossreel.services.checking.runs import Checking
from crossreel.services.files.presets import shipped_guides, shipped_zones
from crossreel.services.reviewing.queue import Reviewing

SET = Path(__file__).parents[1] / "tests" / "unit" / "services" / "reviewing" / "queue_set.json"


def test_the_queue_of_a_title(benchmark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(SET.read_text("utf-8"))
    held = load_set(told, tmp_path / "set.crossreel")
    Checking(held.database, zones=shipped_zones(), guides=shipped_guides()).run(held.title_id)
    queue = benchmark.pedantic(lambda: Reviewing(held.database).queue([held.title_id]), rounds=1)
    errors = {(each["episode"], each["line"], each["language"]): each["kind"] for each in told["errors"]}
    first = queue[: len(queue) // 5]
    found = Counter(kind for line in first if (kind := errors.get((*held.places[line.source_id or 0], line.column))) is not None)
    planted = Counter(errors.values())
    share = found.total() / planted.total()
    took_s = benchmark.stats.stats.median
    what = f"errors, of {planted.total()} planted, in the first fifth of a queue of {len(queue):,} lines, made in {took_s:.2f} s"
    benchmark.extra_info.update(
        what=what, value=round(100 * share, 1), unit="%", target="at least 90 %",
        kinds={kind: f"{found[kind]}/{count}" for kind, count in sorted(planted.items())},
    )  # fmt: skip
    with capsys.disabled():
        print(f"\n{share:.1%} of {planted.total()}", {kind: f"{found[kind]}/{planted[kind]}" for kind in sorted(planted)})
    held.database.close()
