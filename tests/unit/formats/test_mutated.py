"""Damaged files of every format and damaged videos: read or refused in words, none crashes or hangs (`scripts/mutate.py`)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("kind", "count"), [("texts", 250), ("videos", 24)])
def test_damaged_files_are_read_or_refused_in_words(kind: str, count: int) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "mutate.py"), kind, str(count)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{kind}: {count} files" in done.stdout
