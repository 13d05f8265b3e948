"""Plants faults by hand and asks whether a test notices: `python scripts/plant_faults.py [--area delivery] [--id verify-links]`.

The faults stand in `planted_faults.toml`: in which file, what is there, what is put in its place, and which tests should fail then.
Each is planted in a scratch copy of the tree, never in the tree itself. A fault that no test notices has survived: write the test.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_name("planted_faults.toml")
COPIED = (
    "src",
    "tests",
    "resources",
    "scripts",
    "translations",
    "benchmarks",
    "docs",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
)
TOO_LONG_S = 300
MOST_BYTES = 8 << 30  # some faults read without end
NO_TESTS_FAILED, SOME_TESTS_FAILED = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: `old` stands once in `file` and becomes `new`; `why` says what it breaks; `tests` are pytest arguments."""

    id: str
    area: str
    why: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def read_faults(path: Path = LIST) -> list[Fault]:
    """Return the faults in the order of the list.

    Raises:
        ValueError: two have one id.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["fault"]
    faults = [Fault(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries]
    twice = [id for id, count in Counter(fault.id for fault in faults).items() if count > 1]
    if twice:
        raise ValueError(f"two faults are called {twice[0]}")
    return faults


def copy_tree(target: Path) -> None:
    """Copy what tests need into an empty folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copyfile(source, target / name)


def run_tests(tree: Path, tests: Sequence[str]) -> int:
    """Run tests against the source of a tree and return pytest's exit code; a crash, or taking too long, counts as noticing."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--timeout=120", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TOO_LONG_S,
            preexec_fn=_hold_memory if os.name != "nt" else None,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return SOME_TESTS_FAILED
    return SOME_TESTS_FAILED if done.returncode < 0 else done.returncode


def _hold_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def plant(tree: Path, fault: Fault) -> str:
    """Plant a fault, run its tests, take it out again; return "caught", "survived", "stale" or "broken" (no test was run)."""
    path = tree / fault.file
    before = path.read_text(encoding="utf-8")
    if before.count(fault.old) != 1:
        return "stale"
    moment = time.time() + 2 * (1 + len(fault.id))  # another time than the compiled file remembers
    try:
        path.write_text(before.replace(fault.old, fault.new), encoding="utf-8")
        os.utime(path, (moment, moment))
        code = run_tests(tree, fault.tests)
    finally:
        path.write_text(before, encoding="utf-8")
    return {NO_TESTS_FAILED: "survived", SOME_TESTS_FAILED: "caught"}.get(code, "broken")


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant the chosen faults; return 1 when one survived, is stale or broke its tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--area", action="append", help="only faults of this area; may be given several times")
    parser.add_argument("--id", action="append", help="only this fault; may be given several times")
    parser.add_argument("--list", action="store_true", help="name the faults and plant none")
    chosen = parser.parse_args(arguments)
    faults = [
        fault
        for fault in read_faults()
        if (not chosen.area or fault.area in chosen.area) and (not chosen.id or fault.id in chosen.id)
    ]
    if chosen.list:
        print("\n".join(f"{fault.area:10} {fault.id:34} {fault.why}" for fault in faults))
        return 0
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="crossreel-faults-") as folder:
        tree = Path(folder)
        copy_tree(tree)
        for fault in faults:
            began = time.monotonic()
            outcome = plant(tree, fault)
            found[outcome] += 1
            print(f"{outcome:9} {fault.area:10} {fault.id:34} {time.monotonic() - began:5.1f} s  {fault.why}", flush=True)
    share = 100 * found["caught"] / max(1, len(faults))
    print(
        f"{found['caught']} of {len(faults)} caught ({share:.1f} %)"
        + "".join(f", {found[each]} {each}" for each in ("survived", "stale", "broken") if found[each])
    )
    return int(found["caught"] != len(faults))


if __name__ == "__main__":
    sys.exit(main())
