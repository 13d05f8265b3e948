"""Rules of the house that no import contract sees: one test a rule, over every file at once; each names what breaks it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house.source import SOURCE, nodes_of, parsed

ROOT = SOURCE.parents[1]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
PURE = ("qc", "domain", "formats/codecs")
SQLITE_IS_SPOKEN_IN = ("storage/sqlite", "storage/migrations")
NAMES_OF_NOTHING = {"util", "helper", "common", "base", "misc", "manager", "core"}


@cache
def files() -> dict[str, ast.Module]:
    """Read every file of the source: its path below the package, and what it says."""
    return {path.relative_to(SOURCE).as_posix(): parsed(path) for path in sorted(SOURCE.rglob("*.py"))}


def nodes(name: str) -> tuple[ast.AST, ...]:
    """Walk through a file."""
    return nodes_of(SOURCE / name)


def below(name: str, folders: tuple[str, ...]) -> bool:
    """Tell whether a file lies in one of some folders."""
    return any(name.startswith(f"{folder}/") for folder in folders)


def imports_of(name: str) -> Iterator[str]:
    """Name the modules a file imports, lazily or not."""
    for node in nodes(name):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden(name: str) -> tuple[str, ...]:
    """Name what a file must not import, beyond what the contracts say."""
    found: tuple[str, ...] = ()
    if below(name, PURE):
        found += ("os", "socket")
    if below(name, ("rendering",)):
        found += ("PySide6.QtWidgets",)
    if not below(name, SQLITE_IS_SPOKEN_IN):
        found += ("sqlite3", "sqlalchemy.dialects")
    return found


def test_every_floor_keeps_to_its_trade() -> None:
    """Pure code opens no file, the caption renderer knows no widget, SQLite is spoken in its own room."""
    broken = [
        f"{name}: {module}"
        for name in files()
        for module in imports_of(name)
        if any(module == each or module.startswith(f"{each}.") for each in forbidden(name))
    ]
    for name in (each for each in files() if below(each, PURE)):
        calls = (node.func for node in nodes(name) if isinstance(node, ast.Call))
        broken += [f"{name}: open()" for call in calls if isinstance(call, ast.Name) and call.id == "open"]
    assert broken == []


def test_files_and_functions_are_short() -> None:
    broken = [name for name in files() if (SOURCE / name).read_text("utf-8").count("\n") > LONGEST_FILE]
    for name in files():
        functions = (node for node in nodes(name) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        broken += [f"{name}: {each.name}" for each in functions if (each.end_lineno or 0) - each.lineno >= LONGEST_FUNCTION]
    assert broken == []


def test_public_things_say_what_they_are_for() -> None:
    broken = []
    for name, tree in files().items():
        public = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_")
        broken += [name] if tree.body and not ast.get_docstring(tree) else []
        broken += [f"{name}: {each.name}" for each in public if not ast.get_docstring(each)]
    assert broken == []


def test_names_tell_and_tests_lie_where_the_code_lies() -> None:
    broken = [name for name in files() if NAMES_OF_NOTHING & set(Path(name).stem.split("_"))]
    tests = (path for path in sorted((ROOT / "tests" / "unit").rglob("*")) if path.is_dir() and path.name != "__pycache__")
    broken += [str(path) for path in tests if not (SOURCE / path.relative_to(ROOT / "tests" / "unit")).is_dir()]
    assert broken == []
