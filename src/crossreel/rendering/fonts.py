"""The declared faces: where they are, which characters they have, and the font of a language."""

import contextlib
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from crossreel.domain.text.language import script_of
from crossreel.kernel.paths import resource
from crossreel.rendering.coverage import Coverage

INVISIBLE = frozenset(
    "\n\t\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff\ufe0f\u2060\u00ad"
)

SYSTEM_CONFIGURATION = Path("/etc/fonts/fonts.conf")
UNDARKENED = "cff:darkening-parameters=500,0,1000,0,1667,0,2333,0"
"""No stem of an outline font is made thicker at small sizes: pairs of (stem in 1/1000 px, by how much), all of them naught."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A family of `resources/fonts.toml` with its files and the scripts it comes first for."""

    family: str
    files: tuple[str, ...]
    scripts: tuple[str, ...] = ()


class _Application:
    """Qt's text engine needs one application object for the life of the process."""

    lock = Lock()
    kept: QGuiApplication | None = None


def ensure_application() -> None:
    """Make an application on the offscreen platform where none exists: without a display Qt would abort the process."""
    with _Application.lock:
        if QGuiApplication.instance() is None:
            configure()
            _Application.kept = QGuiApplication(["crossreel", "-platform", "offscreen"])


def configure(*, on_dark: bool = False) -> None:
    """Give fontconfig a configuration where this Linux system has none; called before an application is made.

    Faces with PostScript outlines (Noto Sans CJK), and no others, Qt blends with a gamma that makes them light on a light ground
    and heavy on a dark one, and has FreeType darken their small stems. On light the one makes up for the other; `on_dark` both
    make small Chinese look bold beside regular Latin, so that there the stems are left as they are.
    """
    if on_dark:
        os.environ.setdefault("FREETYPE_PROPERTIES", UNDARKENED)
    chosen = any(name in os.environ for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH"))
    if sys.platform.startswith("linux") and not chosen and not SYSTEM_CONFIGURATION.is_file():
        os.environ["FONTCONFIG_FILE"] = str(resource("fonts.conf"))


@lru_cache(maxsize=1)
def faces() -> tuple[Face, ...]:
    """Return the declared faces in order."""
    declared = tomllib.loads(resource("fonts.toml").read_text("utf-8"))["face"]
    return tuple(
        Face(family=each["family"], files=tuple(each["files"]), scripts=tuple(each.get("scripts", ()))) for each in declared
    )


def declared_files() -> Mapping[str, Path | None]:
    """Return where each declared font file is, None for a missing one."""
    folders = [resource("fonts"), *_system_folders()]
    names = dict.fromkeys(name for face in faces() for name in face.files)
    return {name: next((folder / name for folder in folders if (folder / name).is_file()), None) for name in names}


@lru_cache(maxsize=1)
def loaded() -> Mapping[str, Path]:
    """Make the declared files known to Qt and return where they are by name; missing files are left out.

    Files of the bundle are added to Qt, the regular weights first; what stands in a system folder Qt knows already, and adding it
    again would hide the system's other weights from the interface.
    """
    ensure_application()
    found: dict[str, Path] = {}
    carried = resource("fonts")
    for name, path in sorted(declared_files().items(), key=lambda entry: "-Regular" not in entry[0]):
        if path is None or (path.parent == carried and QFontDatabase.addApplicationFont(str(path)) < 0):
            continue
        found[name] = path
    return found


@lru_cache(maxsize=1)
def _coverages() -> tuple[Coverage, ...]:
    """Return which characters each face has in the weight of captions, its first file."""
    found = []
    for name in dict.fromkeys(face.files[0] for face in faces()):
        with contextlib.suppress(OSError, ValueError, KeyError):
            found.append(Coverage(loaded()[name]))
    return tuple(found)


def families(language: str) -> list[str]:
    """Return the families for a language: those made for its script first, then all the others."""
    script = script_of(language) if language else "Latn"
    present = [face for face in faces() if any(name in loaded() for name in face.files)]
    first = [face.family for face in present if script in face.scripts]
    return first + [face.family for face in present if face.family not in first]


@lru_cache(maxsize=256)
def font(language: str, size_px: float, *, bold: bool = True, italic: bool = False, underline: bool = False) -> QFont:
    """Return the caption font of a language at a size in pixels, unhinted, without fallback to undeclared faces."""
    made = QFont()
    made.setFamilies(families(language))
    made.setPixelSize(max(1, round(size_px)))
    made.setBold(bold)
    made.setItalic(italic)
    made.setUnderline(underline)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
    return made


@lru_cache(maxsize=256)
def metrics(language: str, size_px: float, bold: bool) -> QFontMetricsF:
    """Return what measures lines in the upright caption font of a language."""
    return QFontMetricsF(font(language, size_px, bold=bold))


@lru_cache(maxsize=16384)
def has_character(character: str) -> bool:
    """Tell whether a declared face has a character."""
    return character in INVISIBLE or any(character in each for each in _coverages())


def missing_characters(text: str) -> str:
    """Return the characters of a plain text that no declared face has, each once, in order."""
    if all(map(has_character, text)):
        return ""
    return "".join(dict.fromkeys(character for character in text if not has_character(character)))


def _system_folders() -> list[Path]:
    declared = tomllib.loads(resource("fonts.toml").read_text("utf-8"))["folders"]
    return [Path(written).expanduser() for written in declared.get(sys.platform, declared["linux"])]
