"""A copy of the project to add things to, as a newcomer would, and the tests that must not turn red there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("src", "tests", "resources", "translations", "docs", "scripts", "benchmarks")
FILES = (
    "pyproject.toml", "constraints.txt", "build.spec", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD_PARTY.md", "LICENSE"
)  # fmt: skip
PATIENCE_S = 300


class Copy:
    """The project's files in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        unneeded = shutil.ignore_patterns("*.crossreel-wal", "*.crossreel-shm", "*.onnx")
        for part in PARTS:
            shutil.copytree(ROOT / part, folder / part, ignore=unneeded)
        for file in FILES:
            shutil.copy(ROOT / file, folder / file)

    def add(self, path: str, text: str) -> None:
        """Write a new file.

        Raises:
            FileExistsError: there is one; adding a thing must not change what stands.
        """
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(text)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy, on the copy's own source."""
        read = str(ROOT / ".hypothesis")  # which constants are in files that are the same there and here
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "HYPOTHESIS_STORAGE_DIRECTORY": read}
        return subprocess.run(
            [sys.executable, *command], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=PATIENCE_S
        )

    def must_pass(self, *tests: str) -> str:
        """Run tests in the copy and fail with what they say; return it where they pass."""
        ran = self.run("-m", "pytest", "-q", "-x", *tests)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def must_fail(self, *tests: str) -> str:
        """Run tests in the copy and fail where they pass; return what they say."""
        ran = self.run("-m", "pytest", "-q", "-x", *tests)
        assert ran.returncode == 1, ran.stdout + ran.stderr
        return ran.stdout
