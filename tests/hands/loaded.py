"""The program, loaded once for a run of the tests: loading its modules takes longer than opening its window.

`python -m tests.hands.loaded` loads everything that the window runs on, and then becomes, at each line on its input, two: one
process waits for the next line, the other runs the program (its window in `started`, or a command) from its first line to its
last, as a process of its own.
"""

import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import crossreel
from crossreel.app.main import main
from tests.hands.patience import PATIENCE_S, until

ROOT = Path(__file__).resolve().parents[2]
LATE = ("av", "babel.dates", "babel.numbers", "hunspell", "icu4py.breakers", "icu4py.locale", "langcodes", "numpy.ma", "vlc")
"""Libraries that the program loads when it first needs them."""
CODES = {"LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
"""What Python reads of its surroundings before its first line; the rest comes with each start."""


class Loaded:
    """What starts programs that are loaded already."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", __name__]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **CODES}, stdin=pipe, stdout=pipe, text=True)

    def start(self, arguments: list[str], log: Path, folder: Path, variables: Mapping[str, str], what: str = "start") -> "Program":
        """Start the program in a folder, with variables of the environment; what it says goes into a log.

        `what` is "start" for the window that answers (`started`), "command" for what `python -m crossreel` does.
        """
        question = {what: arguments, "log": str(log), "folder": str(folder), "variables": dict(variables)}
        return Program(self, self.ask(**question))

    def ask(self, **question: object) -> Any:
        """Ask the process that waits."""
        said, heard = self._process.stdin, self._process.stdout
        assert said is not None and heard is not None
        said.write(json.dumps(question) + "\n")
        said.flush()
        return json.loads(heard.readline())

    def close(self) -> None:
        """End it; programs that still run end too."""
        self._process.communicate(timeout=PATIENCE_S)


class Program:
    """A program that was started: a process."""

    def __init__(self, loaded: Loaded, pid: int) -> None:
        self._loaded, self.pid = loaded, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its exit code, that of a signal negative; None while it runs."""
        if self.returncode is None:
            self.returncode = self._loaded.ask(code_of=self.pid)
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended, and return its exit code."""
        until(lambda: self.poll() is not None, "the end of the program")
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        """Kill it, if it runs, and wait until it is gone."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
        self.wait()


def serve() -> None:
    """Load the program and start it whenever it is asked for; in a started one return when the program does."""
    started = _load()
    running: set[int] = set()
    for line in iter(sys.stdin.readline, ""):
        question = json.loads(line)
        if "code_of" not in question:
            pid = os.fork()
            if not pid:
                _surround(question)
                _run(started, question)
            running.add(pid)
            _answer(pid)
        else:
            pid, status = os.waitpid(question["code_of"], os.WNOHANG)
            running.discard(pid)
            _answer(os.waitstatus_to_exitcode(status) if pid else None)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _load() -> Any:
    started = importlib.import_module("tests.hands.started")
    for part in pkgutil.walk_packages(crossreel.__path__, "crossreel."):
        if not part.name.endswith("__main__"):
            importlib.import_module(part.name)
    for name in LATE:
        importlib.import_module(name)
    return started


def _run(started: Any, question: Mapping[str, Any]) -> None:
    """Run the program to its end."""
    if "start" in question:
        sys.exit(started.main(*question["start"]))
    sys.argv = ["crossreel", *question["command"]]
    main()


def _surround(question: Mapping[str, Any]) -> None:
    """Give this process what a process is given when it is started."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(question["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for descriptor, place in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(descriptor, place)
    os.close(nothing)
    os.close(log)
    os.environ.clear()
    os.environ.update(question["variables"])
    os.chdir(question["folder"])


def _answer(said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
