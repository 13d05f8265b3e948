"""Bags: valid by another's judgement, and every change found."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from crossreel.delivery.manifest import PAYLOAD, TAGS, bag_files, read_list, read_manifest, sums_of
from crossreel.delivery.payload import Payload
from crossreel.delivery.proof_check import check_package
from crossreel.delivery.written import Written
from crossreel.domain.errors import BadInput
from crossreel.i18n.messages import sentence


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return make_bag(tmp_path / "bag with spaces 包", "data/a.txt", "data/b/第一集.srt")


def make_bag(folder: Path, *names: str) -> Path:
    """Make a bag whose files say their own names."""
    folder.mkdir()
    payload = Payload(folder)
    for name in names:
        payload.write(name, name.encode())
    tags, _ = bag_files(
        payload.settle(names),
        {"Bag-Software-Agent": "Crossreel 1", "External-Identifier": "HEIR\nv1", "Source-Organization": "我们\x00"},
    )
    for name, data in tags.items():
        payload.write(name, data)
    return folder


def flaws_of(folder: Path) -> list[tuple[str, str]]:
    flaws = check_package(folder).flaws
    assert all(sentence(flaw.code, {"path": flaw.path}).isprintable() for flaw in flaws)
    return [(flaw.code, flaw.path) for flaw in flaws]


def test_the_reference_library_accepts_it(bag: Path) -> None:
    validated = bagit.Bag(str(bag))
    validated.validate()
    assert validated.info["External-Identifier"] == "HEIR v1"
    assert set(validated.payload_files()) == {"data/a.txt", "data/b/第一集.srt"}


def test_a_good_bag_has_no_flaw(bag: Path) -> None:
    found = check_package(bag)
    assert (found.good, found.flaws) == (("data/a.txt", "data/b/第一集.srt"), ())


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
    assert flaws_of(bag) == flaws


def test_a_forged_manifest_is_found(bag: Path) -> None:
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "nonsense\n" + "0" * 64 + "  ../../etc/passwd\n", encoding="utf-8")
    assert flaws_of(bag) == [
        ("package.bad_line", "manifest-sha256.txt:3"),
        ("package.path_leaves", "manifest-sha256.txt:4: ../../etc/passwd"),
        ("package.changed", "manifest-sha256.txt"),
    ]


def test_a_folder_that_is_no_bag(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"package\.no_bag"):
        check_package(tmp_path)


def list_as(bag: Path, *lines: bytes) -> None:
    """Add lines to the payload manifest, and let the tag manifest agree with it."""
    manifest = bag / PAYLOAD
    manifest.write_bytes(manifest.read_bytes() + b"".join(line + b"\n" for line in lines))
    kept = [line for line in (bag / TAGS).read_text().splitlines() if not line.endswith(PAYLOAD)]
    digest = hashlib.sha256(manifest.read_bytes()).hexdigest()
    (bag / TAGS).write_text("\n".join([*kept, f"{digest}  {PAYLOAD}"]) + "\n")


ZERO = b"0" * 64


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "//server/share", "../secret", "data/../../secret", "data/./a", "data//a", "C:/boot.ini", "c:boot",
        "\\\\server\\x", "data\\..\\..\\x", "data/.. /x", "data/", "", "bagit.txt",
    ],
)  # fmt: skip
def test_no_entry_leads_out_of_the_package(bag: Path, name: str) -> None:
    """What lies at such a place is never opened: `/etc/passwd` is neither missing nor changed."""
    list_as(bag, ZERO + b"  " + name.encode())
    ((code, path),) = flaws_of(bag)
    assert code in ("package.path_leaves", "package.bad_line")
    assert path.startswith("manifest-sha256.txt:3")


def test_names_that_are_long_or_no_utf8_are_named(bag: Path) -> None:
    list_as(
        bag,
        ZERO + b"  data/" + b"x" * 300,
        ZERO + b"  data/" + b"d/" * 3000 + b"x",
        ZERO + b"  data/\xff.srt",
        ZERO[:5],
        b"\xff" * 9,
    )
    assert [code for code, _ in flaws_of(bag)] == ["package.bad_line"] * 3 + ["package.missing"] * 2
    assert all(len(path) < 210 for _, path in flaws_of(bag))


def test_a_name_is_shown_whatever_is_in_it(bag: Path) -> None:
    list_as(bag, ZERO + "  data/\u202etxt.exe\x1b[2J".encode())
    assert flaws_of(bag) == [("package.missing", "data/\\u202etxt.exe\\u001b[2J")]


@pytest.mark.skipif(os.name == "nt", reason="links and names as POSIX has them")
def test_links_pipes_and_names_without_utf8_are_named_and_not_followed(bag: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("data/a.txt")
    (bag / "data/a.txt").unlink()
    (bag / "data/a.txt").symlink_to(outside / "a.txt")
    (bag / "data/b/第一集.srt").unlink()
    (bag / "data/b").rmdir()
    (bag / "data/b").symlink_to(outside)
    (bag / "data/loop").symlink_to(bag)
    (bag / "data/nowhere").symlink_to("nothing")
    os.mkfifo(bag / "data/pipe")
    (bag / os.fsdecode(b"data/\xff.srt")).write_text("x")
    assert flaws_of(bag) == [
        ("package.link", "data/a.txt"),
        ("package.link", "data/b"),
        ("package.link", "data/loop"),
        ("package.link", "data/nowhere"),
        ("package.special", "data/pipe"),
        ("package.name_not_utf8", "data/\\udcff.srt"),
        ("package.missing", "data/b/第一集.srt"),
        ("package.bad_oxum", "bag-info.txt"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "bagit.txt", "bag-info.txt"])
def test_a_tag_file_that_is_a_pipe_or_a_link_is_not_read(bag: Path, name: str) -> None:
    (bag / name).unlink()
    os.mkfifo(bag / name)
    assert ("package.special", name) in flaws_of(bag)
    (bag / name).unlink()
    (bag / name).symlink_to("/dev/zero")
    assert ("package.link", name) in flaws_of(bag)


def test_a_list_without_end_is_not_read(bag: Path) -> None:
    with (bag / PAYLOAD).open("r+b") as file:
        file.truncate(1 << 30)
    assert flaws_of(bag) == [
        ("package.too_large", PAYLOAD),
        ("package.extra", "data/a.txt"),
        ("package.extra", "data/b/第一集.srt"),
    ]


def test_what_cannot_be_read_any_more_is_named(bag: Path) -> None:
    def take_away(done: int, total: int, name: str) -> None:
        (bag / "data/a.txt").unlink(missing_ok=True)

    found = check_package(bag, take_away)
    assert [(flaw.code, flaw.path) for flaw in found.flaws] == [("package.unreadable", "data/a.txt")]
    assert found.good == ("data/b/第一集.srt",)


def test_a_bag_of_more_files_than_anybody_delivers(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossreel.delivery.tree.MOST_FILES", 2)
    assert "package.too_many" in [code for code, _ in flaws_of(bag)]


def test_files_that_differ_by_case_or_composition_are_named(tmp_path: Path) -> None:
    bag = make_bag(tmp_path / "bag", "data/Á.srt", "data/á.srt", "data/a\u0301.srt")
    assert flaws_of(bag) == [("package.spelled_alike", "data/á.srt"), ("package.spelled_alike", "data/a\u0301.srt")]


def test_entries_listed_twice_are_named(bag: Path) -> None:
    list_as(bag, ZERO + b"  data/a.txt")
    assert flaws_of(bag) == [("package.listed_twice", "data/a.txt")]


def test_tag_files_of_others_and_their_ways_of_writing_lines(bag: Path) -> None:
    """A tag file that the tag manifest lists belongs to the bag, and lines may be written in other ways."""
    (bag / "about.txt").write_text("x")
    digest = hashlib.sha256(b"x").hexdigest().upper().encode()
    (bag / TAGS).write_bytes((bag / TAGS).read_bytes().replace(b"\n", b"\r\n") + digest + b" *about.txt\r")
    assert flaws_of(bag) == []


@pytest.mark.parametrize(
    "name", ["data/100%.srt", "data/a\u2028b.srt", "data/%0A.srt", "data/x\x85y.srt", "data/a\nb", "data/%250D"]
)
def test_odd_names_come_back_as_they_are(tmp_path: Path, name: str) -> None:
    written = Written(path=name, size=0, sha256="0" * 64)
    tags, _ = bag_files([written], {})
    assert read_manifest(tags[PAYLOAD], PAYLOAD).digests == {name: "0" * 64}
    assert read_list(sums_of([written]), "SHA256SUMS", "sha256").digests == {name: "0" * 64}


@pytest.mark.parametrize("name", ["a%0Ab.txt", "100%25.txt", "50%.txt"])
def test_a_percent_sign_that_a_maker_wrote_as_it_is_means_the_file_that_is_there(tmp_path: Path, name: str) -> None:
    """RFC 8493 wants %25; the library that most bags are made with writes it plain."""
    bag = tmp_path / "bag"
    bag.mkdir()
    (bag / name).write_text("x")
    bagit.make_bag(str(bag), checksums=["sha256"])
    assert flaws_of(bag) == []
    (bag / "data" / name).write_text("y")
    assert flaws_of(bag) == [("package.changed", f"data/{name}")]


def test_a_name_that_is_listed_as_it_must_be_is_not_taken_for_another(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    files = [Written(path=name, size=1, sha256=hashlib.sha256(name.encode()).hexdigest()) for name in ("data/a%0Ab", "data/a\nb")]
    for file in files:
        (tmp_path / file.path).write_text(file.path)
    for name, data in bag_files(files, {})[0].items():
        (tmp_path / name).write_bytes(data)
    assert flaws_of(tmp_path) == [("package.bad_oxum", "bag-info.txt")]
    (tmp_path / "data/a\nb").unlink()
    assert ("package.missing", "data/a\\u000ab") in flaws_of(tmp_path)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sha256sum_reads_our_list_and_we_read_its(tmp_path: Path) -> None:
    names = ["100%.txt", "%0A.txt", "a\nb.txt", "back\\slash.txt"]
    for name in names:
        (tmp_path / name).write_text(name)
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    theirs = subprocess.run(["sha256sum", *names], cwd=tmp_path, capture_output=True, check=True).stdout
    assert read_list(theirs, "SHA256SUMS", "sha256").digests == digests
    ours = sums_of([Written(path=name, size=0, sha256=digest) for name, digest in digests.items()])
    assert subprocess.run(["sha256sum", "-c"], input=ours, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "manifest-sha256.txt").write_bytes(ours)
    assert flaws_of(tmp_path) == []


def test_an_older_list_of_ours_that_wrote_names_as_a_bag_does_is_still_good(tmp_path: Path) -> None:
    (tmp_path / "100%.txt").write_text("x")
    (tmp_path / "manifest-sha256.txt").write_text(f"{hashlib.sha256(b'x').hexdigest()}  100%25.txt\n")
    assert flaws_of(tmp_path) == []
