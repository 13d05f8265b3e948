"""Bags: valid by another's judgement, and every change found."""

from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from crossreel.delivery.manifest import Flaw, check_bag, write_bag
from crossreel.domain.errors import BadInput


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = tmp_path / "bag with spaces 包"
    for name in ("data/a.txt", "data/b/第一集.srt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    write_bag(folder, {"External-Identifier": "HEIR\nv1", "Source-Organization": "我们"})
    return folder


def test_the_reference_library_accepts_it(bag: Path) -> None:
    validated = bagit.Bag(str(bag))
    validated.validate()
    assert validated.info["External-Identifier"] == "HEIR v1"
    assert set(validated.payload_files()) == {"data/a.txt", "data/b/第一集.srt"}


def test_a_good_bag_has_no_flaw(bag: Path) -> None:
    assert list(check_bag(bag)) == []


@pytest.mark.parametrize(
    ("harm", "flaws"),
    [
        (
            lambda bag: (bag / "data/a.txt").write_text("A"),
            [("package.changed", "data/a.txt"), ("package.bad_oxum", "bag-info.txt")],
        ),
        (lambda bag: (bag / "data/a.txt").unlink(), [("package.missing", "data/a.txt"), ("package.bad_oxum", "bag-info.txt")]),
        (
            lambda bag: (bag / "data/new.txt").write_text(""),
            [("package.extra", "data/new.txt"), ("package.bad_oxum", "bag-info.txt")],
        ),
        (lambda bag: (bag / "stray.txt").write_text("x"), [("package.extra", "stray.txt")]),
        (lambda bag: (bag / "tagmanifest-sha256.txt").unlink(), [("package.missing", "tagmanifest-sha256.txt")]),
    ],
)
def test_every_change_is_found(bag: Path, harm: Callable[[Path], object], flaws: list[tuple[str, str]]) -> None:
    harm(bag)
    assert list(check_bag(bag)) == [Flaw(code=code, path=path) for code, path in flaws]


def test_a_forged_manifest_is_found(bag: Path) -> None:
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "nonsense\n" + "0" * 64 + "  ../../etc/passwd\n", encoding="utf-8")
    flaws = [flaw.code for flaw in check_bag(bag)]
    assert flaws.count("package.bad_line") == 2
    assert "package.changed" in flaws


def test_a_folder_that_is_no_bag(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"package\.no_bag"):
        list(check_bag(tmp_path))
