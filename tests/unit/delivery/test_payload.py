"""Files of a package: none is written outside, and each is read back from the disk."""

import hashlib
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.delivery.building import build
from crossreel.delivery.package_path import leaves, path_fault, same_place
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.payload import Payload
from crossreel.delivery.registry import gates, packagers
from crossreel.domain.delivery import Plan, PlannedFile
from crossreel.domain.errors import BadInput, Refused
from crossreel.domain.quality.report import QcReport
from crossreel.i18n.words import Words
from crossreel.kernel.atomic import sync_handle
from crossreel.kernel.new_folder import new_folder
from tests.unit.delivery.subjects import subject
from tests.unit.delivery.test_planner import PROFILE
from tests.unit.kernel.syncs import recorded

OUTSIDE = [
    "/etc/x", "/SUBS/x", "../x", "data/../../x", "data/./x", "data//x", "./x", "", "data/", "C:/x", "c:x", "\\\\server\\x",
    "data\\..\\x", "data/.. /x", " /x",
]  # fmt: skip
IMPOSSIBLE = {
    "data/NUL": "reserved", "data/com1.srt": "reserved", "LPT9.tar.gz/x": "reserved", "data/CONIN$": "reserved",
    "data/COM¹": "reserved",
    "data/x.": "ends", "data/x /y": "ends", "data/ x": "ends", "data/a:b": "characters", "data/a?b": "characters",
    "data/a\tb": "characters",
    "data/a\x00b": "characters", "data/a\u202eb": "characters", "data/a\u2028b": "characters",
    "data/" + "字" * 66: "long", "data/" + "/".join(["folder"] * 30): "long",
}  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leads_out_is_told(path: str) -> None:
    fault = path_fault(path)
    assert fault is not None
    assert fault.kind == "leaves"


@pytest.mark.parametrize("path", IMPOSSIBLE)
def test_a_name_that_some_system_cannot_write_is_told(path: str) -> None:
    fault = path_fault(path)
    assert fault is not None
    assert fault.kind == IMPOSSIBLE[path]


@pytest.mark.parametrize(
    "path", ["data/HEIR_S01/05_SUBTITLES/es-419/full/HEIR.srt", "data/字幕/第一集.srt", "data/COMET/nul_x.srt", "a.b.c"]
)
def test_ordinary_paths_are_good(path: str) -> None:
    assert path_fault(path) is None


@given(st.text(st.sampled_from("./\\: aC\u202eé"), max_size=12))
def test_what_is_good_stays_inside(path: str) -> None:
    if path_fault(path) is None:
        root = Path("/package")
        assert Path(os.path.normpath(root / path)).is_relative_to(root)
        assert os.path.normpath(root / path) != str(root)
        assert not leaves(path)


def test_paths_that_fall_together() -> None:
    assert same_place("SUBS/É.srt") == same_place("subs/e\u0301.SRT")
    assert same_place("\u1fb4") == same_place("α\u0345\u0301")
    assert same_place("a") != same_place("b")


@pytest.mark.parametrize("path", [*OUTSIDE, *IMPOSSIBLE])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    package = tmp_path / "deep" / "package"
    package.mkdir(parents=True)
    with pytest.raises(BadInput, match=r"package\.path_refused"):
        Payload(package).write(path, b"x")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_links_that_appear_in_the_package_are_not_followed(tmp_path: Path) -> None:
    package, outside = tmp_path / "package", tmp_path / "outside"
    for folder in (package, outside):
        folder.mkdir()
    payload = Payload(package)
    (package / "data").symlink_to(outside)
    (package / "file.srt").symlink_to(outside / "file.srt")
    for path in ("data/x.srt", "file.srt"):
        with pytest.raises(BadInput, match=r"package\.path_refused"):
            payload.write(path, b"x")
    assert list(outside.iterdir()) == []


def test_no_file_is_written_over(tmp_path: Path) -> None:
    payload = Payload(tmp_path)
    payload.write("data/a", b"a")
    for path in ("data/a", "data/a/b"):
        with pytest.raises(BadInput, match=r"package\.path_refused"):
            payload.write(path, b"b")
    assert (tmp_path / "data/a").read_bytes() == b"a"


@pytest.mark.parametrize(
    "harm", [lambda path: path.write_bytes(b"taxt"), lambda path: path.write_bytes(b"tex"), lambda path: path.write_bytes(b"")]
)
def test_a_bit_that_flips_between_writing_and_reading_back_is_found(tmp_path: Path, harm: object) -> None:
    payload = Payload(tmp_path)
    payload.write("data/a", b"text")
    payload.write("data/b", b"text")
    harm(tmp_path / "data/b")  # type: ignore[operator]
    with pytest.raises(BadInput) as caught:
        list(payload.settle(["data/a", "data/b"]))
    assert (caught.value.code, caught.value.facts) == ("package.read_back", {"path": "data/b"})


def note(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write a file that says its own name."""
    target.write(file.path.encode())


def contents_of(*paths: str) -> Contents:
    files = tuple(PlannedFile(path=path, kind="note", packager="note") for path in paths)
    plan = Plan(title_id=1, profile_id="test", languages=("en",), folder_name="pack", files=files)
    return Contents(
        subject=subject(), profile=PROFILE, plan=plan, wording=Words(), subtitle_file=lambda file, document: b"",
        metadata_file=lambda file, told: b"", report_file=lambda kind, report: b"", report=QcReport(title="HEIR"),
    )  # fmt: skip


def test_a_file_may_be_written_in_pieces(tmp_path: Path) -> None:
    payload = Payload(tmp_path)
    with payload.new_file("data/a") as file:
        file.write(b"one")
        file.write(b"two")
    (found,) = payload.settle(["data/a"])
    assert (found.size, found.sha256) == (6, hashlib.sha256(b"onetwo").hexdigest())


NOTES = {"note": Packager(id="note", files=lambda *facts: [], make=note)}


def test_a_file_of_a_later_stage_tells_of_all_before(tmp_path: Path) -> None:
    """What was hashed while it was written is known to those that list it, wherever the plan has them."""

    def told(file: PlannedFile, contents: Contents, target: Sink) -> None:
        target.write("".join(f"{each.sha256} {each.size} {each.path};" for each in contents.written.values()).encode())

    contents = contents_of("data/list", "data/a", "data/b")
    files = (replace(contents.plan.files[0], stage=1, packager="list"), *contents.plan.files[1:])
    makers = {**NOTES, "list": Packager(id="list", files=lambda *facts: [], make=told)}
    build(replace(contents, plan=replace(contents.plan, files=files)), tmp_path / "pack", makers, {})
    said = [f"{hashlib.sha256(path.encode()).hexdigest()} {len(path)} {path};" for path in ("data/a", "data/b")]
    assert (tmp_path / "pack" / "data" / "list").read_text() == "".join(said)


def test_a_package_with_a_flipped_bit_gets_no_name(tmp_path: Path) -> None:
    def flip(done: int, total: int, path: str) -> None:
        if done == 2:
            (damaged,) = tmp_path.glob("*/data/b")
            damaged.write_bytes(b"data/c")

    with pytest.raises(BadInput, match=r"package\.read_back"):
        build(contents_of("data/a", "data/b", "data/c", *(f"data/{n}" for n in range(40))), tmp_path / "pack", NOTES, {}, flip)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_leads_out_builds_nothing(tmp_path: Path) -> None:
    """The planner refuses such a plan; the building layer cannot carry it out either."""
    site = tmp_path / "site"
    site.mkdir()
    for path in ("data/../../escaped", "/tmp/escaped", "data/a/../../../escaped"):
        with pytest.raises(BadInput, match=r"package\.path_refused"):
            build(contents_of("data/a", path), site / "pack", NOTES, {})
    assert [found.name for found in tmp_path.rglob("*")] == ["site"]


def test_two_deliveries_of_one_package_do_not_meet(tmp_path: Path) -> None:
    with new_folder(tmp_path / "pack") as partial:
        (partial / "mine").write_text("mine")
        with pytest.raises(Refused, match=r"package\.being_built"):
            build(contents_of("data/a"), tmp_path / "pack", NOTES, {})
    assert [found.name for found in (tmp_path / "pack").iterdir()] == ["mine"]


@pytest.mark.skipif(sys.platform != "linux", reason="syncs are watched through /proc")
def test_every_file_and_folder_is_on_the_disk_before_the_package_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(monkeypatch, tmp_path) as calls:
        build(contents_of("data/HEIR_S01/a.srt", "data/HEIR_S01/en/b.srt"), tmp_path / "pack", NOTES, {"Contact-Name": "Mei"})
    named = calls.index(("name", "pack"))
    synced = {path.partition("/")[2] for call, path in calls[:named] if call == "sync" and ".partial" in path}
    whole = {path.relative_to(tmp_path / "pack").as_posix() for path in (tmp_path / "pack").rglob("*")}
    assert synced == {*whole, ""}
    assert len(whole) == 9
    assert calls[named + 1 :] == [("sync", ".")]


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="memory is told to forget on Linux only")
def test_what_is_read_back_was_forgotten_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync, then advice to drop the pages, then the reading: only so do the bytes come from the disk."""
    calls: list[str] = []
    advise = os.posix_fadvise

    def sync(handle: int) -> None:
        calls.append("sync")
        sync_handle(handle)

    def forget(handle: int, offset: int, length: int, advice: int) -> None:
        calls.append("forget" if advice == os.POSIX_FADV_DONTNEED else "keep")
        advise(handle, offset, length, advice)

    monkeypatch.setattr("crossreel.delivery.payload.sync_handle", sync)
    monkeypatch.setattr(os, "posix_fadvise", forget)
    payload = Payload(tmp_path)
    payload.write("a", b"a")
    (found,) = payload.settle(["a"])
    assert (calls, found.size) == (["sync", "forget"], 1)


def test_packagers_name_the_files_they_make() -> None:
    """The building layer asks no packager twice what belongs in a package: the plan says who makes what."""
    from crossreel.delivery.planner import plan_delivery

    profile = replace(PROFILE, include=("subtitles", "workbook", "spec"))
    plan = plan_delivery(subject(), profile, ("en",), packagers(), gates())
    assert {(file.kind, file.packager) for file in plan.files} == {
        ("subtitle", "subtitles"),
        ("workbook", "workbook"),
        ("spec", "spec"),
    }
