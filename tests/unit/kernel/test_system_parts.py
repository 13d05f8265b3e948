"""What the system has to bring: every part has its packages, and what is missing is told with them."""

import re
import sys

import pytest

from crossreel.kernel import system_parts
from crossreel.kernel.system_parts import (
    INSTALLERS,
    PROBES,
    SystemPart,
    family_here,
    install_line,
    lacking_libraries,
    missing_parts,
)
from tests.conftest import ROOT

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked for on Linux only")


def part(name: str, *, kind: str = "library", purpose: str = "text", carried: bool = False) -> SystemPart:
    named = {family: f"{family}-{name}" for family in INSTALLERS}
    return SystemPart(purpose=purpose, carried=carried, kind=kind, part=name, packages=named)


def test_every_part_can_be_looked_for_and_has_a_package_everywhere() -> None:
    for each in system_parts.system_parts():
        assert each.kind in PROBES, each
        assert all(each.packages[family] for family in INSTALLERS), each


def test_no_part_stands_twice() -> None:
    names = [each.part for each in system_parts.system_parts()]
    assert len(names) == len(set(names))


@linux
def test_what_is_here_is_found_and_what_is_not_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    here = (part("libc.so.6"), part("sh", kind="command"), part("json", kind="module"))
    gone = (part("libnowhere.so.9"), part("no-such-command", kind="command"), part("no_such_module", kind="module"))
    fonts = (part("NoSuchFace-Regular.ttf", kind="font"), part("codec/libnowhere_plugin.so", kind="vlc plug-in"))
    monkeypatch.setattr(system_parts, "system_parts", lambda: (*here, *gone, *fonts))
    assert missing_parts("text") == (*gone, *fonts)
    assert missing_parts("window") == ()


@linux
def test_missing_libraries_are_told_with_the_command_that_brings_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_parts, "system_parts", lambda: (part("libnowhere.so.9"), part("libc.so.6"), part("libgone.so.1")))
    lacking = lacking_libraries("text")
    assert lacking is not None
    assert lacking["libraries"] == ["libnowhere.so.9", "libgone.so.1"]
    family = family_here()
    assert lacking["install"] == " ".join([*INSTALLERS[family], f"{family}-libnowhere.so.9", f"{family}-libgone.so.1"])
    assert lacking_libraries("player") is None


@linux
def test_a_bundle_asks_only_for_what_it_does_not_carry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_parts, "system_parts", lambda: (part("libnowhere.so.9", carried=True),))
    assert lacking_libraries("text") is not None
    monkeypatch.setattr(sys, "_MEIPASS", "/nowhere", raising=False)
    assert lacking_libraries("text") is None


def test_a_package_of_several_parts_is_installed_once() -> None:
    same = SystemPart(purpose="text", carried=False, kind="font", part="other", packages=part("one").packages)
    assert install_line([part("one"), same]).count("-one") == 1


def test_the_readme_names_what_a_bundle_needs() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## What the system must bring")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("- ")]
    named = {
        purpose: set(re.findall(r"`(lib[^`]+)`", line)) for purpose, line in zip(("text", "player", "wayland"), lines, strict=True)
    }
    needed = [each for each in system_parts.system_parts() if each.purpose in named and not each.carried]
    assert named == {purpose: {each.packages["debian"] for each in needed if each.purpose == purpose} for purpose in named}
