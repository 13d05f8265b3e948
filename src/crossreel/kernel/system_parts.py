"""What the system has to bring: the parts of `resources/system_parts.csv`, which of them are here, and how to get the others.

A frozen build asks for the libraries it does not carry, the scripts of the source tree for what they need besides.
"""

import csv
import ctypes
import importlib.util
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crossreel.kernel.paths import is_frozen, resource

INSTALLERS = {"debian": ("apt-get", "install"), "fedora": ("dnf", "install"), "arch": ("pacman", "-S")}
"""The command of each family of systems that installs packages."""

VLC_FOLDERS = ("/usr/lib/*/vlc/plugins", "/usr/lib64/vlc/plugins", "/usr/lib/vlc/plugins", "/usr/local/lib/vlc/plugins")


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPart:
    """A library, command, font or module of the system, what needs it, and its package in each family of systems.

    `carried` tells that a frozen build has it inside.
    """

    purpose: str
    carried: bool
    kind: str
    part: str
    packages: Mapping[str, str]


@lru_cache(maxsize=1)
def system_parts() -> tuple[SystemPart, ...]:
    """Return every part in the order of the file."""
    with resource("system_parts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        SystemPart(
            purpose=row["purpose"],
            carried=row["carried"] == "bundle",
            kind=row["kind"],
            part=row["part"],
            packages={family: row[family] for family in INSTALLERS},
        )
        for row in rows
    )


def missing_parts(*purposes: str) -> tuple[SystemPart, ...]:
    """Return the parts that are needed for some purposes and are not here. On macOS and Windows none is asked for."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(each for each in system_parts() if each.purpose in purposes and not PROBES[each.kind](each.part))


def lacking_libraries(*purposes: str) -> dict[str, str | list[str]] | None:
    """Return the facts of `system.no_libraries` where the system has to bring libraries and does not, else None.

    Facts: `libraries`, and `install`, a command line.
    """
    missing = [each for each in missing_parts(*purposes) if each.kind == "library" and not (each.carried and is_frozen())]
    return {"libraries": [each.part for each in missing], "install": install_line(missing)} if missing else None


def family_here() -> str:
    """Return the family of this system by its installer, Debian's where none is known."""
    return next((family for family, (command, _) in INSTALLERS.items() if shutil.which(command)), "debian")


def packages(parts: Iterable[SystemPart], family: str) -> list[str]:
    """Return the packages of some parts, each once."""
    return list(dict.fromkeys(each.packages[family] for each in parts))


def install_line(parts: Iterable[SystemPart]) -> str:
    """Return the command line that installs some parts on this system."""
    family = family_here()
    return " ".join([*INSTALLERS[family], *packages(parts, family)])


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError as error:
        at_fault = str(error.__cause__ or error).partition(":")[0]  # in a bundle the loader's words are the cause
        return Path(at_fault).name != name  # else it is here, and what it needs itself is not: that one is asked for too
    return True


def _has_command(name: str) -> bool:
    return shutil.which(name) is not None


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _has_font(name: str) -> bool:
    folders = tomllib.loads(resource("fonts.toml").read_text("utf-8"))["folders"]["linux"]
    return any((Path(folder).expanduser() / name).is_file() for folder in folders)


def _has_plugin(name: str) -> bool:
    return any(next(Path("/").glob(f"{folder}/{name}".lstrip("/")), None) for folder in VLC_FOLDERS)


def _has_python_library(_name: str) -> bool:
    import sysconfig

    folder, name = sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME")
    return bool(folder and name) and Path(folder, name).is_file()


PROBES: Mapping[str, Callable[[str], bool]] = {
    "library": _has_library,
    "command": _has_command,
    "font": _has_font,
    "module": _has_module,
    "vlc plug-in": _has_plugin,
    "python library": _has_python_library,
}
