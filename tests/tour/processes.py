"""Parts of the tour in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.tour.hand import Failure

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 300
NO_LIBRARY = {"PYTHON_VLC_LIB_PATH": "/nowhere/libvlc.so.5"}


def start_part(target: Path, part: str, *, captured: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a part in another process and return how it ended."""
    command = [sys.executable, "-m", "tests.tour", str(target), "--part", part]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE_S, capture_output=captured, text=True)


def run_process(target: Path, part: str, **variables: str) -> None:
    """Run a part in another process and fail where it fails."""
    ran = start_part(target, part, captured=True, **variables)
    if ran.returncode:
        raise Failure(f"the part “{part}” ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
