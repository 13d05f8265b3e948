"""Opening a catalog of 20 titles for writing: what it is looked at for costs little."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from crossreel.storage.database import Database

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "make_catalog.py"


def test_opening(benchmark: Any, tmp_path: Path) -> None:
    """Locks, version, schema, every page visited, and the watch over the file; closed again."""
    path = tmp_path / "catalog.crossreel"
    subprocess.run([sys.executable, str(SCRIPT), str(path), "--titles", "20", "--written", "2"], check=True, capture_output=True)
    benchmark.extra_info.update(what=f"open for writing, 20 titles, {path.stat().st_size // 1_000_000} MB", target="< 50 ms")
    benchmark.pedantic(lambda: Database.open(path, mode="window").close(), rounds=20, iterations=1, warmup_rounds=1)
