"""Packages of other makers: what can be checked is, what cannot is named, and nothing is fetched or followed."""

import hashlib
from pathlib import Path

import bagit
import pytest

from crossreel.delivery.hashing import hash_of
from crossreel.delivery.proof_check import Findings, check_package

MHL2 = '<?xml version="1.0"?><hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">{}<hashes>{}</hashes></hashlist>'
CHAIN = '<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">{}</ascmhldirectory>'


def told(found: Findings) -> list[tuple[str, str, str]]:
    return [(flaw.code.removeprefix("package."), flaw.path, flaw.other) for flaw in (*found.flaws, *found.notices)]


def put(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kinds", [["md5"], ["sha512"], ["sha1", "sha3_256", "blake2b"], ["md5", "sha256", "sha512"]])
def test_bags_with_other_hashes(tmp_path: Path, kinds: list[str]) -> None:
    folder = put(tmp_path / "bag", a_DOT_txt="a", b__c_DOT_txt="c")
    bagit.make_bag(str(folder), checksums=kinds)
    found = check_package(folder)
    assert (found.flaws, found.notices) == ((), ())
    assert found.good == ("data/a.txt", "data/b/c.txt")
    (folder / "data/a.txt").write_text("b")
    assert told(check_package(folder))[0] == ("changed", "data/a.txt", "")


def test_a_bag_without_tag_manifest_is_one_too(tmp_path: Path) -> None:
    folder = put(tmp_path / "bag", a_DOT_txt="a")
    bagit.make_bag(str(folder), checksums=["md5"])
    (folder / "tagmanifest-md5.txt").unlink()
    assert check_package(folder).flaws == ()


def test_hashes_of_a_kind_nobody_knows_here_are_said(tmp_path: Path) -> None:
    folder = put(tmp_path / "bag", a_DOT_txt="a")
    bagit.make_bag(str(folder), checksums=["md5"])
    (folder / "manifest-md5.txt").rename(folder / "manifest-whirlpool.txt")
    (folder / "tagmanifest-md5.txt").unlink()
    found = check_package(folder)
    assert found.good == ()
    assert told(found) == [("hash_unknown", "manifest-whirlpool.txt", "whirlpool"), ("unproven", "data/a.txt", "")]


def test_what_is_to_be_fetched_is_told_and_not_fetched(tmp_path: Path) -> None:
    folder = put(tmp_path / "bag", a_DOT_txt="a", b_DOT_txt="b")
    bagit.make_bag(str(folder), checksums=["sha256"])
    (folder / "data/b.txt").unlink()
    put(folder, fetch_DOT_txt="https://example.com/b 1 data/b.txt\nnonsense\nfile:///etc/passwd - ../../x\n")
    assert [each for each in told(check_package(folder)) if each[0] != "bad_oxum"] == [
        ("bad_line", "fetch.txt:2", ""),
        ("bad_line", "fetch.txt:3", ""),
        ("to_fetch", "data/b.txt", "https://example.com/b"),
    ]


def history(folder: Path, *lists: str) -> Path:
    """Lay down generations of a media hash list, as another tool would."""
    chained = ""
    for number, text in enumerate(lists, start=1):
        name = f"000{number}_card_2026-01-01_000000Z.mhl"
        put(folder, **{f"ascmhl__{name}": text})
        c4 = hash_of(text.encode(), "c4")
        chained += f'<hashlist sequencenr="{number}"><path>{name}</path><c4>{c4}</c4></hashlist>'
    return put(folder, ascmhl__ascmhl_chain_DOT_xml=CHAIN.format(chained))


def entry(path: str, *hashes: str, more: str = "") -> str:
    return f"<hash><path>{path}</path>{''.join(hashes)}{more}</hash>"


def of(text: str, kind: str, action: str = "original") -> str:
    return f'<{kind} action="{action}">{hash_of(text.encode(), kind)}</{kind}>'


def test_media_hash_lists_of_every_kind_of_hash(tmp_path: Path) -> None:
    kinds = ("c4", "md5", "sha1", "xxh128", "xxh3", "xxh64")
    folder = put(tmp_path / "card", **dict.fromkeys(kinds, "text"))
    history(folder, MHL2.format("", "".join(entry(kind, of("text", kind)) for kind in kinds)))
    assert check_package(folder).good == kinds
    for kind in kinds:
        put(folder, **{kind: "next"})
    assert told(check_package(folder)) == [("changed", kind, "") for kind in kinds]


def test_later_generations_count_and_what_failed_does_not(tmp_path: Path) -> None:
    folder = put(tmp_path / "card", new="moved", mended="good", kept="kept")
    first = MHL2.format("", entry("old", of("moved", "md5")) + entry("mended", of("bad", "md5")) + entry("kept", of("kept", "md5")))
    moved = entry("new", of("moved", "md5", "verified"), more="<previousPath>old</previousPath>")
    second = MHL2.format("", moved + entry("mended", of("good", "md5")) + entry("kept", of("rot", "md5", "failed")))
    found = check_package(history(folder, first, second))
    assert (found.flaws, set(found.good)) == ((), {"new", "mended", "kept"})


def test_kinds_and_patterns_that_hide_something_are_told(tmp_path: Path) -> None:
    folder = put(tmp_path / "card", a="a", b_DOT_tmp="b", sub__c_DOT_tmp="c", stray="s")
    ignore = (
        "<processinfo><ignore><pattern>.DS_Store</pattern><pattern>ascmhl/</pattern><pattern>*.tmp</pattern></ignore></processinfo>"
    )
    history(folder, MHL2.format(ignore, entry("a", "<blake4>ff</blake4>")))
    assert told(check_package(folder)) == [
        ("extra", "stray", ""),
        ("hash_unknown", "ascmhl/0001_card_2026-01-01_000000Z.mhl", "blake4"),
        ("mhl_ignores", "ascmhl", "*.tmp"),
        ("unproven", "a", ""),
    ]


@pytest.mark.parametrize(
    "harm",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><hashlist>&x;</hashlist>',
        '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><hashlist>&b;</hashlist>',
        "<hashlist><hashes>",
        "no xml",
        "",
    ],
)
def test_lists_that_are_none_are_named(tmp_path: Path, harm: str) -> None:
    folder = history(put(tmp_path / "card", a="a"), harm)
    assert ("mhl_malformed", "ascmhl/0001_card_2026-01-01_000000Z.mhl", "") in told(check_package(folder))


def test_paths_of_a_list_do_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("text")
    folder = history(
        tmp_path / "card", MHL2.format("", entry("../secret", of("text", "md5")) + entry("/etc/passwd", of("", "md5")))
    )
    assert [code for code, _, _ in told(check_package(folder))] == ["path_leaves", "path_leaves"]


def test_lists_of_the_older_kind(tmp_path: Path) -> None:
    """MHL 1.1 lies open beside the files; its little-endian xxhash is not checked, and that is said."""
    folder = put(tmp_path / "card", a="a", b="b", c="c")
    be = hash_of(b"a", "xxh64")
    entries = [
        f"<hash><file>a</file><size>1</size><xxhash64be>{be.upper()}</xxhash64be></hash>",
        f"<hash><file>b</file><md5>{hashlib.md5(b'x', usedforsecurity=False).hexdigest()}</md5></hash>",
        "<hash><file>c</file><xxhash>123</xxhash></hash>",
    ]
    put(folder, card_DOT_mhl=f'<hashlist version="1.1">{"".join(entries)}</hashlist>')
    assert told(check_package(folder)) == [
        ("changed", "b", ""),
        ("hash_unknown", "card.mhl", "xxhash"),
        ("unproven", "c", ""),
    ]


@pytest.mark.parametrize(("name", "kind"), [("SHA256SUMS", "sha256"), ("MD5SUMS.txt", "md5"), ("sha1sums.txt", "sha1")])
def test_lists_of_sums(tmp_path: Path, name: str, kind: str) -> None:
    folder = put(tmp_path / "folder", a="a", sub__b="b")
    (folder / name).write_text(f"{hash_of(b'a', kind)}  a\n{hash_of(b'x', kind)} *./sub/b\n")
    assert told(check_package(folder)) == [("changed", "sub/b", "")]


def test_of_several_equal_files_each_is_found_once(tmp_path: Path) -> None:
    folder = put(tmp_path / "folder", x="same", y="same")
    line = hash_of(b"same", "sha256")
    (folder / "SHA256SUMS").write_text(f"{line}  a\n{line}  b\n{line}  c\n")
    assert sorted(told(check_package(folder))) == [("missing", "c", ""), ("renamed", "a", "x"), ("renamed", "b", "y")]


@pytest.mark.parametrize("content", ["a", "b"])
def test_a_name_that_its_disk_composed_otherwise_is_the_same_file(tmp_path: Path, content: str) -> None:
    """A Mac writes é as two signs, a list as one; the file is neither missing nor new, and still compared."""
    folder = put(tmp_path / "folder", **{"e\u0301.srt": content})
    (folder / "SHA256SUMS").write_text(f"{hash_of(b'a', 'sha256')}  \u00e9.srt\n", encoding="utf-8")
    changed = [("changed", "e\u0301.srt", "")] if content == "b" else []
    assert told(check_package(folder)) == [*changed, ("respelled", "e\u0301.srt", "")]
