"""`make bench`: runs every benchmark and writes docs/benchmarks.md, with the machine it ran on."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import recall

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "docs" / "benchmarks.md"
BEFORE = ROOT / "benchmarks" / "before.md"
HEAD = """# Benchmarks

Measured by `make bench`; never asserted by a test. A ratio stands beside its peer of the same run: below 1 is faster than the peer.

| machine | |
|---|---|
| date | {date} |
| processor | {processor}, {cores} cores |
| memory | {memory} |
| system | {system} |
| Python | {python} |

| what | measured | peer | ratio | target |
|---|---|---|---|---|
"""


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def memory() -> str:
    """Return the memory of the machine."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    return f"{pages / 2**30:.0f} GiB" if pages else "unknown"


def measure() -> list[dict[str, Any]]:
    """Run the benchmarks and return their results."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            str(ROOT / "benchmarks"),
            "-q",
            "-o",
            "python_files=bench_*.py",
            "--timeout=1800",  # several walk through a whole title
            f"--benchmark-json={results}",
        ]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        if subprocess.run([*command, "--benchmark-warmup=off"], cwd=ROOT, env=environment).returncode:
            raise SystemExit("a benchmark failed")
        return list(json.loads(results.read_text("utf-8"))["benchmarks"])


def table(benchmarks: list[dict[str, Any]]) -> str:
    """Return the rows of the paper: `extra_info` names what is measured, its unit, target and peer."""
    values = {each["name"]: value_of(each) for each in benchmarks}
    rows = []
    for each in benchmarks:
        info = each["extra_info"]
        if info.get("is_peer"):
            continue
        peer = info.get("peer", "")
        known = values.get(peer)
        ratio = f"{values[each['name']] / known:.2f}" if known else ""
        shown_peer = f"{info.get('peer_name', peer)}: {shown(known, info)}" if known else ""
        cells = (info.get("what", each["name"]), shown(values[each["name"]], info), shown_peer, ratio, info.get("target", ""))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def value_of(benchmark: dict[str, Any]) -> float:
    """Return the median in seconds, or the figure a benchmark measured itself."""
    return float(benchmark["extra_info"].get("value", benchmark["stats"]["median"]))


def shown(value: float, info: dict[str, Any]) -> str:
    """Write a figure with its unit; seconds unless said otherwise."""
    if unit := info.get("unit"):
        return f"{value:,.0f} {unit}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def main() -> None:
    """Measure and write the paper."""
    facts = {
        "date": date.today().isoformat(), "processor": processor(), "cores": os.cpu_count(), "memory": memory(),
        "system": platform.platform(), "python": platform.python_version(),
    }  # fmt: skip
    text = HEAD.format(**facts) + table(measure()) + "\n" + BEFORE.read_text("utf-8") + recall.section()
    PAPER.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
