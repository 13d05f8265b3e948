"""Cold start to the first painted rows, beside a bare PySide6 window, and the memory of a title of 80 x 8 cells."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROUNDS = 7


def run(*arguments: str) -> float:
    """Run one process and return the figure it prints."""
    environment = {**os.environ, "BENCH_BEGAN": repr(time.time()), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(HERE / "first_paint.py"), *arguments], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return float(done.stdout.split()[-1])


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("catalog") / "catalog.crossreel"
    script = HERE.parent / "scripts" / "make_catalog.py"
    sizes = ["--titles", "20", "--episodes", "80", "--languages", "8", "--cues", "40"]
    subprocess.run([sys.executable, str(script), str(path), *sizes[:2], *sizes[2:6], "--cues", "4"], check=True, timeout=300)
    subprocess.run(
        [sys.executable, str(script), str(path.with_name("one.crossreel")), "--titles", "1", *sizes[2:]], check=True, timeout=300
    )
    return path


def test_bare_window(benchmark: Any) -> None:
    times = [run("bare") for _ in range(ROUNDS)]
    benchmark.pedantic(lambda: None, rounds=1)
    benchmark.extra_info.update(is_peer=True, value=statistics.median(times))


def test_cold_start(benchmark: Any, catalog: Path) -> None:
    times = [run(str(catalog)) for _ in range(ROUNDS)]
    benchmark.pedantic(lambda: None, rounds=1)
    what = "Cold start to the first painted rows, 20 titles of 80 x 8"
    benchmark.extra_info.update(
        what=what, value=statistics.median(times), peer="test_bare_window", peer_name="bare PySide6 window", target="3 x"
    )


def test_memory(benchmark: Any, catalog: Path) -> None:
    used = run(str(catalog.with_name("one.crossreel")), "T00001")
    benchmark.pedantic(lambda: None, rounds=1)
    what = "Memory with a title of 80 episodes x 8 languages x 40 cues open in matrix and editor"
    benchmark.extra_info.update(what=what, value=used, unit="MB", target="under 400 MB")


def test_qc_of_a_file(benchmark: Any, tmp_path: Path) -> None:
    """One process from its start to its end; more than half of it is Python and Qt's text engine being loaded."""
    (tmp_path / "a.en.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\nWait...\n", "utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def check() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "crossreel", "qc", "a.en.srt"], env=environment, cwd=tmp_path, capture_output=True)
        return time.perf_counter() - began

    times = [check() for _ in range(ROUNDS)]
    benchmark.pedantic(lambda: None, rounds=1)
    benchmark.extra_info.update(what="`qc` of a small file, in no catalog", value=statistics.median(times), target="0.4 s")
