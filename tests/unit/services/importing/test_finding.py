"""What lies in a folder: found once each, and named where it is no part of an import."""

import threading
from pathlib import Path

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import ItemKind, ItemStatus
from crossreel.i18n.messages import sentence
from crossreel.services.importing.finding import find_files, name_of_title
from crossreel.services.importing.plans import Importing
from crossreel.services.jobs import JobContext
from tests.unit.services.importing.folders import put_drama, put_srt, put_video


def test_what_is_no_part_of_an_import_is_named_and_not_looked_into(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=1, languages=("en",))
    for name in (
        "EP02.mp4.part",
        "EP03.mp4.!qB",
        "~$plan.xlsx",
        "._EP01.mp4",
        "__MACOSX/._EP01.mp4",
        "$RECYCLE.BIN/EP09.mp4",
        "@eaDir/EP01.mp4",
        "Thumbs.db",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"half a file")
    put_video(movie, folder / "EP04.mp4")
    (folder / "EP04.mp4.aria2").write_bytes(b"what is missing")
    (folder / "empty.dat").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"x")
    plan = importing.scan([folder])
    told = {item.name: item.reason.code for item in plan.items if item.reason is not None}
    assert all(sentence(item.reason.code, item.reason.facts) for item in plan.items if item.reason is not None)
    assert told == {
        "$RECYCLE.BIN": "import.bin",
        ".DS_Store": "import.system_file",
        "@eaDir": "import.system_folder",
        "Thumbs.db": "import.system_file",
        "._EP01.mp4": "import.mac_file",
        "EP02.mp4.part": "import.unfinished",
        "EP03.mp4.!qB": "import.unfinished",
        "EP04.mp4": "import.unfinished",
        "EP04.mp4.aria2": "import.unfinished",
        "__MACOSX": "import.mac_folder",
        "empty.dat": "import.empty_file",
        "~$plan.xlsx": "import.lock_file",
    }
    assert {item.name for item in plan.items if item.is_written} == {item.name for item in plan.items} - told.keys()


def test_files_are_found_once_in_the_order_people_count(tmp_path: Path) -> None:
    for name in ("EP10.srt", "EP9.srt", "b/EP1.srt"):
        put_srt(tmp_path / name, "en")
    found = find_files([tmp_path, tmp_path / "EP9.srt"], JobContext())
    assert [file.name for file in found] == ["b/EP1.srt", "EP9.srt", "EP10.srt"]
    assert found[0].folders == ("b",)


def test_a_folder_named_by_its_count_names_the_title_without_it(importing: Importing, tmp_path: Path) -> None:
    folder = tmp_path / "The Heir (80 eps)"
    put_srt(folder / "EP1.en.srt", "en")
    put_srt(folder / "EP3.en.srt", "en")
    plan = importing.scan([folder])
    assert (plan.title_name, plan.promised, plan.gaps[:2], plan.gaps[-1]) == ("The Heir", 80, (2, 4), 80)
    assert name_of_title(find_files([folder / "EP1.en.srt"], JobContext()), [folder / "EP1.en.srt"]) == "The Heir"


def test_an_extra_is_probed_and_taken_in_on_request(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    put_video(movie, folder / "EP1.mp4")
    put_video(movie, folder / "BTS_EP1.mp4")
    plan = importing.scan([folder])
    extra = next(item for item in plan.items if item.name == "BTS_EP1.mp4")
    assert (extra.kind, extra.extra, extra.status) == (ItemKind.EXTRA, ExtraKind.BEHIND_THE_SCENES, ItemStatus.SKIPPED)
    taken = correct.set_episode(plan, extra.id, 2).item(extra.id)
    assert (taken.kind, taken.status, taken.info is not None) == (ItemKind.VIDEO, ItemStatus.NEW, True)


def test_a_report_counts_doubts_and_says_what_was_cancelled(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=3, languages=("en",))
    put_srt(folder / "EP09" / "EP02.th.srt", "th")
    plan = importing.scan([folder])
    stop = threading.Event()
    job = JobContext(on_progress=lambda done, total, what: stop.set() if done == 2 else None, cancelled=stop)
    report = importing.apply(plan, job)
    assert report.cancelled
    assert [(item.name, item.code) for item in report.doubts] == [("EP09/EP02.th.srt", "import.folder_number")]
    left = {item.name for item in report.skipped if item.code == "import.cancelled"}
    assert left == {item.name for item in plan.items if item.episode == 3}
    assert {item.name for item in report.done} == {item.name for item in plan.items} - left
