"""Importing a title of 80 episodes in 8 languages, videos probed."""

from pathlib import Path
from typing import Any

from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from folders import CUES, EPISODES, WORDS, make_folder


def test_import(benchmark: Any, tmp_path: Path) -> None:
    """Scan and apply; everything is in the catalog at the end."""
    folder = make_folder(tmp_path / "The Hidden Heir")
    database = Database.open(tmp_path / "catalog.crossreel", author="bench")
    importing = Importing(database)
    benchmark.extra_info.update(
        what=f"import of {EPISODES} episodes x {len(WORDS)} languages, {CUES} cues each, with videos", target="< 15 s"
    )
    try:
        report = benchmark.pedantic(lambda: importing.apply(importing.scan([folder])), rounds=1, iterations=1)
    finally:
        database.close()
    assert len(report.done) == EPISODES * (1 + len(WORDS))
