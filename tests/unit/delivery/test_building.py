"""The rounds of building a package: made, taken, and what tells of both at the end."""

import hashlib
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from crossreel.delivery.building import build
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.taking import Origin
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.errors import BadInput
from tests.unit.delivery.test_payload import NOTES, contents_of

ALL = ("sha256", "md5", "mhl")


def told(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write what is known of the files that lie there already."""
    lines = [f"{each.path} {each.size} {each.sha256} {each.md5} {each.xxh64}" for each in contents.written.values()]
    target.write("\n".join(sorted(lines)).encode())


def with_video(video: Path, *paths: str) -> tuple[Contents, dict[str, Packager]]:
    """Return contents with notes, the file of a video for each other path, and a list of a later stage."""
    contents = contents_of("data/a")
    files = (
        PlannedFile(path="data/0-list", kind="list", packager="list", stage=1),
        *contents.plan.files,
        *(PlannedFile(path=path, kind="video", packager="video") for path in paths),
    )
    packagers = {
        **NOTES,
        "list": Packager(id="list", files=lambda *facts: [], make=told),
        "video": Packager(id="video", files=lambda *facts: [], origin=lambda file, contents: Origin(path=video)),
    }
    return replace(contents, plan=replace(contents.plan, files=files)), packagers


def test_a_later_stage_knows_sizes_and_hashes_of_all_others(tmp_path: Path) -> None:
    video = tmp_path / "video.mp4"
    video.write_bytes(b"moving" * 1000)
    contents, packagers = with_video(video, "data/v.mp4")
    steps: list[tuple[int, int, str]] = []
    contents = replace(contents, profile=replace(contents.profile, proofs=ALL))
    built = build(contents, tmp_path / "pack", packagers, {}, lambda *step: steps.append(step))
    lines = (tmp_path / "pack/data/0-list").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["data/a", "data/v.mp4"]
    md5 = hashlib.md5(video.read_bytes(), usedforsecurity=False).hexdigest()
    assert lines[1].split()[1:4] == ["6000", hashlib.sha256(video.read_bytes()).hexdigest(), md5]
    assert [each.path for each in built.files if "ascmhl" not in each.path] == ["data/0-list", "data/a", "data/v.mp4"]
    assert all(len(each.md5) == 32 and len(each.xxh64) == 16 for each in built.files)
    assert steps[-1][:2] == (6, 6)
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)


def test_a_bag_with_two_kinds_of_hashes_is_valid_by_another_s_judgement(tmp_path: Path) -> None:
    contents = contents_of("data/a", "data/b")
    built = build(replace(contents, profile=replace(contents.profile, proofs=ALL[:2])), tmp_path / "pack", NOTES, {})
    names = {path.name for path in (tmp_path / "pack").iterdir()}
    assert {f"{head}-{kind}.txt" for head in ("manifest", "tagmanifest") for kind in ("md5", "sha256")} <= names
    bag = bagit.Bag(str(tmp_path / "pack"))
    bag.validate()
    assert set(bag.entries["data/a"]) == {"md5", "sha256"}
    manifest = (tmp_path / "pack/manifest-sha256.txt").read_bytes()
    assert built.manifest_sha256 == hashlib.sha256(manifest).hexdigest()


def test_a_video_that_cannot_be_had_leaves_nothing(tmp_path: Path) -> None:
    contents, packagers = with_video(tmp_path / "gone.mp4", *(f"data/{number}.mp4" for number in range(9)))
    with pytest.raises(BadInput, match=r"package\.source_gone"):
        build(contents, tmp_path / "pack", packagers, {})
    assert list(tmp_path.iterdir()) == []


def test_a_long_copy_can_be_stopped(tmp_path: Path) -> None:
    """The watcher is asked while files are copied, not only between them."""
    video = tmp_path / "video.mp4"
    video.write_bytes(bytes(1 << 20))
    contents, packagers = with_video(video, *(f"data/{number}.mp4" for number in range(30)))

    def stop(done: int, total: int, path: str) -> None:
        if path.endswith(".mp4"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(contents, tmp_path / "pack", packagers, {}, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["video.mp4"]
