"""`make bare`: runs the bundle in a Debian that has nothing but what the README names, first without even that.

Skipped, with the reason, where such a system cannot be made (no root, no Debian). It is kept in build/bare for the next run.
"""

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.kernel.system_parts import SystemPart, packages, system_parts
from debian_root import DebianRoot, Impossible, can_mount, make_root, own_sources
from memory_screen import MemoryScreen, colours

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "crossreel"
PLACE = ROOT / "build" / "bare"
PROGRAM = "/opt/crossreel/crossreel"
CATALOG = ("--catalog", "/srv/demo/catalog.crossreel")
FILES = "/srv/demo/The Hidden Heir"
IMPORT = ("import", FILES, "--title", "AGAIN", "--name", "Again", "--source-language", "zh-Hans")
DELIVER = ("deliver", "HIDDENHEIR", "--profile", "app-standard", "--languages", "zh-Hans", "--out", "/srv/out")
NO_EPISODES = "cover.jpg: A picture. It can be given to the title as its cover.\ntitle.toml: Neither a video nor a subtitle file.\n"
NEEDED = tuple(each for each in system_parts() if each.purpose in ("text", "player", "wayland") and not each.carried)
WINDOW_S = 60
MANY_COLOURS, MOSTLY = 300, 0.95


class Wrong(Exception):
    """The bundle did not do what it should: the sentence that says what."""


def main() -> int:
    """Run everything; return the exit code."""
    if not (BUNDLE / "crossreel").is_file():
        print("There is no bundle. Run: make package", file=sys.stderr)
        return 1
    try:
        own_sources()
    except Impossible as reason:
        print(f"SKIPPED: the bundle was not run in a bare Debian, because {reason}.")
        return 0
    began = time.monotonic()
    base = make_root(PLACE / "base")
    try:
        step("without the system's parts", lambda: without_parts(with_bundle(base, "without")))
        system = with_parts(base)
        step("each part missing alone", lambda: one_by_one(system))
        step("self-check", lambda: self_check(system))
        step("demo, import, qc, deliver, verify", lambda: commands(system))
        step("the window", lambda: window(system))
    except Wrong as wrong:
        print(f"FAILED: {wrong}", file=sys.stderr)
        return 1
    print(f"The bundle runs in a bare Debian ({time.monotonic() - began:.0f} s).")
    return 0


def step(name: str, act: Callable[[], object]) -> None:
    """Do one part of the run and say how long it took."""
    began = time.monotonic()
    act()
    print(f"ok     {name} ({time.monotonic() - began:.1f} s)", flush=True)


def with_bundle(base: DebianRoot, name: str) -> DebianRoot:
    """Return a copy of a system with the bundle in it, linked rather than copied where the disk is the same."""
    made = base.copy_to(PLACE / name)
    target = made.folder / "opt" / "crossreel"
    if subprocess.run(["cp", "-al", str(BUNDLE), str(target)], capture_output=True, check=False).returncode:
        shutil.rmtree(target, ignore_errors=True)
        subprocess.run(["cp", "-a", str(BUNDLE), str(target)], check=True)
    return made


def with_parts(base: DebianRoot) -> DebianRoot:
    """Return a system with the bundle and the packages that the README names, and nothing else."""
    names = packages(NEEDED, "debian")
    kept = PLACE / f"parts-{hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}"
    if not kept.is_dir():
        for old in PLACE.glob("parts-*"):
            shutil.rmtree(old)
        made = base.copy_to(PLACE / "parts.partial")
        made.install(names)
        made.folder.rename(kept)
    return with_bundle(DebianRoot(kept), "with")


def crossreel(root: DebianRoot, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the bundle; that it breaks is wrong whatever it was asked."""
    done = root.run([PROGRAM, *arguments], environment)
    if "Traceback" in done.stderr + done.stdout or done.returncode not in (0, 1):
        raise Wrong(f"crossreel {' '.join(arguments)} broke ({done.returncode}):\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done


def works(root: DebianRoot, *arguments: str, found: bool = False, said: str = "") -> str:
    """Run a command that has to work, with findings if `found`, and says just `said` beside it; return what it printed."""
    done = crossreel(root, *arguments)
    if done.returncode != found or done.stderr != said:
        raise Wrong(f"crossreel {' '.join(arguments)}: exit code {done.returncode}, said:\n{done.stderr}")
    return done.stdout


def says_what_is_missing(root: DebianRoot, missing: Sequence[SystemPart], *arguments: str, **environment: str) -> None:
    """Run a command that cannot work; it has to name what is missing, and the packages, in one sentence."""
    done = crossreel(root, *arguments, **environment)
    words = [word for each in missing for word in (each.part, each.packages["debian"])]
    others = [each.part for each in NEEDED if each not in missing]
    said = done.stderr
    if done.returncode != 1 or said.count("\n") != 1 or not all(w in said for w in words) or any(w in said for w in others):
        raise Wrong(f"crossreel {' '.join(arguments)} should name {', '.join(words)}, exit code {done.returncode}, said:\n{said}")


def parts_of(*purposes: str) -> list[SystemPart]:
    """Return what is needed for some purposes."""
    return [each for each in NEEDED if each.purpose in purposes]


def without_parts(root: DebianRoot) -> None:
    """What needs none of the system's parts works; the rest says what it needs."""
    works(root, "demo", "/srv/demo")
    works(root, "info", f"{FILES}/EP01_en.srt")
    works(root, "info", f"{FILES}/EP01.mp4")
    works(root, "convert", f"{FILES}/EP01_en.srt", "/srv/EP01.vtt")
    works(root, *CATALOG, *IMPORT, said=NO_EPISODES)
    for name in ("titles", "history"):
        works(root, *CATALOG, name)
    works(root, *CATALOG, "search", "你")
    works(root, *CATALOG, "export", "HIDDENHEIR", "--languages", "en", "--out", "/srv/exported")
    text = parts_of("text")
    says_what_is_missing(root, text, "qc", f"{FILES}/EP01_en.srt")
    says_what_is_missing(root, text, *CATALOG, "qc", "HIDDENHEIR")
    says_what_is_missing(root, text, *CATALOG, "state", "HIDDENHEIR", "zh-Hans", "1-6", "checked")
    says_what_is_missing(root, text, *CATALOG, *DELIVER)
    says_what_is_missing(root, text, *CATALOG, DISPLAY=":9")
    says_what_is_missing(root, parts_of("text", "wayland"), *CATALOG, WAYLAND_DISPLAY="wayland-9")
    if crossreel(root, "selfcheck").returncode != 1:
        raise Wrong("the self-check passed where every library is missing")


def one_by_one(root: DebianRoot) -> None:
    """Each library of the system is told by its own name when it alone is missing."""
    works(root, "demo", "/srv/demo")
    for each in NEEDED:
        path = next(root.folder.glob(f"usr/lib/*/{each.part}"), None)
        if path is None:
            raise Wrong(f"{each.part} is not in {each.packages['debian']}")
        hidden = path.rename(path.with_name("hidden"))
        try:
            if each.purpose == "text":
                says_what_is_missing(root, [each], "qc", f"{FILES}/EP01_en.srt")
            elif each.purpose == "wayland":
                says_what_is_missing(root, [each], *CATALOG, WAYLAND_DISPLAY="wayland-9")
            elif each.part not in crossreel(root, "selfcheck").stdout:
                raise Wrong(f"the self-check does not name {each.part}")
        finally:
            hidden.rename(path)


def self_check(root: DebianRoot) -> None:
    """The bundle finds itself whole, with nothing said beside it."""
    said = works(root, "selfcheck")
    if "0 failed" not in said or (
        "all from the bundle" not in said and can_mount()
    ):  # told by /proc, which not every container gives
        raise Wrong(f"the self-check says:\n{said}")


def commands(root: DebianRoot) -> None:
    """The way of a title from the folder to the package, on the command line."""
    works(root, *CATALOG, *IMPORT, said=NO_EPISODES)
    if "rendered_width" not in works(root, *CATALOG, "qc", "HIDDENHEIR", found=True):
        raise Wrong("qc found no line that is too wide: it did not measure")
    for state in ("checked", "approved"):
        works(root, *CATALOG, "state", "HIDDENHEIR", "zh-Hans", "1-6", state)
    works(root, *CATALOG, *DELIVER)
    package = next(path for path in sorted((root.folder / "srv" / "out").iterdir()) if path.is_dir())
    works(root, "verify", f"/srv/out/{package.name}")


def window(root: DebianRoot) -> None:
    """The window opens on a screen and shows the catalog, quietly; a picture of it is left in build/bare/window.png."""
    with MemoryScreen(PLACE) as screen:
        shutil.copy(screen.cookie, root.folder / "srv" / "cookie")
        command = root.command([PROGRAM, *CATALOG], {"DISPLAY": screen.display, "XAUTHORITY": "/srv/cookie"})
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace") as program:
            picture, shown = screen.look_until(is_full, WINDOW_S)
            ended = program.poll()
            program.terminate()
            said = "".join(program.communicate(timeout=20))
    picture.save(str(PLACE / "window.png"))
    log = root.folder / "root" / ".local" / "state" / "Crossreel" / "log" / "crossreel.log"
    lines = log.read_text("utf-8") if log.is_file() else ""
    if not shown or ended is not None or said or "Traceback" in lines or "WARNING" in lines or "ERROR" in lines:
        raise Wrong(f"the window: shown {shown}, ended with {ended}, said:\n{said}\nlog:\n{lines}")


def is_full(picture: "QImage") -> bool:
    """Tell whether a picture shows more than a bare window: many colours, none of them over nearly everything."""
    found = colours(picture)
    return len(found) >= MANY_COLOURS and max(found.values()) < MOSTLY * sum(found.values())


if __name__ == "__main__":
    sys.exit(main())
