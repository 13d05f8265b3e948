"""Terms and characters as files, out and in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from crossreel.domain.catalog.bible_sheet import EntryKind
from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.errors import BadInput
from crossreel.services.cataloging.bible_files import BibleFiles
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from tests.builders import Drama, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """A title with a term and two characters."""
    made = make_drama(tmp_path / "catalog.crossreel")
    catalog, title_id = Cataloging(made.database), made.title_id
    catalog.put_term(Term(id=0, title_id=title_id, source="戒指", renderings={"en": "=ring", "fr": "bague"}, note="of the family"))
    catalog.put_character(Character(id=0, title_id=title_id, name="林晚", gender="f", age="24", names={"en": "Lin"}))
    catalog.put_character(Character(id=0, title_id=title_id, name="顾"))
    yield made
    made.database.close()


@pytest.fixture
def files(drama: Drama) -> BibleFiles:
    """Its terms and characters as files."""
    return BibleFiles(drama.database)


def told(drama: Drama) -> tuple[list[tuple[str, dict[str, str], str]], list[tuple[str, str, str, dict[str, str]]]]:
    catalog = Cataloging(drama.database)
    terms = [(each.source, dict(each.renderings), each.note) for each in catalog.terms(drama.title_id)]
    people = [(each.name, each.gender, each.age, dict(each.names)) for each in catalog.characters(drama.title_id)]
    return terms, people


@pytest.mark.parametrize("name", ["bible.xlsx", "terms.csv", "terms.tsv", "terms.tbx"])
def test_what_goes_out_comes_back_as_it_was(drama: Drama, files: BibleFiles, tmp_path: Path, name: str) -> None:
    before = told(drama)
    files.export(tmp_path / name, drama.title_id)
    plan = files.plan(tmp_path / name, drama.title_id)
    assert (plan.changes, plan.failed, plan.notices) == ((), (), ())
    assert plan.same == (3 if name.endswith("xlsx") else 1)
    assert files.take(tmp_path / name, drama.title_id).edit is None
    assert told(drama) == before


def test_a_workbook_that_was_worked_on_changes_what_it_says(drama: Drama, files: BibleFiles, tmp_path: Path) -> None:
    path = tmp_path / "bible.xlsx"
    files.export(path, drama.title_id)
    book = load_workbook(path)
    terms, people = book["terms"], book["characters"]
    assert [cell.value for cell in terms[1]] == ["term_id", "zh-Hans (source)", "note", "en", "ar", "fr"]
    assert terms["D2"].data_type == "s", "a formula that is none"
    terms["B2"], terms["D2"], terms["F2"] = "玉戒指", "jade ring", None
    terms.append([None, "总裁", "", "CEO", "المدير"])
    terms.append([None, "总裁", "", "Boss"])
    terms.append([None, None, "a note alone"])
    people["C3"], people["G3"] = "男", "Gu"
    book.save(path)

    plan = files.plan(path, drama.title_id)
    assert [change.changes for change in plan.changes] == [
        (("name", "戒指", "玉戒指"), ("en", "=ring", "jade ring")),
        (("name", "", "总裁"), ("en", "", "CEO"), ("ar", "", "المدير")),
        (("gender", "", "m"), ("en", "", "Gu")),
    ]  # fmt: skip
    assert [(row.where, code) for row, code in plan.failed] == [("terms!4", "bible.twice")]
    report = files.take(path, drama.title_id)
    assert [item.code for item in report.failed] == ["bible.twice"]
    assert {item.code: item.facts["count"] for item in report.done} == {"bible.added": 1, "bible.changed": 2, "bible.same": 1}
    terms_now, people_now = told(drama)
    assert terms_now == [
        ("玉戒指", {"en": "jade ring", "fr": "bague"}, "of the family"), ("总裁", {"en": "CEO", "ar": "المدير"}, ""),
    ]  # fmt: skip
    assert people_now == [("林晚", "f", "24", {"en": "Lin"}), ("顾", "m", "", {"en": "Gu"})]
    History(drama.database).undo(drama.title_id)
    assert told(drama)[0] == [("戒指", {"en": "=ring", "fr": "bague"}, "of the family")]


def test_a_list_of_somebody_else_is_understood(drama: Drama, files: BibleFiles, tmp_path: Path) -> None:
    (tmp_path / "术语.csv").write_text("术语,英语,西班牙语(拉美),备注,客户\n戒指,signet,anillo,新,A\n玉佩,pendant,,,\n", "utf-8")
    plan = files.plan(tmp_path / "术语.csv", drama.title_id)
    assert [change.changes for change in plan.changes] == [
        (("note", "of the family", "新"), ("en", "=ring", "signet"), ("es-419", "", "anillo")),
        (("name", "", "玉佩"), ("en", "", "pendant")),
    ]  # fmt: skip
    assert [notice.code for notice in plan.notices] == ["bible.unknown_columns"]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["The Hidden Heir"], ["姓名", "性别", "English", "人物介绍"], ["林晚", "女", "Lin Wan", "继承人"]):
        sheet.append(row)
    book.save(tmp_path / "cast.xlsx")
    (change,) = files.plan(tmp_path / "cast.xlsx", drama.title_id).changes
    assert change.row.kind is EntryKind.CHARACTER
    assert change.changes == (("description", "", "继承人"), ("en", "Lin", "Lin Wan"))


def test_what_is_no_list_gets_a_sentence(drama: Drama, files: BibleFiles, tmp_path: Path) -> None:
    for name, data in (("a.csv", "1,2\n3,4\n"), ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nx\n"), ("a.tbx", "x")):
        (tmp_path / name).write_text(data, "utf-8")
        with pytest.raises(BadInput) as raised:
            files.plan(tmp_path / name, drama.title_id)
        assert raised.value.code in ("bible.no_header", "bible.no_tbx")
    for name, kinds, code in (
        ("a.doc", (), "bible.cannot_write"), ("a.csv", tuple(EntryKind), "bible.one_table"),
        ("a.tbx", (EntryKind.CHARACTER,), "bible.one_table"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as raised:
            files.export(tmp_path / name, drama.title_id, kinds=kinds)
        assert raised.value.code == code
