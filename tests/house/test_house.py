"""Rules of the house that no import contract sees."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "crossreel"
FILES = sorted(SOURCE.rglob("*.py"))
PURE = [path for folder in ("qc", "domain", "formats/codecs") for path in sorted((SOURCE / folder).rglob("*.py"))]
PLURALS_OF_NOTHING = ("util", "helper", "common", "base", "misc", "manager", "core")


def imports_of(path: Path) -> set[str]:
    """Return the names of the modules a file imports, lazily or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def calls_of(path: Path) -> set[str]:
    """Return the plain names a file calls."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.func.id for node in tree if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def test_the_caption_renderer_knows_no_widget() -> None:
    for path in (SOURCE / "rendering").rglob("*.py"):
        assert not {name for name in imports_of(path) if name.startswith("PySide6.QtWidgets")}, path


def test_sqlite_is_spoken_in_its_room_only() -> None:
    """Outside `storage/sqlite` nobody imports SQLite or its dialect, or asks it for what no other database answers."""
    for path in FILES:
        if (SOURCE / "storage" / "sqlite") in path.parents or (SOURCE / "storage" / "migrations") in path.parents:
            continue
        assert not {name for name in imports_of(path) if name.startswith(("sqlite3", "sqlalchemy.dialects"))}, path


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_pure_code_opens_no_file(path: Path) -> None:
    assert "open" not in calls_of(path)
    assert not {"os", "socket", "pathlib.Path.open"} & imports_of(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 40, node.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_public_things_say_what_they_are_for(path: Path) -> None:
    if path.name == "__init__.py" and not path.read_text("utf-8").strip():
        return
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_modules_have_telling_names() -> None:
    for path in FILES:
        words = path.stem.split("_")
        assert not set(words) & set(PLURALS_OF_NOTHING), path


def test_none_keeps_its_references() -> None:
    """PySide6 6.12 drops a reference to None on CPython 3.11 with every call that returns nothing."""
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication, QImage, QPainter; app = QGuiApplication([]);"
        "image = QImage(8, 8, QImage.Format.Format_RGB32); painter = QPainter(image); before = sys.getrefcount(None)\n"
        "for _ in range(2000): painter.setOpacity(1.0)\n"
        "painter.end(); assert sys.getrefcount(None) > before - 500, (before, sys.getrefcount(None))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
