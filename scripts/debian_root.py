"""Small Debian systems, each in a folder, made by debootstrap from where this machine's packages come from and run in by chroot."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SOURCES = (Path("/etc/apt/sources.list"), Path("/etc/apt/sources.list.d"))
MOUNTS = Path("/proc/mounts")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PROGRAMS = ("debootstrap", "chroot", "Xvfb")
PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
"""The environment of a bare system: no locale, no display, no cache."""


class Impossible(Exception):
    """Such a system cannot be made on this machine: the sentence that says why."""


class DebianRoot:
    """A system in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None, *, timeout_s: float = 600
    ) -> "subprocess.CompletedProcess[str]":
        """Run a program in the system, with nothing of this machine's environment; what it writes is kept apart."""
        return subprocess.run(
            self.command(command, environment), capture_output=True, text=True, errors="replace", timeout=timeout_s, check=False
        )

    def command(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[str]:
        """Return what runs a program in the system, /proc mounted for as long as it runs where this machine allows that."""
        words = [f"{name}={value}" for name, value in {**PLAIN, **(environment or {})}.items()]
        inside = ["chroot", str(self.folder), "/usr/bin/env", "-i", *words, *command]
        if not can_mount():
            return inside
        script = 'mount -t proc proc "$0"; exec "$@"'
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, str(self.folder / "proc"), *inside]

    def install(self, packages: Sequence[str]) -> None:
        """Install packages and what they depend on, nothing they recommend.

        Raises:
            SystemExit: it failed; says with what.
        """
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **proxies()}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
            done = self.run(command, quiet)
            if done.returncode:
                raise SystemExit(f"{' '.join(command)}:\n{done.stdout}\n{done.stderr}")

    def copy_to(self, folder: Path) -> "DebianRoot":
        """Return a copy that may be changed; what stood there before is gone."""
        remove(folder)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.folder), str(folder)], check=True)
        return DebianRoot(folder)


def make_root(folder: Path, suite: str = "") -> DebianRoot:
    """Return the smallest system of a suite (this machine's own by default), made at the first call and kept in `folder`.

    Raises:
        Impossible: this machine cannot make one.
        SystemExit: making it failed; says with what.
    """
    if (folder / "etc" / "debian_version").is_file() and not folder.with_name(f"{folder.name}.partial").exists():
        return DebianRoot(folder)
    own_suite, address = own_sources()
    made = folder.with_name(f"{folder.name}.partial")
    remove(made)
    remove(folder)
    made.parent.mkdir(parents=True, exist_ok=True)
    command = ["debootstrap", "--variant=minbase", suite or own_suite, str(made), address]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    if done.returncode:
        raise SystemExit(f"debootstrap could not make a system:\n{done.stdout[-3000:]}")
    if address.startswith("https") and CERTIFICATES.is_file():
        (made / CERTIFICATES.parent.relative_to("/")).mkdir(parents=True, exist_ok=True)
        shutil.copy(CERTIFICATES, made / CERTIFICATES.relative_to("/"))
    made.rename(folder)
    return DebianRoot(folder)


def own_sources() -> tuple[str, str]:
    """Return the suite of this machine and the address its packages come from.

    Raises:
        Impossible: this is no Debian, or no user who may make a system in a folder.
    """
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        raise Impossible("this is no Debian")
    if os.geteuid() != 0:
        raise Impossible("only root may make a system in a folder")
    for program in PROGRAMS:
        if shutil.which(program) is None:
            raise Impossible(f"{program} is not here and could not be installed")
    named = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', Path("/etc/os-release").read_text("utf-8"), re.MULTILINE))
    suite = named.get("VERSION_CODENAME", "")
    address = next((address for address, suites in sources() if suite in suites), None)
    if not suite or address is None:
        raise Impossible("the sources of apt do not say where the packages of this system come from")
    return suite, address


def sources() -> list[tuple[str, list[str]]]:
    """Return address and suites of each source of apt on this machine, in both of its forms of writing."""
    files = [path for place in SOURCES for path in ([place] if place.is_file() else sorted(place.glob("*")))]
    found = []
    for path in files:
        text = path.read_text("utf-8", errors="replace")
        if path.suffix == ".sources":
            for entry in re.split(r"\n\s*\n", text):
                fields = dict(re.findall(r"^(\w+):[ \t]*(.*)$", entry, re.MULTILINE))
                if "deb" in fields.get("Types", "").split():
                    found += [(address, fields.get("Suites", "").split()) for address in fields.get("URIs", "").split()]
        else:
            lines = re.findall(r"^deb(?:[ \t]+\[[^\]]*\])?[ \t]+(\S+)[ \t]+(\S+)", text, re.MULTILINE)
            found += [(address, [suite]) for address, suite in lines]
    return found


def proxies() -> dict[str, str]:
    """Return what this machine reaches its network through."""
    return {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}


def can_mount() -> bool:
    """Tell whether this machine lets a process mount what only it sees; a container may not."""
    asked = ["unshare", "--mount", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return shutil.which("unshare") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def remove(folder: Path) -> None:
    """Remove a system; it is an error if anything is still mounted in it."""
    if folder.exists():
        mounted = [line.split()[1] for line in MOUNTS.read_text("utf-8").splitlines()]
        if any(place.startswith(f"{folder}/") for place in mounted):
            raise SystemExit(f"Something is still mounted in {folder}.")
        shutil.rmtree(folder)
