"""What a frozen build carries beside Python code: libVLC, fonts, and the list of plug-ins it must find again."""

import os
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VLC_FOLDERS = {
    "linux": (Path("/usr/lib/x86_64-linux-gnu"), Path("/usr/lib/aarch64-linux-gnu"), Path("/usr/lib64"), Path("/usr/lib")),
    "darwin": (Path("/Applications/VLC.app/Contents/MacOS/lib"),),
    "win32": (Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "VideoLAN" / "VLC",),
}
LIBRARY_PATTERNS = {"linux": "libvlc*.so.*", "darwin": "libvlc*.dylib", "win32": "libvlc*.dll"}
UNUSED_VLC = ("gui", "control", "lua", "services_discovery", "visualization", "stream_out", "access_output", "mux", "notify")


def find_libvlc() -> tuple[list[Path], list[tuple[Path, Path]]]:
    """Return libVLC's libraries, and its plug-ins as pairs of plug-in folder and file.

    Raises:
        SystemExit: libVLC is not installed; says what to do.
    """
    for folder in VLC_FOLDERS.get(sys.platform, VLC_FOLDERS["linux"]):
        pattern = LIBRARY_PATTERNS.get(sys.platform, LIBRARY_PATTERNS["linux"])
        libraries = [path for path in sorted(folder.glob(pattern)) if path.is_file()]
        plugins = next(
            (each for each in (folder / "vlc" / "plugins", folder / "plugins", folder.parent / "plugins") if each.is_dir()), None
        )
        if libraries and plugins:
            found = [path for path in sorted(plugins.rglob("*")) if path.suffix in (".so", ".dylib", ".dll")]
            return libraries, [(plugins, path) for path in found if path.parent.name not in UNUSED_VLC]
    raise SystemExit(f"libVLC was not found ({find_library('vlc') or 'no library'}). Run: make package")


def find_fonts() -> list[Path]:
    """Return the font files declared in resources/fonts.toml.

    Raises:
        SystemExit: a declared face is missing; says which.
    """
    from crossreel.rendering.fonts import declared_files

    missing = [name for name, path in declared_files().items() if path is None]
    if missing:
        raise SystemExit(f"Fonts are missing: {', '.join(missing)}. Run: make package")
    return sorted({path for path in declared_files().values() if path is not None})
