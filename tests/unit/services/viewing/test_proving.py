"""Versions and imports are proved by pictures: another edit, another content, one picture under two numbers."""

import shutil
from pathlib import Path

import pytest

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Look, VersionFacts
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.importing import correction
from crossreel.domain.importing.plan import ImportPlan
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.importing.plans import Importing
from crossreel.services.viewing.proving import Proving
from crossreel.storage.database import Database
from tests.unit.media.test_prints import make


@pytest.fixture(scope="module")
def movies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give an episode clean, with words burned in, and in another edit, and another episode."""
    folder, shots = tmp_path_factory.mktemp("movies"), list(range(9))
    return {
        "clean": make(folder / "clean.mp4", shots),
        "burned": make(folder / "burned.mp4", shots, words=True, width=90, height=160),
        "edit": make(folder / "edit.mp4", [*shots[:5], 70, 71, 72, 73]),
        "other": make(folder / "other.mp4", list(range(40, 49))),
    }


@pytest.fixture
def vendor(tmp_path: Path, movies: dict[str, Path]) -> Path:
    """Give a folder in which the burned-in second episode is another edit, and the fourth is the first again."""
    folder = tmp_path / "vendor"
    folder.mkdir()
    for name, movie in (
        ("EP01_clean", "clean"), ("EP01_burned_en", "burned"), ("EP02_clean", "clean"), ("EP02_burned_en", "edit"),
        ("EP03_clean", "other"), ("EP03_burned_en", "clean"),
    ):  # fmt: skip
        shutil.copy(movies[movie], folder / f"{name}.mp4")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "c.crossreel", author="Ana")


def doubts(plan: ImportPlan) -> dict[str, list[str]]:
    """Return the codes of the doubts of each file that has some."""
    return {item.name.removesuffix(".mp4"): [each.code for each in item.doubts] for item in plan.items if item.doubts}


def test_an_import_is_doubted_by_its_pictures(database: Database, vendor: Path, tmp_path: Path) -> None:
    proving = Proving(database, cache_folder=tmp_path / "cache")
    plan = Importing(database).scan([vendor])
    plan = correction.with_proofs(plan, proving.prove_plan(plan))
    assert doubts(plan) == {
        "EP01_clean": ["import.same_picture"], "EP02_clean": ["import.same_picture"],
        "EP02_burned_en": ["import.other_edit"], "EP03_burned_en": ["import.other_content"],
    }  # fmt: skip
    edit = next(item for item in plan.items if item.name == "EP02_burned_en.mp4")
    (told,) = edit.doubts
    assert told.facts["other"] == "EP02_clean.mp4"
    assert 9_000 <= int(str(told.facts["at_ms"])) <= 12_000
    again = correction.with_proofs(plan, proving.prove_plan(plan))
    assert doubts(again) == doubts(plan)
    moved = correction.set_episode(plan, edit.id, 5)
    assert "EP02_burned_en" not in doubts(moved), "another number makes the doubt void"
    (tmp_path / "vendor" / "EP01_clean.mp4").unlink()
    assert proving.prove_plan(plan), "what was kept is not read again"
    database.close()


def test_the_versions_of_a_title_are_compared(database: Database, movies: dict[str, Path], tmp_path: Path) -> None:
    title_id = database.new_id()
    with database.edit(EditHeader(label="edit.create_title", title_id=title_id)) as edit, edit.part() as uow:
        uow.put(Title(id=title_id, code="HEIR", name="Heir"))
    cataloging = Cataloging(database)
    episodes = [next(iter(cataloging.add_episode(title_id, number).ids("episode"))) for number in (1, 2)]
    cataloging.add_version(episodes[0], movies["clean"], VersionFacts(look=Look.CLEAN))
    cataloging.add_version(episodes[0], movies["burned"], VersionFacts(look=Look.BURNED, language="en"))
    cataloging.add_version(episodes[0], movies["edit"], VersionFacts(label="v2"))
    cataloging.add_version(episodes[1], movies["clean"], VersionFacts(cut=Cut(in_ms=6_000)))
    report = Proving(database, cache_folder=tmp_path / "cache").prove_title(title_id)
    assert [item.name for item in report.done] == ["1: clean.mp4", "1: burned.mp4", "2: clean.mp4"]
    assert [(item.name, item.code) for item in report.doubts] == [("1: edit.mp4", "import.other_edit")]
    database.close()
