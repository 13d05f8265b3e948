"""The memory of the window after a minute of walking through a title of 80 episodes with videos of the usual size."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parent / "walk.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the catalog, and with the user's folders of the walk."""
    path = tmp_path_factory.mktemp("walk")
    subprocess.run([sys.executable, str(SCRIPT), "make", str(path)], check=True, timeout=300)
    return path


def walked(folder: Path, seconds: float) -> float:
    """Walk in a process of its own and return what it then holds, in MB."""
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(SCRIPT), str(folder / "walk.crossreel"), str(seconds)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return float(done.stdout.split()[-1])


def test_a_minute(benchmark: Any, folder: Path) -> None:
    walked(folder, 10)  # waveforms and posters are made
    used = walked(folder, 60)
    benchmark.pedantic(lambda: None, rounds=1)
    what = "Memory after a minute: 80 episodes of 1080x1920 in the editor, ten screened, the last still playing"
    benchmark.extra_info.update(what=what, value=used, unit="MB", target="under 400 MB")
