"""Delivering from a real catalog to a real folder, and verifying what came out."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import bagit
import openpyxl
import pytest
from sqlalchemy import Engine, event

from crossreel.delivery.flaw import Flaw
from crossreel.delivery.packager import Packager
from crossreel.delivery.registry import packagers
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, Cancelled, NotFound, ReadOnly, Refused, StorageFailed
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words, findings_age
from crossreel.services.checking.runs import Checking
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.verifying import Verifying
from crossreel.services.importing.plans import Importing
from crossreel.services.jobs import JobContext
from crossreel.services.removing import remove
from crossreel.storage import queries
from crossreel.storage.database import Database
from tests.unit.services.delivering.conftest import PLAIN, Shelf
from tests.unit.services.importing.folders import LINES, put_srt

LANGUAGES = ("en", "th")


def service(shelf: Shelf, **fields: object) -> Delivering:
    return Delivering(shelf.database, folder=shelf.profiles, **fields)  # type: ignore[arg-type]


def delivered(shelf: Shelf, out: Path, **fields: object) -> Path:
    outcome = service(shelf).deliver(shelf.title_id, "plain", LANGUAGES, out, wording=Words, **fields)  # type: ignore[arg-type]
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
        "00_DOCS/HIDDENHEIR_S01_QC_v01.xlsx",
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
    (listed,) = service(shelf).history(shelf.title_id)
    (delivery,) = service(shelf).history(shelf.title_id, whole=True)
    assert listed == replace(delivery, cells={}, files={}, made_of={}), "a list reads no contents"
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
    outcome = service(shelf).deliver(shelf.title_id, "plain", ("th", "ko"), tmp_path / "out", wording=Words, allow_findings=True)
    assert outcome.package is None
    assert [(each.code, each.episode, each.language) for each in outcome.plan.refusals] == [
        ("delivery.state_low", 1, "th"),
        ("delivery.missing_cell", 1, "ko"),
        ("delivery.missing_cell", 2, "ko"),
        ("delivery.metadata_missing", None, "ko"),
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

    outcome = service(shelf, check=check).deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words)
    assert asked == [(shelf.title_id, LANGUAGES)]
    assert [each.code for each in outcome.plan.refusals] == ["delivery.open_errors"]


def test_videos_are_copied_where_the_profile_wants_them(shelf: Shelf, tmp_path: Path) -> None:
    profile = (shelf.profiles / "plain.toml").read_text().replace('"subtitles"', '"subtitles", "video"')
    (shelf.profiles / "plain.toml").write_text(profile)
    package = delivered(shelf, tmp_path / "out")
    copied = package / "data/HIDDENHEIR_S01/03_VIDEO/main/HIDDENHEIR_S01E001_VID_zh-Hans_main_v01.mp4"
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
            delivering.deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words)
    finally:
        reading.close()


def test_a_good_package_verifies(shelf: Shelf, tmp_path: Path) -> None:
    report = Verifying().verify(delivered(shelf, tmp_path / "out"))
    assert (len(report.done), report.failed) == (10, ())


def test_verifying_names_what_is_wrong(shelf: Shelf, tmp_path: Path) -> None:
    package = delivered(shelf, tmp_path / "out")
    folder = package / "data/HIDDENHEIR_S01/05_SUBTITLES"
    (folder / "en/full/HIDDENHEIR_S01E001_SUB_en_full_v01.srt").write_text("")
    (folder / "th/full/HIDDENHEIR_S01E001_SUB_th_full_v01.srt").unlink()
    (folder / "th/full/extra.srt").write_text("x")
    report = Verifying().verify(package)
    named = {Flaw(code=item.code, path=Path(item.name).name) for item in report.failed}
    assert named == {
        Flaw(code="package.changed", path="HIDDENHEIR_S01E001_SUB_en_full_v01.srt"),
        Flaw(code="package.missing", path="HIDDENHEIR_S01E001_SUB_th_full_v01.srt"),
        Flaw(code="package.extra", path="extra.srt"),
        Flaw(code="package.bad_oxum", path="bag-info.txt"),
    }
    with pytest.raises(BadInput, match=r"package\.no_bag"):
        Verifying().verify(tmp_path)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Write down every SQL statement."""
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_plan_only_reads(shelf: Shelf) -> None:
    """It asks no QC, writes nothing, and says the same of the same catalog."""
    delivering = service(shelf, check=lambda *args, **fields: pytest.fail("checked"))
    before = shelf.database.path.read_bytes(), shelf.database.path.with_name("catalog.crossreel-wal").read_bytes()
    with statements() as said:
        plan = delivering.plan(shelf.title_id, "plain", LANGUAGES)
    assert plan == delivering.plan(shelf.title_id, "plain", LANGUAGES)
    assert {statement.split()[0] for statement in said} <= {"BEGIN", "SELECT"}
    assert len(said) > 5
    assert (shelf.database.path.read_bytes(), shelf.database.path.with_name("catalog.crossreel-wal").read_bytes()) == before


def test_a_delivery_asks_qc_and_each_packager_once(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(packager: Packager) -> Packager:
        def files(*facts: Any) -> list[PlannedFile]:
            asked.append(packager.id)
            return packager.files(*facts)

        return replace(packager, files=files)

    known = {name: counted(packager) for name, packager in packagers().items()}
    monkeypatch.setattr("crossreel.services.delivering.packages.packagers", lambda: known)
    delivering = service(shelf, check=lambda *args, **fields: asked.append("qc"))
    assert delivering.deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words).package
    assert sorted(asked) == ["cover", "metadata", "qc", "qc_report", "spec", "subtitles", "workbook"]


def test_statements_do_not_grow_with_the_title(shelf: Shelf, tmp_path: Path, movie: Path) -> None:
    counts: list[tuple[int, int]] = []
    for size in ("two episodes", "twelve episodes"):
        with statements() as planning:
            service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
        with statements() as delivering:
            delivered(shelf, tmp_path / size)
        counts.append((len(planning), len(delivering)))
        for number in range(3, 13):
            put_srt(shelf.folder / f"EP{number:02d}.en.srt", "en")
            put_srt(shelf.folder / f"EP{number:02d}.th.srt", "th")
            put_srt(shelf.folder / f"EP{number:02d}.zh-Hans.srt", "zh-Hans")
        importing = Importing(shelf.database)
        importing.apply(importing.scan([shelf.folder], title_id=shelf.title_id))
        shelf.approve()
    assert counts[0] == counts[1]
    assert counts[0][0] <= 32
    assert counts[0][1] <= 58


def test_a_delivery_that_cannot_be_recorded_leaves_no_package(shelf: Shelf, tmp_path: Path) -> None:
    with sqlite3.connect(shelf.database.path) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'full'); END")
    other.close()
    with pytest.raises(Exception, match="full"):
        delivered(shelf, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_second_delivery_of_the_same_package_is_refused_while_the_first_is_built(shelf: Shelf, tmp_path: Path) -> None:
    said: list[str] = []

    def meanwhile(done: int, total: int, what: str) -> None:
        if done == 3:
            with pytest.raises(Refused) as caught:
                delivered(shelf, tmp_path / "out")
            said.append(sentence(caught.value.code, caught.value.facts))

    package = delivered(shelf, tmp_path / "out", job=JobContext(on_progress=meanwhile))
    assert len(said) == 1
    assert str(package) in said[0]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [package.name]
    assert not Verifying().verify(package).failed
    assert len(service(shelf).history()) == 1


def test_a_profile_that_leads_out_delivers_nothing(shelf: Shelf, tmp_path: Path) -> None:
    for number, evil in enumerate(('folders = { subtitle = "/tmp/SUBS" }', 'language_aliases = { en = "../../../.." }')):
        (shelf.profiles / "plain.toml").write_text(PLAIN.replace("[[formats]]", f"{evil}\n[[formats]]"), encoding="utf-8")
        with pytest.raises(BadInput, match=r"profile\.leads_out"):
            delivered(shelf, tmp_path / f"out{number}")
        assert not (tmp_path / f"out{number}").exists()


def test_a_broken_profile_stands_in_the_way_of_itself_only(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.profiles / "torn.toml").write_text("id = ", "utf-8")
    assert [each.id for each in service(shelf).profiles().known] == ["plain"]
    assert delivered(shelf, tmp_path / "out").is_dir()
    with pytest.raises(BadInput, match=r"profile\.no_toml"):
        service(shelf).plan(shelf.title_id, "torn", LANGUAGES)


def test_a_subtitle_that_breaks_our_reader_is_named(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = delivered(shelf, tmp_path / "out")
    monkeypatch.setattr("crossreel.services.delivering.package_check.read", lambda data, name: 1 / 0)
    report = Verifying().verify(package)
    assert [item.code for item in report.failed] == ["item.unexpected"] * 4, "which is a fault of ours and none of the package"


def test_a_subtitle_that_is_none_is_named(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = delivered(shelf, tmp_path / "out")
    monkeypatch.setattr("crossreel.services.delivering.package_check.read", lambda data, name: read(b"", name))
    report = Verifying().verify(package)
    assert [item.code for item in report.failed] == ["package.subtitle_unreadable"] * 4


def test_a_plan_says_how_old_its_findings_are(shelf: Shelf) -> None:
    checking = Checking(shelf.database)
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    assert (plan.checked_ms, plan.unchecked) == (None, 4)
    before = time.time_ns() // 1_000_000
    checking.run(shelf.title_id, languages=("en",))
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    assert plan.checked_ms is not None
    assert before <= plan.checked_ms <= time.time_ns() // 1_000_000
    assert plan.unchecked == 2
    first = plan.checked_ms
    checking.run(shelf.title_id)
    plan = service(shelf).plan(shelf.title_id, "plain", LANGUAGES)
    assert (plan.unchecked, (plan.checked_ms or 0) >= first) == (0, True)
    with shelf.database.read() as uow:
        cue = uow.where(Cue, track_id=uow.where(Track, language="en")[0].id)[0]
    shelf.change(replace(cue, text="Changed"))
    assert service(shelf).plan(shelf.title_id, "plain", LANGUAGES).unchecked == 1
    assert service(shelf).plan(shelf.title_id, "plain", ("th",)).unchecked == 0
    shelf.change(cue)
    assert service(shelf).plan(shelf.title_id, "plain", LANGUAGES).unchecked == 0
    assert len(findings_age(plan)) == 1
    assert len(findings_age(replace(plan, unchecked=2))) == 2


def test_what_was_looked_at_is_what_was_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is typed while QC runs makes its cell one that QC has not looked at."""
    checking = Checking(shelf.database)
    with shelf.database.read() as uow:
        cue = uow.where(Cue, track_id=uow.where(Track, language="en")[0].id)[0]
    typed: list[int] = []

    def type_once(done: int, total: int, what: str) -> None:
        if not typed:
            typed.append(1)
            shelf.change(replace(cue, text="Typed meanwhile"))

    checking.run(shelf.title_id, job=JobContext(on_progress=type_once))
    assert typed
    assert service(shelf).plan(shelf.title_id, "plain", LANGUAGES).unchecked == 1


def test_a_track_that_went_is_forgotten(shelf: Shelf) -> None:
    checking = Checking(shelf.database)
    checking.run(shelf.title_id)
    with shelf.database.read() as uow:
        tracks = uow.where(Track, language="th")
    header = EditHeader(label="edit.test", title_id=shelf.title_id)
    with shelf.database.edit(header) as open_edit, open_edit.part() as uow:
        remove(uow, *tracks)
    checking.run(shelf.title_id, languages=("en",))
    with shelf.database.read() as uow:
        count = uow.connection.exec_driver_sql("SELECT count(*) FROM track_check").scalar()
    assert count == 6


def test_words_that_look_like_formulas_are_words_in_the_workbook(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        title, episode = uow.get(Title, shelf.title_id), uow.where(Episode)[0]
    formula = '=HYPERLINK("http://example.org/?"&A1,"The Hidden Heir")'
    shelf.change(replace(title, name=formula, rating="+1", country="@SUM(A1)"), replace(episode, name="-2+3"))
    package = delivered(shelf, tmp_path / "out") / "data" / "HIDDENHEIR_S01"
    book = openpyxl.load_workbook(package / "01_METADATA/HIDDENHEIR_S01_CATALOG_v01.xlsx")
    cells = {cell.value: cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {formula, "+1", "@SUM(A1)", "-2+3"} <= set(cells)
    assert {cell.data_type for cell in cells.values()} == {"s", "n"}
    assert all(cells[words].quotePrefix for words in (formula, "+1", "@SUM(A1)", "-2+3"))
    book.close()


def test_everything_people_wrote_is_escaped_in_the_report(shelf: Shelf, tmp_path: Path) -> None:
    """No text of a cue, a title, a name or a reason is markup in the report."""
    with shelf.database.read() as uow:
        title, cue = uow.get(Title, shelf.title_id), uow.where(Cue, track_id=uow.where(Track, language="en")[0].id)[0]
    shelf.change(replace(title, name="<b>Heir</b>"), replace(cue, text="&lt;img src=x&gt;"))
    finding = replace(put_finding(shelf, Severity.WARNING), text="&lt;script&gt;alert(1)")
    with shelf.database.derived() as uow:
        uow.put(finding)
    shelf.approve()
    package = delivered(shelf, tmp_path / "out")
    html = (package / "data/HIDDENHEIR_S01/00_DOCS/HIDDENHEIR_S01_QC_v01.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in html
    assert "&lt;b&gt;Heir&lt;/b&gt;" in html
    assert not [markup for markup in ("<script", "<img", "<b>Heir") if markup in html]


def test_sdh_subtitles_are_delivered_as_themselves(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        track = uow.where(Track, language="en")[0]
        cues = uow.where(Cue, track_id=track.id)
    beside = replace(track, id=shelf.database.new_id(), role=Role.SDH)
    own = [replace(cue, id=shelf.database.new_id(), track_id=beside.id, text=f"[door creaks] {cue.text}") for cue in cues]
    shelf.change(beside, *own)
    package = delivered(shelf, tmp_path / "out")
    folder = package / "data/HIDDENHEIR_S01/05_SUBTITLES/en"
    said = (folder / "sdh/HIDDENHEIR_S01E001_SUB_en_sdh_v01.srt").read_text("utf-8-sig")
    assert "[door creaks]" in said
    assert "[door creaks]" not in (folder / "full/HIDDENHEIR_S01E001_SUB_en_full_v01.srt").read_text("utf-8-sig")


def test_what_a_writer_refuses_stands_in_the_gates_list(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = get("srt")
    whole = chosen.write
    assert whole is not None

    def torn(document: Document, options: WriteOptions, notices: Notices) -> str:
        text = whole(document, options, notices)
        return text.replace("waiting", "wailing")

    monkeypatch.setattr("crossreel.services.delivering.proved.get", lambda format_id: replace(chosen, write=torn))
    outcome = service(shelf).deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words)
    assert outcome.package is None and not (tmp_path / "out").exists()
    assert [(each.code, each.episode, each.language) for each in outcome.plan.refusals] == [
        ("delivery.cannot_write", 1, "en"),
        ("delivery.cannot_write", 2, "en"),
    ]
    told = sentence(outcome.plan.refusals[0].code, outcome.plan.refusals[0].facts)
    assert told.startswith("The SubRip file of this episode cannot be written.") and "wailing" in told


def test_a_track_without_text_gives_no_empty_file(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        track = uow.where(Track, language="en")[0]
    shelf.change(replace(track, id=shelf.database.new_id(), role=Role.FORCED))
    package = delivered(shelf, tmp_path / "out")
    assert not list(package.rglob("*forced*"))
    assert len(list(package.rglob("*_en_full_*.srt"))) == 2
