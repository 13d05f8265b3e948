"""The pinned Qt keeps its references."""

import subprocess
import sys


def test_none_keeps_its_references() -> None:
    """PySide6 6.12 drops a reference to None on CPython 3.11 with every call that returns nothing."""
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication, QImage, QPainter; app = QGuiApplication([]);"
        "image = QImage(8, 8, QImage.Format.Format_RGB32); painter = QPainter(image); before = sys.getrefcount(None)\n"
        "for _ in range(2000): painter.setOpacity(1.0)\n"
        "painter.end(); assert sys.getrefcount(None) > before - 500, (before, sys.getrefcount(None))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
