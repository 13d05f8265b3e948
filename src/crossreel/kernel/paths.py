"""Where the project's data stands (source tree, installed wheel, frozen build), and paths as text."""

import os
import re
import sys
from functools import lru_cache
from pathlib import Path

_SURROGATE = re.compile("[\ud800-\udfff]")


def data_root() -> Path:
    """Return the folder that holds `resources/` and `translations/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    return _beside_the_package()


@lru_cache(maxsize=1)  # asked for with every icon
def _beside_the_package() -> Path:
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a resource, for example `resource("icons", "play.svg")`."""
    return data_root().joinpath("resources", *parts)


def translations_folder() -> Path:
    """Return the folder of the compiled interface translations."""
    return data_root() / "translations"


def licences_folder() -> Path:
    """Return the folder of the licences: a bundle's own beside the program, else where LICENSE lies."""
    return Path(sys.executable).resolve().parent / "licences" if is_frozen() else data_root()


def is_frozen() -> bool:
    """Tell whether this process runs from a PyInstaller bundle."""
    return hasattr(sys, "_MEIPASS")


def legible(path: str | bytes | os.PathLike[str]) -> str:
    """Return a path as text that can be shown, written and kept anywhere: bytes that are no text become U+FFFD."""
    return _SURROGATE.sub("\ufffd", os.fsdecode(path))


def is_text(path: str | os.PathLike[str]) -> bool:
    """Tell whether a path is Unicode text; on some systems a name is any row of bytes, and Python keeps those as surrogates."""
    return _SURROGATE.search(os.fspath(path)) is None
