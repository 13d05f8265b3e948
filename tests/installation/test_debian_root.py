"""Where the packages of a machine come from, as its own apt is told."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture
def debian_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, which reads its sources from a folder of the test."""
    spec = importlib.util.spec_from_file_location("debian_root", ROOT / "scripts" / "debian_root.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "SOURCES", (tmp_path / "sources.list", tmp_path / "sources.list.d"))
    (tmp_path / "sources.list.d").mkdir()
    return script


def test_sources_are_read_in_both_forms(debian_root: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sources.list").write_text(
        "# deb http://old.invalid/debian buster main\ndeb [arch=amd64 signed-by=/k.gpg] http://one.invalid/debian bookworm main\n"
        "deb-src http://source.invalid/debian bookworm main\n"
    )
    (tmp_path / "sources.list.d" / "debian.sources").write_text(
        "Types: deb\n# http://no.invalid\nURIs: http://two.invalid/debian\nSuites: trixie trixie-updates\nComponents: main\n\n"
        "Types: deb-src\nURIs: http://source.invalid/debian\nSuites: trixie\n"
    )
    assert debian_root.sources() == [
        ("http://one.invalid/debian", ["bookworm"]),
        ("http://two.invalid/debian", ["trixie", "trixie-updates"]),
    ]


def test_a_system_with_something_mounted_in_it_is_left_alone(
    debian_root: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = tmp_path / "system"
    (system / "proc").mkdir(parents=True)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"proc {system}/proc proc rw 0 0\n")
    monkeypatch.setattr(debian_root, "MOUNTS", mounts)
    with pytest.raises(SystemExit, match="still mounted"):
        debian_root.remove(system)
    mounts.write_text(f"proc {system}-beside/proc proc rw 0 0\n")
    debian_root.remove(system)
    assert not system.exists()
