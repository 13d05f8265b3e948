"""`make test-on SUITE=trixie`: runs the tests in a Debian of another suite, with the Python and the libraries of that one.

The system is made in build/debian-SUITE and kept; the tests take what stands in the source tree now.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from debian_root import CERTIFICATES, DebianRoot, Impossible, make_root

ROOT = Path(__file__).resolve().parent.parent
BEGINNING = ("make", "python3", "python3-venv", "ca-certificates")
PLACE = Path("root/crossreel")
PIP_SETTINGS = Path("/etc/pip.conf")


def main(suite: str) -> int:
    """Run the tests on a suite; return the exit code."""
    try:
        system = make_root(ROOT / "build" / f"debian-{suite}", suite)
    except Impossible as reason:
        print(f"SKIPPED: the tests were not run on {suite}, because {reason}.")
        return 0
    system.install(BEGINNING)
    take_source(system)
    inside = ["make", "-C", f"/{PLACE}", "test"]
    return subprocess.run(system.command(inside, surroundings(system)), check=False).returncode


def take_source(system: DebianRoot) -> None:
    """Lay what the source tree holds into a system; an environment that was made there before stays."""
    target = system.folder / PLACE
    for old in target.iterdir() if target.is_dir() else ():
        if old.name != ".venv":
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    listed = subprocess.run(["git", "ls-files", "-z", "-c", "-o", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def surroundings(system: DebianRoot) -> dict[str, str]:
    """Return what a system has to know of this machine to reach its network, and lay the files of it there."""
    for file in (CERTIFICATES, PIP_SETTINGS):
        if file.is_file():
            shutil.copy(file, system.folder / file.relative_to("/"))
    told = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy") or name.startswith("PIP_")}
    return {"LANG": "C.UTF-8", **told}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
