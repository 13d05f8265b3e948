"""Delivering from a real catalog to a real folder, and verifying what came out."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import bagit
import openpyxl
import pytest

from crossreel.delivery.manifest import Flaw
from crossreel.domain.cue import Cue
from crossreel.domain.errors import BadInput, Cancelled, NotFound, ReadOnly, StorageFailed
from crossreel.domain.finding import Finding, Severity, Waiver
from crossreel.domain.track import Track
from crossreel.domain.workflow import State
from crossreel.i18n.words import Words
from crossreel.services.delivering import Delivering
from crossreel.services.jobs import JobContext
from crossreel.services.verifying import Verifying
from crossreel.storage import queries
from crossreel.storage.database import Database
from tests.unit.delivery.conftest import Shelf
from tests.unit.importing.folders import LINES

LANGUAGES = ("en", "th")


def service(shelf: Shelf, **fields: object) -> Delivering:
    return Delivering(shelf.database, folder=shelf.profiles, **fields)  # type: ignore[arg-type]


def delivered(shelf: Shelf, out: Path, **fields: object) -> Path:
    outcome = service(shelf).deliver(shelf.title_id, "plain", LANGUAGES, out, wording=Words(), **fields)  # type: ignore[arg-type]
    assert outcome.package is not None, outcome.plan.refusals
    return outcome.package


def states(shelf: Shelf) -> set[tuple[str, State]]:
    with shelf.database.read() as uow:
        return {(tag, cell.state) for row in queries.matrix(uow, shelf.title_id).rows for tag, cell in row.cells.items()}


def put_finding(shelf: Shelf, severity: Severity = Severity.ERROR) -> Finding:
    """Store a finding on the first English cue, as QC would."""
    with shelf.database.read() as uow:
        track = next(track for track in uow.where(Track, language="en"))
        cue = uow.where(Cue, track_id=track.id)[0]
    finding = Finding(
        id=shelf.database.new_id(),
        title_id=shelf.title_id,
        episode_id=track.episode_id,
        track_id=track.id,
        language="en",
        cue_id=cue.id,
        rule="duration",
        severity=severity,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        text=cue.text,
        facts={"kind": "short", "duration_ms": 500, "limit_ms": 833},
        fingerprint="f1",
    )
    with shelf.database.derived() as uow:
        uow.put(finding)
    return finding


def test_a_package_is_a_valid_bag_with_everything_in_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.set_cover()
    package = delivered(shelf, tmp_path / "out")
    assert package.name.startswith("DLV_2")
    assert package.name.endswith("_PLAIN_HIDDENHEIR_EN-TH_v01")
    bagit.Bag(str(package)).validate()
    inside = sorted(
        path.relative_to(package / "data" / "HIDDENHEIR_S01").as_posix()
        for path in package.rglob("*")
        if path.is_file() and "data" in path.parts
    )
    assert inside == [
        "00_DOCS/HIDDENHEIR_S01_QC_v01.html",
        "00_DOCS/HIDDENHEIR_S01_QC_v01.json",
        "00_DOCS/HIDDENHEIR_S01_SPEC_v01.json",
        "01_METADATA/HIDDENHEIR_S01_CATALOG_v01.xlsx",
        "01_METADATA/HIDDENHEIR_S01_METADATA_v01.json",
        "05_SUBTITLES/en/full/HIDDENHEIR_S01E001_SUB_en_full_v01.srt",
        "05_SUBTITLES/en/full/HIDDENHEIR_S01E002_SUB_en_full_v01.srt",
        "05_SUBTITLES/th/full/HIDDENHEIR_S01E001_SUB_th_full_v01.srt",
        "05_SUBTITLES/th/full/HIDDENHEIR_S01E002_SUB_th_full_v01.srt",
        "06_ARTWORK/zh-Hans/HIDDENHEIR_S01_COVER_v01.jpg",
    ]
    srt = (package / "data/HIDDENHEIR_S01/05_SUBTITLES/th/full/HIDDENHEIR_S01E002_SUB_th_full_v01.srt").read_bytes()
    assert srt.startswith(b"\xef\xbb\xbf1\r\n00:00:00,500 --> 00:00:01,500\r\n" + LINES["th"][0].encode())
    assert (package / "data/HIDDENHEIR_S01/06_ARTWORK/zh-Hans/HIDDENHEIR_S01_COVER_v01.jpg").read_bytes() == b"\xff\xd8cover"
    assert not list((tmp_path / "out").glob("*.partial"))


def test_workbook_and_metadata_say_what_is_delivered(shelf: Shelf, tmp_path: Path) -> None:
    package = delivered(shelf, tmp_path / "out") / "data" / "HIDDENHEIR_S01"
    book = openpyxl.load_workbook(package / "01_METADATA/HIDDENHEIR_S01_CATALOG_v01.xlsx")
    assert book.sheetnames == ["Title", "Languages", "Episodes"]
    assert [row[0] for row in book["Languages"].iter_rows(min_row=2, values_only=True)] == ["English", "Thai"]
    assert [row[0] for row in book["Episodes"].iter_rows(min_row=2, values_only=True)] == [1, 2]
    book.close()
    metadata = json.loads((package / "01_METADATA/HIDDENHEIR_S01_METADATA_v01.json").read_text("utf-8"))
    season = metadata["seasons"][0]
    assert (season["episode_count"], season["total_run_length"]) == (2, "PT2S")
    assert [text["language"] for text in season["episodes"][0]["timed_text"]] == ["en", "th"]


def test_the_delivery_is_recorded_and_shown(shelf: Shelf, tmp_path: Path) -> None:
    package = delivered(shelf, tmp_path / "out")
    (delivery,) = service(shelf).history(shelf.title_id)
    assert (delivery.package_path, delivery.author, delivery.languages, delivery.allowed_findings) == (
        str(package),
        "Mei",
        LANGUAGES,
        0,
    )
    assert len(delivery.cells) == 4
    assert len(delivery.manifest_sha256) == 64
    assert {("en", State.DELIVERED), ("th", State.DELIVERED), ("ar", State.APPROVED)} <= states(shelf)
    with shelf.database.read() as uow:
        cue = uow.where(Cue, track_id=uow.where(Track, language="en")[0].id)[0]
    shelf.change(replace(cue, text="Changed"))
    assert ("en", State.APPROVED) in states(shelf)


def test_a_redelivery_has_the_next_version(shelf: Shelf, tmp_path: Path) -> None:
    delivered(shelf, tmp_path / "out")
    assert delivered(shelf, tmp_path / "out").name.endswith("_v02")


def test_the_gate_names_everything_missing_and_builds_nothing(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        (first, _) = uow.where(Track, language="th")
    shelf.change(replace(first, state=State.TRANSLATED))
    outcome = service(shelf).deliver(shelf.title_id, "plain", ("th", "ko"), tmp_path / "out", wording=Words(), allow_findings=True)
    assert outcome.package is None
    assert [(each.code, each.episode, each.language) for each in outcome.plan.refusals] == [
        ("delivery.state_low", 1, "th"),
        ("delivery.missing_cell", 1, "ko"),
        ("delivery.missing_cell", 2, "ko"),
    ]
    assert not (tmp_path / "out").exists()
    assert service(shelf).history() == ()


def test_open_errors_refuse_and_can_be_let_through_by_name(shelf: Shelf, tmp_path: Path) -> None:
    put_finding(shelf)
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    assert [(each.code, each.episode, each.language, each.facts["count"]) for each in plan.refusals] == [
        ("delivery.open_errors", 1, "en", 1)
    ]
    package = delivered(shelf, tmp_path / "out", allow_findings=True)
    assert service(shelf).history()[0].allowed_findings == 1
    spec = json.loads((package / "data/HIDDENHEIR_S01/00_DOCS/HIDDENHEIR_S01_SPEC_v01.json").read_text("utf-8"))
    assert spec["allowed_findings"] == 1
    qc = json.loads((package / "data/HIDDENHEIR_S01/00_DOCS/HIDDENHEIR_S01_QC_v01.json").read_text("utf-8"))
    assert [(each["rule"], each["episode"], each["language"]) for each in qc["findings"]] == [("duration", 1, "en")]


def test_a_waived_error_passes_and_its_reason_is_in_the_report(shelf: Shelf, tmp_path: Path) -> None:
    finding = put_finding(shelf)
    shelf.change(
        Waiver(
            id=shelf.database.new_id(), title_id=shelf.title_id, fingerprint=finding.fingerprint, rule=finding.rule, language="en",
            cue_id=finding.cue_id, author="Ana", reason="Song <lyrics>", created_ms=1,
        )
    )  # fmt: skip
    package = delivered(shelf, tmp_path / "out")
    html = (package / "data/HIDDENHEIR_S01/00_DOCS/HIDDENHEIR_S01_QC_v01.html").read_text("utf-8")
    assert "Ana: Song &lt;lyrics&gt;" in html


def test_qc_runs_before_the_gate_judges(shelf: Shelf, tmp_path: Path) -> None:
    asked: list[tuple[int, tuple[str, ...]]] = []

    def check(title_id: int, *, languages: tuple[str, ...], job: JobContext) -> None:
        asked.append((title_id, languages))
        put_finding(shelf)

    outcome = service(shelf, check=check).deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words())
    assert asked == [(shelf.title_id, LANGUAGES)]
    assert [each.code for each in outcome.plan.refusals] == ["delivery.open_errors"]


def test_videos_are_copied_where_the_profile_wants_them(shelf: Shelf, tmp_path: Path) -> None:
    profile = (shelf.profiles / "plain.toml").read_text().replace('"subtitles"', '"subtitles", "video"')
    (shelf.profiles / "plain.toml").write_text(profile)
    package = delivered(shelf, tmp_path / "out")
    copied = package / "data/HIDDENHEIR_S01/03_VIDEO/clean/HIDDENHEIR_S01E001_VID_zh-Hans_clean_v01.mp4"
    assert copied.read_bytes() == (shelf.folder / "EP01.mp4").read_bytes()
    (shelf.folder / "EP02.mp4").rename(tmp_path / "elsewhere.mp4")
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    assert [(each.code, each.episode) for each in plan.refusals] == [("delivery.missing_video", 2)]


def test_a_folder_that_is_not_empty_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    taken = tmp_path / "out" / plan.folder_name
    taken.mkdir(parents=True)
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"package\.target_not_empty"):
        delivered(shelf, tmp_path / "out")
    assert [path.name for path in taken.iterdir()] == ["mine.txt"]
    assert service(shelf).history() == ()


@pytest.mark.parametrize("at", [0, 3, 12])
def test_a_cancelled_package_leaves_nothing(shelf: Shelf, tmp_path: Path, at: int) -> None:
    stop = threading.Event()
    job = JobContext(on_progress=lambda done, total, what: stop.set() if done == at else None, cancelled=stop)
    with pytest.raises(Cancelled):
        delivered(shelf, tmp_path / "out", job=job)
    assert list((tmp_path / "out").iterdir()) == []
    assert service(shelf).history() == ()


def test_a_full_disk_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    import resource
    import signal

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, limits[1]))
    try:
        with pytest.raises(StorageFailed) as caught:
            delivered(shelf, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, former)
    assert caught.value.code == "package.disk_refused"
    assert list((tmp_path / "out").iterdir()) == []


def test_what_does_not_exist_is_named(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"delivery\.no_such_profile"):
        service(shelf).plan(shelf.title_id, "netflix", LANGUAGES)
    with pytest.raises(NotFound):
        service(shelf).plan(12345, "plain", LANGUAGES)


def test_a_reading_catalog_plans_but_does_not_deliver(shelf: Shelf, tmp_path: Path) -> None:
    reading = Database.open(shelf.database.path, mode="read")
    try:
        delivering = Delivering(reading, folder=shelf.profiles, check=lambda *args, **fields: pytest.fail("wrote"))
        assert delivering.plan(shelf.title_id, "plain", LANGUAGES).may_build
        with pytest.raises(ReadOnly):
            delivering.deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words())
    finally:
        reading.close()


def test_a_good_package_verifies(shelf: Shelf, tmp_path: Path) -> None:
    report = Verifying().verify(delivered(shelf, tmp_path / "out"))
    assert (len(report.done), report.failed) == (9, ())


def test_verifying_names_what_is_wrong(shelf: Shelf, tmp_path: Path) -> None:
    package = delivered(shelf, tmp_path / "out")
    folder = package / "data/HIDDENHEIR_S01/05_SUBTITLES"
    (folder / "en/full/HIDDENHEIR_S01E001_SUB_en_full_v01.srt").write_text("")
    (folder / "th/full/HIDDENHEIR_S01E001_SUB_th_full_v01.srt").unlink()
    (folder / "th/full/extra.srt").write_text("x")
    report = service(shelf).verify(package)
    named = {Flaw(code=item.code, path=Path(item.name).name) for item in report.failed}
    assert named == {
        Flaw(code="package.changed", path="HIDDENHEIR_S01E001_SUB_en_full_v01.srt"),
        Flaw(code="package.missing", path="HIDDENHEIR_S01E001_SUB_th_full_v01.srt"),
        Flaw(code="package.extra", path="extra.srt"),
        Flaw(code="package.bad_oxum", path="bag-info.txt"),
    }
    with pytest.raises(BadInput, match=r"package\.no_bag"):
        service(shelf).verify(tmp_path)
