"""What every benchmark is held to: the widgets' application first, for the caption renderer would make one that shows no window."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """Make the application before anything else."""
    return qapp
