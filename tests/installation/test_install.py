"""What `make` brings before it works, and the one sentence where it cannot: in a copy of the source, with the real scripts."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring their parts by hand")
LIMIT_S = 110


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the installation reads, without an environment."""
    folder = tmp_path / "source"
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "setup.py", "README.md", "LICENSE", "THIRD_PARTY.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in ("scripts", "src", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A PATH with a shell, make and this Python alone."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "make"):
        found = shutil.which(name)
        assert found is not None
        (folder / name).symlink_to(found)
    (folder / "python3").symlink_to(sys.executable)
    return folder


def without_a_library(tmp_path: Path) -> dict[str, str]:
    """What makes libGL a library that cannot be loaded."""
    hidden = tmp_path / "hidden"
    hidden.mkdir(exist_ok=True)
    (hidden / "libGL.so.1").touch()
    return {"LD_LIBRARY_PATH": str(hidden)}


def make(copy: Path, goal: str, *more: str, **environment: str) -> str:
    """Run a goal that cannot be reached; return the one sentence it says, make's own line left out."""
    around = {**os.environ, **environment}
    done = subprocess.run(["make", goal, *more], cwd=copy, env=around, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1, done.stderr
    return said[0]


def test_without_apt_the_parts_are_named(copy: Path, programs: Path, tmp_path: Path) -> None:
    said = make(copy, "run", PATH=str(programs), DISPLAY=":9", **without_a_library(tmp_path))
    assert "no apt-get" in said
    assert "libGL.so.1" in said


def test_where_another_installer_is_its_command_is_given(copy: Path, programs: Path, tmp_path: Path) -> None:
    (programs / "pacman").symlink_to("/bin/true")
    said = make(copy, "run", PATH=str(programs), DISPLAY=":9", **without_a_library(tmp_path))
    assert said.endswith("pacman -S libglvnd")


def test_who_is_not_root_is_given_the_command(copy: Path, programs: Path, tmp_path: Path) -> None:
    """The script as it is, told that it is run by somebody."""
    (programs / "apt-get").symlink_to("/bin/true")
    somebody = "import os, runpy, sys; os.geteuid = lambda: 1000; sys.argv[1:] = ['run']; "
    command = [sys.executable, "-c", somebody + "runpy.run_path('scripts/install.py', run_name='__main__')"]
    environment = {**os.environ, "PATH": str(programs), "DISPLAY": ":9", **without_a_library(tmp_path)}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "su -c 'apt-get update && apt-get install -y --no-install-recommends libgl1'" in done.stderr


def test_without_a_network_the_log_is_named(copy: Path) -> None:
    """Every address leads to a port on which nobody listens."""
    nowhere = "http://127.0.0.1:9/simple"
    said = make(
        copy, "run", DISPLAY=":9", PIP_INDEX_URL=nowhere, PIP_EXTRA_INDEX_URL="", PIP_FIND_LINKS="", PIP_RETRIES="1",
        PIP_NO_CACHE_DIR="1", PIP_CONFIG_FILE=os.devnull,
    )  # fmt: skip
    assert "there is no network" in said
    log = (copy / "build" / "install.log").read_text("utf-8")
    assert "127.0.0.1" in log
    assert not (copy / ".venv" / ".installed").exists()


def test_an_old_python_is_told_which_one_is_needed(copy: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text(f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 2); exec(sys.argv[1])" "$2"\n')
    old.chmod(0o755)
    assert "needs Python 3.11 or newer" in make(copy, "run", f"PYTHON={old}")
    assert "needs Python 3.11 or newer" in make(copy, "test", f"PYTHON={tmp_path / 'none'}")


def test_a_folder_that_cannot_be_written_is_said(copy: Path) -> None:
    (copy / "build").write_text("a file where the folder of the log has to be", "utf-8")
    assert str(copy / "build") in make(copy, "run", DISPLAY=":9")


def test_running_needs_no_tool_of_the_tests() -> None:
    """`make run` takes the tour where there is no display, in an environment without an extra."""
    tools = {"pytest", "pytestqt", "hypothesis", "webvtt", "ttconv", "fontTools", "yaml", "xmlschema", "PyInstaller"}
    for path in (*(ROOT / "tests" / "tour").rglob("*.py"), ROOT / "scripts" / "run.py", ROOT / "scripts" / "translations.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {name.partition(".")[0] for name in imported} & tools, path
        straight = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
        assert "bagit" not in straight, path


def test_the_tests_import_nothing_that_testing_does_not_install() -> None:
    """What `make test` installs: the libraries, the extra `test`, and what these need themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(each) for each in (*project["dependencies"], *project["optional-dependencies"]["test"])]
    installed: set[str] = set()
    while wanted:
        name = canonicalize_name(wanted.pop().name)
        if name not in installed:
            installed.add(name)
            needs = [Requirement(each) for each in (requires(name) or ())]
            wanted += [each for each in needs if each.marker is None or each.marker.evaluate({"extra": ""})]
    homes = packages_distributions()
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in names:
                root = name.partition(".")[0]
                strange = root in homes and root not in ("crossreel", "tests") and root not in sys.stdlib_module_names
                assert not strange or {canonicalize_name(each) for each in homes[root]} & installed, (path, name)


def test_what_builds_a_wheel_is_pinned_and_is_what_was_tested() -> None:
    """Constraints do not reach an isolated build: its requirements are pinned where they stand."""
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split())
    assert [each.split("==") for each in requires] == [[name, pinned[name]] for name in ("setuptools", "babel")]
