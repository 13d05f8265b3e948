"""`make run`: makes the sample catalog and opens the app on it; without a display it runs the tour under Xvfb."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"


def has_display() -> bool:
    """Tell whether a window can be shown here."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def crossreel(*arguments: str) -> int:
    """Run the `crossreel` command of this environment."""
    return subprocess.run([sys.executable, "-m", "crossreel", *arguments], cwd=ROOT).returncode


def open_sample() -> int:
    """Open the app on a sample catalog, made at the first call."""
    catalog = BUILD / "sample" / "catalog.crossreel"
    if not catalog.exists():
        failed = crossreel("demo", str(catalog.parent))
        if failed:
            return failed
    return crossreel("--catalog", str(catalog))


def take_tour() -> int:
    """Drive the app under Xvfb; screenshots and a package are left under build/tour/."""
    target = BUILD / "tour"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    print("There is no display: the tour runs under Xvfb and leaves its screenshots and a package in build/tour/.", flush=True)
    server = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1920x1080x24"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    return subprocess.run([*server, sys.executable, "-m", "tests.tour", str(target)], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(open_sample() if has_display() else take_tour())
