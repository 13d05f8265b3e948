"""Memories as files."""

from io import BytesIO
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.remembering.unit import MemoryUnit
from crossreel.formats.exchange.tmx_reading import read_units
from crossreel.formats.exchange.tmx_writing import write_units
from crossreel.formats.notices import Notices
from crossreel.services.history.undoing import History
from crossreel.services.remembering.remembering import Remembering
from tests.builders import SOURCE, Drama, approve
from tests.unit.services.remembering.conftest import Say


def memory_file(path: Path, *units: MemoryUnit) -> Path:
    target = BytesIO()
    write_units(target, units, source_language="en", version="1")
    path.write_bytes(target.getvalue())
    return path


def units_of(path: Path) -> list[MemoryUnit]:
    with path.open("rb") as stream:
        return list(read_units(stream, path.name, Notices()))


def test_pairs_come_in_once_and_go_again(drama: Drama, memory: Remembering, tmp_path: Path, history: History) -> None:
    go = MemoryUnit(
        source_language=SOURCE, author="Li", made_ms=5_000, texts={SOURCE: "走吧", "en": "Let's go.", "fr": "Allons-y."}
    )
    path = memory_file(tmp_path / "old.tmx", go, MemoryUnit(source_language="en", texts={"en": "No", SOURCE: "不"}))
    plan = memory.plan_import(path)
    assert (dict(plan.new), plan.known) == ({(SOURCE, "en"): 1, (SOURCE, "fr"): 1, ("en", SOURCE): 1}, 0)
    assert memory.search("走吧", SOURCE, "en") == (), "a plan writes nothing"
    report = memory.import_memory(path)
    assert report.edit is not None and report.done[0].facts["count"] == 3
    (match,) = memory.search("走吧", SOURCE, "en")
    assert (match.text, match.origin, match.author, match.made_ms, match.cue_id) == ("Let's go.", "old.tmx", "Li", 5_000, None)
    again = memory.import_memory(path)
    assert again.edit is None and again.done[0].facts["known"] == 3
    assert memory.origins() == (("old.tmx", 3),)
    history.undo(None)
    assert memory.search("走吧", SOURCE, "en") == ()
    history.redo(None)
    memory.forget("old.tmx")
    assert memory.search("走吧", SOURCE, "en") == () == memory.origins()
    with pytest.raises(BadInput):
        memory.forget("old.tmx")


def test_the_source_and_the_languages_may_be_chosen(memory: Remembering, tmp_path: Path) -> None:
    path = memory_file(tmp_path / "a.tmx", MemoryUnit(source_language="en", texts={"en": "No", SOURCE: "不", "fr": "Non"}))
    assert dict(memory.plan_import(path, source_language=SOURCE, languages=["en"]).new) == {(SOURCE, "en"): 1}
    assert memory.plan_import(path, source_language="th").count == 0


def test_approved_lines_and_pairs_go_out(drama: Drama, memory: Remembering, say: Say, tmp_path: Path) -> None:
    say(1, 0, "<i>走吧</i>", "Let's\n<b>go</b>.")
    approve(drama.database, drama.track_ids[1, "en"])
    memory.import_memory(memory_file(tmp_path / "old.tmx", MemoryUnit(source_language=SOURCE, texts={SOURCE: "不", "en": "No"})))
    report = memory.export_memory(tmp_path / "out.tmx", SOURCE, ["en", "ar"])
    units = units_of(tmp_path / "out.tmx")
    assert report.done[0].facts["count"] == len(units) == 5
    assert units[0].texts == {SOURCE: "<i>走吧</i>", "en": "Let's\n<b>go</b>."}
    assert (units[0].author, units[0].facts, units[0].unit_id) == (
        "Ana",
        {"title": "HEIR", "episode": "1"},
        str(drama.cues(1, "en")[0].id),
    )
    assert units[0].made_ms > 0
    assert (units[-1].texts, units[-1].facts) == ({SOURCE: "不", "en": "No"}, {"origin": "old.tmx"})
    memory.export_memory(tmp_path / "title.tmx", SOURCE, ["en"], title_id=drama.title_id)
    assert len(units_of(tmp_path / "title.tmx")) == 4
    assert sorted(each.name for each in tmp_path.iterdir() if "tmx" in each.name) == ["old.tmx", "out.tmx", "title.tmx"]


def test_a_broken_file_changes_nothing(memory: Remembering, tmp_path: Path) -> None:
    path = memory_file(
        tmp_path / "a.tmx", *(MemoryUnit(source_language="en", texts={"en": f"No {at}", "fr": "Non"}) for at in range(9))
    )
    path.write_bytes(path.read_bytes()[:-60])
    for name in (path, tmp_path / "missing.tmx"):
        with pytest.raises(BadInput):
            memory.import_memory(name)
    assert memory.origins() == ()
    with pytest.raises(BadInput):
        memory.export_memory(tmp_path / "no" / "out.tmx", SOURCE, ["en"])
