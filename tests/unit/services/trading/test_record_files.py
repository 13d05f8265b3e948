"""Records go out as a workbook and come back by id, with columns moved, and nothing is dropped without a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtGui import QImage

from crossreel.domain.delivery import Delivery
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.records.registry import record_kind
from crossreel.domain.trade.receipt import Receipt, Verdict
from crossreel.i18n.messages import sentence
from crossreel.services.history.undoing import History
from crossreel.services.trading.record_files import RecordFiles
from crossreel.services.trading.records import Records
from crossreel.services.viewing.previewing import Previewing
from tests.builders import Drama, journaled_rows, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar, with a buyer, a person and a right."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def files(drama: Drama, tmp_path: Path) -> RecordFiles:
    """The files of its records."""
    reader = Previewing(drama.database, cache_folder=tmp_path / "cache").read_whole_picture
    return RecordFiles(drama.database, profiles=dict, read_picture=reader)


@pytest.fixture
def records(drama: Drama) -> Records:
    """The records of the drama, filled."""
    made = Records(drama.database, profiles=dict, read_picture=lambda path: pytest.fail("no picture here"))
    made.add("buyers", {"code": "REEL", "name": "=ReelShort", "remark": "one\ntwo"})
    made.add("people", {"name": "林晚", "names": "en=Lin Wan"})
    made.add("rights", {"buyer_id": "REEL", "territories": "US, CA", "licence": "coin", "start_day": "2026-01-01"}, drama.title_id)
    made.add("credits", {"person_id": "林晚", "job": "director"}, drama.title_id)
    return made


def test_what_goes_out_comes_back_as_it_was(drama: Drama, files: RecordFiles, records: Records, tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    report = files.export(path, drama.title_id)
    assert report.done[0].facts["count"] == 4
    before = journaled_rows(drama.database)
    plan = files.plan(path, drama.title_id)
    assert (plan.changes, plan.same, plan.failed, plan.notices) == ((), 4, (), ())
    report = files.take(path, drama.title_id)
    assert report.edit is None and journaled_rows(drama.database) == before


def test_a_word_kept_with_its_time_comes_back_with_it(drama: Drama, files: RecordFiles, records: Records, tmp_path: Path) -> None:
    """A file has the day alone; what it says of a row as it stands changes nothing."""
    path, noon = tmp_path / "records.xlsx", 1_764_244_800_123
    new_id, title_id = drama.database.new_id, drama.title_id
    sent = Delivery(
        id=new_id(), title_id=title_id, profile_id="app-standard", languages=("en",), author="Ana", created_ms=1,
        package_path="/out/DLV_HEIR_v01", buyer="REEL", cells={f"{drama.episode_ids[0]}:en": "x"},
    )  # fmt: skip
    said = Receipt(
        id=new_id(), title_id=title_id, delivery_id=sent.id, episode_id=drama.episode_ids[0], column="en",
        verdict=Verdict.ACCEPTED, reason="", day_ms=noon,
    )  # fmt: skip
    with drama.database.derived() as uow:
        uow.put(sent)
    with drama.database.edit(EditHeader(label="edit.test", title_id=title_id)) as edit, edit.part() as uow:
        uow.put(said)
    files.export(path, title_id)
    assert files.plan(path, title_id).changes == ()
    records.change("receipts", said.id, {"reason": "Fine.", "day_ms": "2025-11-27"}, title_id)
    (kept,) = records.book(title_id).of(record_kind("receipts"))
    assert (kept.reason, kept.day_ms) == ("Fine.", noon)


def test_an_id_that_is_none_is_named_as_it_stands(drama: Drama, files: RecordFiles, records: Records, tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    files.export(path, drama.title_id)
    book = load_workbook(path)
    book["rights"].cell(2, 1).value = "3.85E+17"
    book.save(path)
    ((failure,), changes) = files.plan(path, drama.title_id).failed, files.plan(path, drama.title_id).changes
    assert (failure.error.code, failure.error.facts["row"], changes) == ("records.gone", "3.85E+17", ())


def test_columns_may_move_and_an_id_is_enough(drama: Drama, files: RecordFiles, records: Records, tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    files.export(path, drama.title_id)
    sheet = load_workbook(path)["rights"]
    cells = {str(cell.value): str(sheet.cell(2, cell.column).value or "") for cell in sheet[1]}
    book = Workbook()
    moved = book.active
    moved.title = "rights"
    moved.append(["Territory", "anything", "End", "rights_id"])
    moved.append(["US, MX", "x", "2027-06-30", cells["rights_id"]])
    other = book.create_sheet("prices")
    other.append(["what", "how much"])
    book.save(path)
    before = journaled_rows(drama.database)
    plan = files.plan(path, drama.title_id)
    ((change,), told) = plan.changes, [(each.code, dict(each.facts)) for each in plan.notices]
    assert change.changes == (("territories", "US, CA", "US, MX"), ("end_day", "", "2027-06-30"))
    assert told == [
        ("records.unknown_columns", {"table": "rights", "columns": ["anything"]}), ("records.unknown_table", {"table": "prices"}),
    ]  # fmt: skip
    assert journaled_rows(drama.database) == before
    report = files.take(path, drama.title_id)
    assert [item.code for item in report.done] == ["records.changed"] and len(report.notices) == 2
    right = records.book(drama.title_id).of(record_kind("rights"))[0]
    assert (right.territories, right.start_day, right.end_day) == (("US", "MX"), "2026-01-01", "2027-06-30")
    assert History(drama.database).undo(drama.title_id) is not None
    assert journaled_rows(drama.database) == before


def test_one_workbook_brings_what_its_own_rows_name(drama: Drama, files: RecordFiles, tmp_path: Path) -> None:
    """A right of a buyer that the same file brings, whatever the order of the tabs; pictures from beside the file."""
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(tmp_path / "cover.png"))
    book = Workbook()
    rights = book.active
    rights.title = "Rights"
    rights.append(["Buyer", "Territories", "Licence", "From"])
    rights.append(["NEW1", "WW", "Subscription", "2026-02-01"])
    rights.append(["NOBODY", "WW", "svod", ""])
    artwork = book.create_sheet("artwork")
    artwork.append(["picture", "kind", "language"])
    artwork.append(["cover.png", "cover", ""])
    artwork.append(["missing.png", "cover", ""])
    buyers = book.create_sheet("buyers")
    buyers.append(["code", "name"])
    buyers.append(["NEW1", "New One"])
    path = tmp_path / "all.xlsx"
    book.save(path)
    before = journaled_rows(drama.database)
    plan = files.plan(path, drama.title_id)
    assert [change.name for change in plan.changes] == ["NEW1", "NEW1 · WW · svod", "cover · 30x40, 3:4"]
    assert journaled_rows(drama.database) == before
    report = files.take(path, drama.title_id)
    assert [(item.code, item.facts["count"]) for item in report.done] == [("records.added", 3)]
    assert [item.name for item in report.failed] == ["Rights!3", "artwork!3"]
    assert all(sentence(item.code, item.facts) for item in report.failed)
    again = files.take(path, drama.title_id)
    assert [(item.code, item.facts["count"]) for item in again.done] == [("records.added", 1), ("records.same", 2)]
    assert History(drama.database).undo(drama.title_id) and History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_an_empty_cell_changes_nothing_and_a_dash_empties(
    drama: Drama, files: RecordFiles, records: Records, tmp_path: Path
) -> None:
    path = tmp_path / "buyers.csv"
    path.write_text("code,name,remark,contact\nREEL,,-,a@b\n", "utf-8")
    files.take(path, only=("buyers",))
    (buyer,) = records.book().of(record_kind("buyers"))
    assert (buyer.name, buyer.remark, buyer.contact) == ("=ReelShort", "", "a@b")
    files.export(path, only=("buyers",))
    assert files.plan(path, only=("buyers",)).same == 1


def test_rows_that_cannot_be_taken_are_told_each_with_its_reason(
    drama: Drama, files: RecordFiles, records: Records, tmp_path: Path
) -> None:
    path = tmp_path / "rights.csv"
    path.write_text(
        "rights_id,buyer,territories,licence,start\n,REEL,XX,svod,\n,REEL,US,svod,soon\n12345,REEL,US,svod,\nabc,REEL,US,svod,\n"
        ",REEL,BR,svod,2026-01-01\n", "utf-8"
    )  # fmt: skip
    plan = files.plan(path, drama.title_id, only=("rights",))
    assert [each.error.code for each in plan.failed] == [
        "records.bad_territory", "records.bad_day", "records.gone", "records.gone",
    ]  # fmt: skip
    assert [change.name for change in plan.changes] == ["REEL · BR · svod"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("a.pdf", "x", "records.no_table"), ("a.csv", "one,two\n1,2\n", "records.no_table"), ("a.csv", "", "format.empty")],
)
def test_files_that_hold_no_records_are_refused(
    files: RecordFiles, drama: Drama, tmp_path: Path, name: str, text: str, code: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(BadInput) as caught:
        files.plan(tmp_path / name, drama.title_id)
    assert caught.value.code == code


def test_what_cannot_be_written_is_refused(files: RecordFiles, drama: Drama, tmp_path: Path) -> None:
    for name, only, code in (("a.pdf", (), "cannot_write"), ("a.csv", (), "one_table"), ("a.xlsx", ("wishes",), "no_such_kind")):
        with pytest.raises(BadInput) as caught:
            files.export(tmp_path / name, drama.title_id, only=only)
        assert caught.value.code == f"records.{code}" and sentence(caught.value.code, caught.value.facts)
    with pytest.raises(BadInput, match="no_title"):
        files.export(tmp_path / "a.xlsx", only=("rights",))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_sheet_with_words_of_its_own_is_read_where_somebody_says_what_they_mean(
    drama: Drama, files: RecordFiles, records: Records, tmp_path: Path, encoding: str, sign: str
) -> None:
    """As another program writes it: in UTF-16, with a column more than are known, and headings in its own language."""
    path = tmp_path / "rechte.csv"
    rows = [["Lizenz", "Gebiete", "Von", "Nr.", "地区备注"], ["svod", "TH VN", "2026-12-01", "7", "亚洲"]]
    path.write_bytes("".join(sign.join(row) + "\r\n" for row in rows).encode(encoding))
    with pytest.raises(BadInput, match=r"records\.no_table"):
        files.plan(path, drama.title_id, only=["rights"])
    meant = {"lizenz": "licence", "Gebiete": "territories", "Von": "start-day", "地区备注": "remark"}
    plan = files.plan(path, drama.title_id, only=["rights"], meant=meant)
    assert [(each.after.territories, each.after.start_day, each.after.remark) for each in plan.changes] == [
        (("TH", "VN"), "2026-12-01", "亚洲")
    ]  # fmt: skip
    told = [each for each in plan.notices if each.code == "records.unknown_columns"]
    assert [each.facts for each in told] == [{"table": "rechte.csv", "columns": ["Nr."]}]
    with pytest.raises(BadInput, match=r"records\.no_such_field"):
        files.plan(path, drama.title_id, only=["rights"], meant={"Lizenz": "license_kind"})


def test_ids_with_one_column_are_enough_and_tabs_of_other_kinds_are_left(
    drama: Drama, files: RecordFiles, records: Records, tmp_path: Path
) -> None:
    (right,) = records.book(drama.title_id).of(record_kind("rights"))
    path = tmp_path / "prices.csv"
    path.write_text(f"rights_id,what,who,where,contract\n{right.id},a,b,c,C-17\n", "utf-8")
    (change,) = files.plan(path, drama.title_id, only=["rights"]).changes
    assert change.changes == (("contract", "", "C-17"),)
    whole = tmp_path / "all.xlsx"
    files.export(whole, drama.title_id)
    plan = files.plan(whole, drama.title_id, only=["rights"])
    assert (plan.changes, plan.same, plan.failed) == ((), 1, ()), "the buyers have a code and a name, and are no rights"
