"""Where the project's data stands: in a source tree, an installed wheel or a frozen build."""

import sys
from pathlib import Path


def data_root() -> Path:
    """Return the folder that holds `resources/` and `translations/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a resource, for example `resource("icons", "play.svg")`."""
    return data_root().joinpath("resources", *parts)


def translations_folder() -> Path:
    """Return the folder of the compiled interface translations."""
    return data_root() / "translations"


def is_frozen() -> bool:
    """Tell whether this process runs from a PyInstaller bundle."""
    return hasattr(sys, "_MEIPASS")
