"""Brings what a goal of the Makefile needs, of the system and of Python; what cannot be brought is said in one sentence.

What the programs called here say at length goes into build/install.log.
"""

import hashlib
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from crossreel.kernel.system_parts import SystemPart, family_here, install_line, missing_parts, packages  # noqa: E402

LOG = ROOT / "build" / "install.log"
VENV = ROOT / ".venv"
STAMP = VENV / ".installed"
PAPERS = ("pyproject.toml", "constraints.txt", "setup.py")
OFFLINE = re.compile(
    r"Temporary failure|Could not resolve|Failed to fetch|Could not connect|Network is unreachable|Connection refused"
    r"|NewConnectionError|ConnectTimeout|Failed to establish|Max retries exceeded|Name or service not known|from versions: none"
)
WITHOUT_PACKAGES = "VLC (64 bit) and the Noto Sans fonts of resources/fonts.toml have to be installed by hand on this system."


@dataclass(frozen=True)
class Goal:
    """What a goal needs: parts of the system by purpose, extras of pyproject.toml, and whether models of resources/models.toml.

    One that is `optional` goes on without what could not be brought, and says itself that it cannot be done.
    """

    purposes: tuple[str, ...]
    extras: tuple[str, ...] = ()
    models: bool = False
    optional: bool = False


RUN = ("text", "window", "player", "source")
GOALS = {
    "run": Goal(RUN, models=True),
    "translations": Goal(RUN),
    "models": Goal(RUN, models=True),
    "test": Goal((*RUN, "screen", "hands"), ("test",), models=True),
    "check": Goal((*RUN, "screen", "hands"), ("test", "check"), models=True),
    "bench": Goal((*RUN, "screen"), ("test", "bench"), models=True),
    "package": Goal((*RUN, "package"), ("package",), models=True),
    "bare": Goal((*RUN, "screen", "bare root"), optional=True),
    "test-on": Goal((*RUN, "screen", "hands", "bare root"), optional=True),
}


class Stopped(Exception):
    """Something could not be brought: the sentence that says what, and what to do."""


def main(goal: str) -> int:
    """Bring what a goal needs; return the exit code."""
    wanted = GOALS[goal]
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text("", "utf-8")
        bring_system((*wanted.purposes, *screen_wanted(goal)))
        bring_libraries(wanted.extras)
        if wanted.models:
            bring_models()
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        return 0 if wanted.optional else 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. The folder of the source has to be one you may write in.", file=sys.stderr)
    else:
        return 0
    return 1


def screen_wanted(goal: str) -> tuple[str, ...]:
    """Return what showing the app takes here: the display there is, else one in memory for the tour."""
    if goal != "run" or os.environ.get("DISPLAY"):
        return ()
    return ("wayland",) if os.environ.get("WAYLAND_DISPLAY") else ("screen",)


def bring_system(purposes: Iterable[str]) -> None:
    """Install the parts of the system that are missing, or say how.

    Raises:
        Stopped: it cannot be done from here.
    """
    if sys.platform in ("darwin", "win32"):
        print(WITHOUT_PACKAGES)
        return
    missing = missing_parts(*purposes)
    if not missing:
        return
    before = as_root(missing)
    names = packages(missing, "debian")
    print(f"Installing {len(names)} packages of the system; at length in {shown(LOG)}.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    said = run([*before, "apt-get", "update"], quiet).stdout
    done = run([*before, "apt-get", "install", "-y", "--no-install-recommends", *names], quiet)
    if done.returncode:
        why = "there is no network, or its server does not answer" if OFFLINE.search(said + done.stdout) else "apt-get failed"
        raise Stopped(f"Parts of the system could not be installed: {why}. What it said is in {shown(LOG)}.")
    importlib.invalidate_caches()
    still = missing_parts(*purposes)
    if still:
        raise Stopped(
            f"{listed(still)} cannot be found after {', '.join(names)} were installed. What apt-get said is in {shown(LOG)}."
        )


def as_root(missing: Sequence[SystemPart]) -> list[str]:
    """Return what stands before `apt-get` to run it as root.

    Raises:
        Stopped: this system has none, or only somebody else may use it; says the command to give.
    """
    if shutil.which("apt-get") is None:
        known = shutil.which(install_line(missing).split()[0]) is not None
        what = install_line(missing) if known else f"{listed(missing)}, with its own package manager"
        raise Stopped(f"Parts of the system are missing, and it has no apt-get. Install them, then try again: {what}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], os.environ).returncode == 0:
        return ["sudo"]
    line = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages(missing, family_here()))}"
    root = "sudo sh" if shutil.which("sudo") else "su"
    raise Stopped(
        f"Parts of the system are missing, and only root may install them. Run this once, then try again: {root} -c '{line}'"
    )


def bring_libraries(extras: tuple[str, ...]) -> None:
    """Make the environment, and install what pyproject.toml names for some extras; nothing where that was done before.

    The pins reach what a library is built with too: older pips read them by one name in there, newer ones by the other.

    Raises:
        Stopped: it cannot be done from here.
    """
    digest = hashlib.sha256(sys.version.encode() + b"".join((ROOT / name).read_bytes() for name in PAPERS)).hexdigest()
    stamp = STAMP.read_text("utf-8").split() if STAMP.is_file() else []
    if stamp[:1] == [digest] and set(extras) <= set(stamp[1:]):
        return
    every = sorted({*extras, *stamp[1:]})
    print(f"Installing the Python libraries{' and tools' if every else ''}; at length in {shown(LOG)}.", flush=True)
    if run([sys.executable, "-m", "venv", str(VENV)], os.environ).returncode:
        raise Stopped(f"No environment could be made in {shown(VENV)}. What Python said is in {shown(LOG)}.")
    what = f".[{','.join(every)}]" if every else "."
    pip = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--editable", what]
    done = run(pip, {**os.environ, **dict.fromkeys(("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "constraints.txt")})
    if done.returncode:
        why = "there is no network, or its server does not answer" if OFFLINE.search(done.stdout) else "pip failed"
        raise Stopped(f"The Python libraries could not be installed: {why}. What it said is in {shown(LOG)}.")
    STAMP.write_text("\n".join([digest, *every]), "utf-8")


def bring_models() -> None:
    """Take the models that ship out of their wheels; nothing where they lie there already.

    Raises:
        Stopped: it cannot be done from here.
    """
    done = run([str(venv_python()), str(ROOT / "scripts" / "models.py")], os.environ)
    if done.returncode:
        why = "there is no network, or its server does not answer" if OFFLINE.search(done.stdout) else "a wheel or the disk failed"
        raise Stopped(f"The models of resources/models.toml could not be brought: {why}. What was said is in {shown(LOG)}.")


def venv_python() -> Path:
    """Return the Python of the environment."""
    return VENV / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def run(command: Sequence[str], environment: "os._Environ[str] | dict[str, str]") -> "subprocess.CompletedProcess[str]":
    """Run a program; what it says goes into the log."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {shlex.join(command)}\n{done.stdout}\n")
    return done


def listed(parts: Iterable[SystemPart]) -> str:
    """Return the parts as words."""
    return ", ".join(each.part for each in parts)


def shown(path: Path) -> str:
    """Return a path as it is written from the source tree."""
    return str(path.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
