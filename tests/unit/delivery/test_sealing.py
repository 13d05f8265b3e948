"""Proofs of every packaging, judged by readers that are not ours, and what our own reader finds after every kind of harm."""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
import xmlschema

from crossreel.delivery.building import build
from crossreel.delivery.hashing import hash_of
from crossreel.delivery.proof_check import check_package
from crossreel.domain.trade.profile_parts import Packaging
from tests.unit.delivery.test_payload import NOTES, contents_of

SCHEMAS = Path(__file__).parents[4] / "shared/schemas/ascmhl"
NAMES = ("HEIR_S01/a.txt", "HEIR_S01/en/b.srt", "HEIR_S01/en/full/c.srt", "HEIR_S01/第一集.srt")


def package(site: Path, packaging: Packaging, *proofs: str) -> Path:
    """Build a package of notes."""
    below = "data/" if packaging is Packaging.BAG else ""
    contents = contents_of(*(f"{below}{name}" for name in NAMES))
    profile = replace(contents.profile, packaging=packaging, proofs=("sha256", *proofs))
    made = replace(contents, profile=profile, made_ms=1_796_000_000_000, author="梅 Mei\x00")
    build(made, site / "pack", NOTES, {"Bag-Software-Agent": "Crossreel 1"})
    return site / "pack"


def told(folder: Path) -> list[tuple[str, str, str]]:
    return [(flaw.code.removeprefix("package."), flaw.path, flaw.other) for flaw in check_package(folder).flaws]


@pytest.mark.parametrize("proofs", [(), ("md5",), ("mhl",), ("md5", "mhl")])
@pytest.mark.parametrize("packaging", [Packaging.BAG, Packaging.FOLDER, Packaging.MHL])
def test_what_is_sealed_verifies(tmp_path: Path, packaging: Packaging, proofs: tuple[str, ...]) -> None:
    folder = package(tmp_path, packaging, *proofs)
    found = check_package(folder)
    below = "data/" if packaging is Packaging.BAG else ""
    assert {path for path in found.good if "ascmhl" not in path} == {f"{below}{name}" for name in NAMES}
    assert (found.flaws, found.notices) == ((), ())
    if packaging is Packaging.BAG:
        bagit.Bag(str(folder)).validate()
    has_list = "mhl" in proofs or packaging is Packaging.MHL
    assert any(path.suffix == ".mhl" for path in folder.rglob("*")) == has_list


def test_sums_are_as_the_usual_tools_write_them(tmp_path: Path) -> None:
    folder = package(tmp_path, Packaging.FOLDER)
    lines = (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    wanted = [f"{hashlib.sha256(name.encode()).hexdigest()}  {name}" for name in sorted(NAMES)]
    assert lines == wanted


def test_media_hash_lists_are_as_their_schema_wants_them(tmp_path: Path) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas lie beside the project")
    folder = package(tmp_path, Packaging.MHL, "md5")
    (listed,) = (folder / "ascmhl").glob("*.mhl")
    assert listed.name == "0001_pack_2026-11-30_005320Z.mhl"
    xmlschema.XMLSchema(str(SCHEMAS / "ASCMHL.xsd")).validate(str(listed))
    chain = (SCHEMAS / "ASCMHLDirectory.xsd").read_text(encoding="utf-8")
    local = chain.replace("https://raw.githubusercontent.com/ascmitc/mhl/master/xsd/ASCMHL.xsd", "ASCMHL.xsd")
    xmlschema.XMLSchema(local, base_url=str(SCHEMAS)).validate(str(folder / "ascmhl/ascmhl_chain.xml"))
    assert hash_of(listed.read_bytes(), "c4") in (folder / "ascmhl/ascmhl_chain.xml").read_text(encoding="utf-8")


def test_hashes_of_folders_are_those_of_the_reference_tool(tmp_path: Path) -> None:
    """What `ascmhl` 1.2 reckoned for the same files: content and structure of one folder, and of the whole."""
    folder = package(tmp_path, Packaging.MHL, "md5")
    text = next((folder / "ascmhl").glob("*.mhl")).read_text(encoding="utf-8")
    for reckoned in ("b0bf5e91ad288100", "cfb661edb82f832d", "bfa8528fb35cecba", "503f3f87f6068e7f"):
        assert text.count(f">{reckoned}</xxh64>") == 1


def test_c4_identifiers_are_those_of_the_standard() -> None:
    """The one of nothing is printed in the standard; all have ninety signs."""
    assert hash_of(b"", "c4") == "c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT"
    assert {len(hash_of(str(number).encode(), "c4")) for number in range(300)} == {90}


HARMS: dict[str, tuple[Callable[[Path], object], tuple[str, str, str]]] = {
    "changed": (lambda root: (root / "a.txt").write_text("A"), ("changed", "a.txt", "")),
    "missing": (lambda root: (root / "a.txt").unlink(), ("missing", "a.txt", "")),
    "extra": (lambda root: (root / "new.txt").write_text("new"), ("extra", "new.txt", "")),
    "renamed": (lambda root: (root / "a.txt").rename(root / "en/z.txt"), ("renamed", "a.txt", "en/z.txt")),
}


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("packaging", [Packaging.BAG, Packaging.FOLDER, Packaging.MHL])
def test_every_change_by_hand_is_named(tmp_path: Path, packaging: Packaging, harm: str) -> None:
    folder = package(tmp_path, packaging, "md5", "mhl")
    root = "data/HEIR_S01" if packaging is Packaging.BAG else "HEIR_S01"
    act, (code, path, other) = HARMS[harm]
    act(folder / root)
    found = [each for each in told(folder) if each[0] != "bad_oxum"]
    assert found == [(code, f"{root}/{path}", other and f"{root}/{other}")]


def test_a_forged_list_is_found_by_its_chain(tmp_path: Path) -> None:
    folder = package(tmp_path, Packaging.MHL)
    (listed,) = (folder / "ascmhl").glob("*.mhl")
    listed.write_bytes(listed.read_bytes() + b"\n")
    assert told(folder) == [("changed", f"ascmhl/{listed.name}", "")]


@pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")
def test_no_link_out_of_the_package_is_followed(tmp_path: Path) -> None:
    folder = package(tmp_path, Packaging.MHL)
    (tmp_path / "outside.txt").write_text("HEIR_S01/a.txt")
    (folder / "HEIR_S01/a.txt").unlink()
    (folder / "HEIR_S01/a.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "HEIR_S01/loop").symlink_to(folder)
    assert told(folder) == [("link", "HEIR_S01/a.txt", ""), ("link", "HEIR_S01/loop", "")]
