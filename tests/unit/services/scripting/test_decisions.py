"""Conflicts of a sheet that came back, decided one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.return_plan import ReturnKind, Side
from crossreel.services.scripting.returning import Scripting
from tests.builders import Drama, make_drama
from tests.unit.formats.tables.sheets import xlsx


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """One episode whose texts in English and Arabic people wrote."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=1)
    yield made
    made.database.close()


def sheet(drama: Drama, tmp_path: Path) -> Path:
    """Return a sheet that says other things than the title in every cell of the first episode."""
    rows = [("原文", "English", "Arabic"), *((cue.text, f"New {at}", f"جديد {at}") for at, cue in enumerate(drama.cues(1)))]
    path = tmp_path / "EP01.xlsx"
    path.write_bytes(xlsx(*rows))
    return path


def texts(drama: Drama, language: str) -> list[str]:
    return [cue.text for cue in drama.cues(1, language)]


def test_each_conflict_is_decided_by_its_cue_and_column(drama: Drama, tmp_path: Path) -> None:
    path, (first, second, *_) = sheet(drama, tmp_path), drama.cues(1)
    scripting = Scripting(drama.database)
    conflicts = scripting.plan(path, drama.title_id).where(ReturnKind.CONFLICT)
    assert [line.key for line in conflicts if line.line_id == first.id] == [f"{first.id}:en", f"{first.id}:ar"]
    decisions = {str(first.id): Side.THEIRS, f"{second.id}:ar": Side.THEIRS, f"{second.id}:en": Side.MINE}
    report = scripting.import_script(path, drama.title_id, decisions=decisions)
    assert texts(drama, "en") == ["New 0", "en 1.1", "en 1.2", "en 1.3"]
    assert texts(drama, "ar") == ["جديد 0", "جديد 1", "ar 1.2", "ar 1.3"]
    assert len(report.failed) == 4, "nothing was decided of the last two rows"
    assert [item.code for item in report.notices if item.code == "script.conflict"] == ["script.conflict"]
    assert [item.facts["count"] for item in report.notices if item.code == "script.replaced"] == [3]


def test_a_decision_goes_before_what_holds_for_all(drama: Drama, tmp_path: Path) -> None:
    path, (first, *_) = sheet(drama, tmp_path), drama.cues(1)
    decisions = {str(first.id): Side.MINE}
    report = Scripting(drama.database).import_script(path, drama.title_id, on_existing=OnExisting.REPLACE, decisions=decisions)
    assert texts(drama, "en") == ["en 1.0", "New 1", "New 2", "New 3"]
    assert not report.failed
