"""Scripts that are measured in a process of their own, with user folders of their own."""

import os
import subprocess
import sys
from pathlib import Path


def said(script: Path, folder: Path, *arguments: object) -> str:
    """Run a script and return the last line it prints, "" for none; what it keeps for its user goes into a folder."""
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    return (done.stdout.splitlines() or [""])[-1]
