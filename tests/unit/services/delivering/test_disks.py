"""Packages on disks that are full, read-only or shared, and of files that come and go: nothing is ever half there."""

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.delivery import DeliveryOutcome
from crossreel.domain.errors import BadInput, CrossreelError, StorageFailed
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.services.delivering.building import build_package
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.verifying import Verifying
from crossreel.services.jobs import JobContext
from tests.unit.services.delivering.conftest import PLAIN, Shelf

VIDEOS = PLAIN.replace('include = ["subtitles", "workbook", "cover", "qc_report", "spec", "metadata"]', 'include = ["video"]')
NOWHERE: dict[str, Any] = {"relative_path": "", "content_key": ""}
ROOT = "data/HIDDENHEIR_S01/03_VIDEO"


def deliver(shelf: Shelf, out: Path, picture: str = "", cache: Path | None = None, **fields: object) -> DeliveryOutcome:
    text = VIDEOS.replace('metadata = ["crossreel_json"]\n', "") + (f"[picture]\n{picture}\n" if picture else "")
    (shelf.profiles / "plain.toml").write_text(text, encoding="utf-8")
    service = Delivering(shelf.database, folder=shelf.profiles, cache_folder=cache)
    return service.deliver(shelf.title_id, "plain", ("en",), out, wording=Words, **fields)  # type: ignore[arg-type]


def video(package: Path | None, number: int = 1, look: str = "main") -> Path:
    assert package is not None
    return package / ROOT / look / f"HIDDENHEIR_S01E00{number}_VID_zh-Hans_{look}_v01.mp4"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of a megabyte, where that may be done."""
    site = tmp_path / "disk"
    site.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs", str(site)]
    if sys.platform != "linux" or mount is None or subprocess.run([mount, *options], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield site
    finally:
        subprocess.run(["umount", "-l", str(site)], check=True)


def test_links_are_the_files_themselves_and_are_read_once(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = shelf.folder / "EP01.mp4"
    for number in (1, 2):
        os.utime(shelf.folder / f"EP0{number}.mp4", ns=(0, 10**18))
    first = deliver(shelf, tmp_path / "one", 'mode = "link"', tmp_path / "cache")
    taken = video(first.package)
    assert taken.samefile(source) or taken.read_bytes() == source.read_bytes()
    assert hashlib.sha256(source.read_bytes()).hexdigest() in (first.package / "manifest-sha256.txt").read_text()  # type: ignore[operator]
    monkeypatch.setattr("crossreel.delivery.taking._Taking._read", lambda *args: pytest.fail("read again"))
    second = deliver(shelf, tmp_path / "two", 'mode = "link"', tmp_path / "cache")
    assert second.package is not None
    assert not Verifying().verify(second.package).failed


def test_what_is_only_named_says_which_file_it_was_made_for(shelf: Shelf, tmp_path: Path) -> None:
    outcome = deliver(shelf, tmp_path / "out", 'mode = "reference"')
    assert outcome.package is not None
    with (outcome.package / ROOT / "HIDDENHEIR_S01_VIDEOS_v01.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    data = (shelf.folder / "EP01.mp4").read_bytes()
    told = {name: rows[0][name] for name in ("episode", "file", "bytes", "sha256")}
    digest = hashlib.sha256(data).hexdigest()
    assert told == {"episode": "1", "file": "EP01.mp4", "bytes": str(len(data)), "sha256": digest}
    assert not list(outcome.package.rglob("*.mp4"))


def test_clean_and_burned_masters_go_side_by_side(shelf: Shelf, tmp_path: Path, movie: Path) -> None:
    with shelf.database.read() as uow:
        known = uow.where(Version)
    burned = tmp_path / "burned.mp4"
    burned.write_bytes(movie.read_bytes() + b"burned")
    ids = iter(range(9_000, 9_009))
    added = [
        replace(each, id=next(ids), is_reference=False, look=Look.BURNED, language="en", path=str(burned), **NOWHERE)
        for each in known
    ]
    shelf.change(*(replace(each, look=Look.CLEAN) for each in known), *added)
    outcome = deliver(shelf, tmp_path / "out", 'versions = ["clean", "burned"]')
    assert outcome.package is not None, outcome.plan.refusals
    names = sorted(path.name for path in outcome.package.rglob("*.mp4"))
    assert names == [f"HIDDENHEIR_S01E00{n}_VID_{kind}_v01.mp4" for n in (1, 2) for kind in ("en_burned", "zh-Hans_clean")]


def test_a_video_that_is_replaced_between_plan_and_build_stops_it(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = shelf.folder / "EP02.mp4"

    def build_when_replaced(*args: Any, **fields: Any) -> object:
        source.write_bytes(source.read_bytes()[:-1] + b"?")
        return build_package(*args, **fields)

    monkeypatch.setattr("crossreel.services.delivering.packages.build_package", build_when_replaced)
    with pytest.raises(BadInput) as caught:
        deliver(shelf, tmp_path / "out")
    assert caught.value.code == "package.source_changed"
    assert source.name in sentence(caught.value.code, caught.value.facts)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_disk_without_room_is_told_before_anything_is_written(shelf: Shelf, tmp_path: Path, small_disk: Path) -> None:
    with (shelf.folder / "EP01.mp4").open("ab") as file:
        file.truncate(3 << 20)
    with shelf.database.read() as uow:
        known = uow.where(Version)
    shelf.change(*(replace(each, content_key="") for each in known))
    with pytest.raises(StorageFailed) as caught:
        deliver(shelf, small_disk)
    assert caught.value.code == "package.no_room"
    assert (caught.value.facts["needed_mb"], caught.value.facts["free_mb"]) == (4, 1)
    assert list(small_disk.iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_keeps_nothing(
    shelf: Shelf, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossreel.services.delivering.building._refuse_full", lambda *args: None)
    with (shelf.folder / "EP01.mp4").open("ab") as file:
        file.truncate(3 << 20)
    with shelf.database.read() as uow:
        known = uow.where(Version)
    shelf.change(*(replace(each, content_key="") for each in known))
    with pytest.raises(StorageFailed) as caught:
        deliver(shelf, small_disk)
    assert caught.value.code == "package.disk_refused"
    assert list(small_disk.iterdir()) == []
    assert Delivering(shelf.database, folder=shelf.profiles).history() == ()


def test_a_folder_that_cannot_be_written_is_told(shelf: Shelf, tmp_path: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageFailed) as caught:
        deliver(shelf, small_disk)
    assert caught.value.code == "package.disk_refused"
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert list(small_disk.iterdir()) == []


def test_a_video_that_goes_while_it_is_copied_is_told(shelf: Shelf, tmp_path: Path) -> None:
    """The disk with the videos is pulled out between the gate's look and the copy."""
    source = shelf.folder / "EP02.mp4"

    def gone(done: int, total: int, path: str) -> None:
        source.unlink(missing_ok=True)

    try:
        outcome = deliver(shelf, tmp_path / "out", job=JobContext(on_progress=gone))
    except CrossreelError as error:
        assert error.code == "package.source_gone"
        assert list((tmp_path / "out").iterdir()) == []
    else:  # it was copied before it went
        assert outcome.package is not None
        assert not Verifying().verify(outcome.package).failed


def test_a_disk_that_goes_while_it_is_written_leaves_no_package(shelf: Shelf, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def pulled_out(done: int, total: int, path: str) -> None:
        if done == 1:
            shutil.rmtree(out, ignore_errors=True)

    with pytest.raises(StorageFailed) as caught:
        deliver(shelf, out, 'mode = "copy"\nversions = ["reference"]', job=JobContext(on_progress=pulled_out))
    assert caught.value.code == "package.disk_refused"
    assert not out.exists() or not any(path.name.startswith("DLV_") for path in out.iterdir())
    assert Delivering(shelf.database, folder=shelf.profiles).history() == ()


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_lies_where_a_package_goes_is_left_alone(shelf: Shelf, tmp_path: Path, there: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (shelf.profiles / "plain.toml").write_text(VIDEOS.replace('metadata = ["crossreel_json"]\n', ""), encoding="utf-8")
    name = Delivering(shelf.database, folder=shelf.profiles).plan(shelf.title_id, "plain", ("en",)).folder_name
    if there == "link":
        (tmp_path / "elsewhere").mkdir()
        (out / name).symlink_to(tmp_path / "elsewhere")
    elif there == "folder":
        (out / name).mkdir()
        (out / name / "mine").write_text("mine")
    else:
        (out / name).write_text("mine")
    with pytest.raises(BadInput, match=r"package\.target_not_empty"):
        deliver(shelf, out)
    assert [path.name for path in out.iterdir()] == [name]
    assert not (tmp_path / "elsewhere").exists() or not list((tmp_path / "elsewhere").iterdir())


def test_two_commands_deliver_one_title_at_once(shelf: Shelf, tmp_path: Path) -> None:
    """One builds the package, the other one is refused in a sentence or comes so late that it builds the next version."""
    deliver(shelf, tmp_path / "first")  # writes the profile
    script = (
        "import sys; from pathlib import Path\n"
        "from crossreel.i18n.words import Words\n"
        "from crossreel.domain.errors import CrossreelError\n"
        "from crossreel.services.delivering.packages import Delivering\n"
        "from crossreel.storage.database import Database\n"
        "database = Database.open(Path(sys.argv[1]))\n"
        "delivering = Delivering(database, folder=Path(sys.argv[2]))\n"
        "try:\n"
        "    print(delivering.deliver(int(sys.argv[3]), 'plain', ('en',), Path(sys.argv[4]), wording=Words).package)\n"
        "except CrossreelError as error:\n"
        "    print(error.code)\n"
        "database.close()\n"
    )
    command = [
        sys.executable,
        "-c",
        script,
        str(shelf.database.path),
        str(shelf.profiles),
        str(shelf.title_id),
        str(tmp_path / "out"),
    ]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate(timeout=60)[0].strip() for each in both]
    packages = {str(path) for path in (tmp_path / "out").iterdir()}
    refused = {"package.being_built", "package.target_not_empty"}
    assert packages
    assert packages <= set(said) <= packages | refused
    assert not any(Verifying().verify(Path(package)).failed for package in packages)
