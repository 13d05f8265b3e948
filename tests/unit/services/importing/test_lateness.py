"""Late, drifting and foreign files, through real files into a real catalog: nothing hangs on the wrong line in silence."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnLate, PlanItem
from crossreel.domain.importing.timing import Timing
from crossreel.domain.report import Report
from crossreel.i18n.messages import sentence
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import held, srt

Times = Sequence[tuple[int, int]]


def times_of(episode: int, count: int = 40) -> list[tuple[int, int]]:
    random, at, times = Random(episode), 3000, []
    for _ in range(count):
        at += 1100 + int(random.expovariate(1 / 1500))
        times.append((at, at + 900))
    return times


def put(folder: Path, name: str, language: str, episode: int, times: Times) -> Path:
    word = {"zh-Hans": "你到底在哪里", "en": "Where have you been all night"}[language]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(srt([f"{word} {episode} {number}" for number in range(1, len(times) + 1)], times), encoding="utf-8")
    return path


def late(times: Times, by_ms: int) -> Times:
    return [(start + by_ms, end + by_ms) for start, end in times]


def slow(times: Times, ratio: Fraction) -> Times:
    return [(round(start * ratio), round(end * ratio)) for start, end in times]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three episodes in Chinese and English; the English of the second is 1.98 s late."""
    path = tmp_path / "Heir"
    for number in (1, 2, 3):
        put(path, f"EP{number:02}_zh.srt", "zh-Hans", number, times_of(number))
        put(path, f"EP{number:02}_en.srt", "en", number, late(times_of(number), 1980 if number == 2 else 0))
    return path


def item(plan: ImportPlan, name: str) -> PlanItem:
    return next(each for each in plan.items if each.name == name)


def told(report: Report) -> dict[str, tuple[str, str]]:
    return {each.name: (each.code, sentence(each.code, each.facts)) for each in (*report.failed, *report.notices)}


def english(database: Database, episode: int) -> list[tuple[str, str, bool]]:
    """Return source and English words of each English cue, and whether it is pinned."""
    cues = held(database).cues
    source = {cue.id: cue.text for cue in cues[episode, "zh-Hans", "source"]}
    return [(source.get(cue.anchor_id or 0, ""), cue.text, cue.pinned) for cue in cues[episode, "en", "translation"]]


def hangs_right(rows: list[tuple[str, str, bool]]) -> bool:
    return all(source.split()[1:] == text.split()[-2:] for source, text, _ in rows) and not any(pinned for *_, pinned in rows)


def test_a_late_file_waits_for_a_decision_and_takes_no_other_along(importing: Importing, database: Database, folder: Path) -> None:
    plan = importing.scan([folder])
    found = item(plan, "EP02_en.srt")
    assert found.status is ItemStatus.UNDECIDED and found.reason is not None
    assert sentence(found.reason.code, found.reason.facts).startswith("00:01.980 later than the source: 40 of 40 cues agree")
    report = importing.apply(plan)
    assert len(report.done) == 5 and told(report)["EP02_en.srt"][0] == "import.late"
    assert hangs_right(english(database, 1)) and hangs_right(english(database, 3))
    assert (2, "en", "translation") not in held(database).cues


def test_shifted_it_hangs_on_the_right_lines(importing: Importing, database: Database, folder: Path) -> None:
    report = importing.apply(correct.set_on_late(importing.scan([folder]), OnLate.SHIFT))
    assert hangs_right(english(database, 2)) and len(english(database, 2)) == 40
    assert told(report)["EP02_en.srt"] == (
        "import.shifted",
        "Shifted by -00:01.980, so that 40 of 40 cues agree with the source.",
    )


def test_as_it_is_it_keeps_its_times(importing: Importing, database: Database, folder: Path) -> None:
    plan = importing.scan([folder])
    plan = correct.set_on_late(plan, OnLate.KEEP, item(plan, "EP02_en.srt").id)
    importing.apply(plan)
    starts = [cue.start_ms for cue in held(database).cues[2, "en", "translation"]]
    asked = [start for start, _ in late(times_of(2), 1980)]
    assert all(abs(one - other) <= 50 for one, other in zip(starts, asked, strict=True))  # what is in time with a line is its time


def test_a_file_at_another_speed_is_stretched(importing: Importing, database: Database, folder: Path) -> None:
    put(folder, "EP02_en.srt", "en", 2, slow(times_of(2), Fraction(25025, 24000)))
    plan = importing.scan([folder])
    found = item(plan, "EP02_en.srt")
    assert found.status is ItemStatus.UNDECIDED and found.reason is not None and found.reason.code == "import.drifts"
    importing.apply(correct.set_on_late(plan, OnLate.SHIFT))
    assert hangs_right(english(database, 2))


def test_a_file_of_another_episode_says_which(importing: Importing, folder: Path) -> None:
    put(folder, "EP02_en.srt", "en", 3, times_of(3))
    (folder / "EP03_en.srt").unlink()
    plan = importing.scan([folder])
    found = item(plan, "EP02_en.srt")
    assert found.reason is not None and found.reason.code == "import.other_episode"
    assert found.reason.facts["other_episode"] == 3
    plan = correct.set_episode(plan, found.id, 3)
    assert item(plan, "EP02_en.srt").status is ItemStatus.NEW


def test_what_the_title_has_is_looked_at_too(importing: Importing, database: Database, folder: Path, tmp_path: Path) -> None:
    for name in ("EP01_en.srt", "EP02_en.srt", "EP03_en.srt"):
        (folder / name).unlink()
    importing.apply(importing.scan([folder]))
    later = put(tmp_path / "later", "EP03_en.srt", "en", 3, late(times_of(3), -640))
    catalog = held(database)
    plan = importing.scan([later], title_id=catalog.title.id)
    assert plan.items[0].reason is not None and plan.items[0].reason.code == "import.early"
    row = next(row for row in catalog.matrix.rows if row.episode.number == 3)
    refused = importing.import_file(later, row.episode.id, "en")
    assert told(refused)["EP03_en.srt"][0] == "import.early" and not refused.done
    assert importing.import_file(later, row.episode.id, "en", timing=Timing(on_late=OnLate.SHIFT)).done
    assert hangs_right(english(database, 3))


def test_a_file_that_fits_nothing_is_doubted_and_comes_in(importing: Importing, folder: Path) -> None:
    put(folder, "EP02_en.srt", "en", 2, times_of(99))
    found = item(importing.scan([folder]), "EP02_en.srt")
    assert found.status is ItemStatus.NEW and [doubt.code for doubt in found.doubts] == ["import.fits_poorly"]
