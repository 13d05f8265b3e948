"""What every benchmark is held to: the widgets' application first, for the caption renderer would make one that shows no window."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication


def pytest_configure(config: pytest.Config) -> None:
    """Keep windows that are measured out of the developer's folders."""
    home = tempfile.TemporaryDirectory(prefix="crossreel-bench-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ.update({f"XDG_{name}_HOME": str(Path(home.name) / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")})


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Make the application before anything else."""
    return qapp
