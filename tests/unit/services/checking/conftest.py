"""A small drama on disk and a checker that measures fifty pixels a character."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.picture.caption import CaptionStyle, LineSize
from crossreel.domain.text.inline import split_lines
from crossreel.services.checking.runs import Checking
from crossreel.services.files.presets import shipped_zones
from crossreel.storage.database import Database
from tests.builders import Drama, make_drama


class FiftyPixels:
    """Measures fifty pixels a character and lacks a face for the unicorn."""

    def sizes(self, texts: Sequence[str], language: str, style: CaptionStyle) -> list[tuple[LineSize, ...]]:
        """Fifty pixels a character."""
        lines = [["".join(span.text for span in spans) for spans in split_lines(text)] for text in texts]
        return [tuple(LineSize(text=line, width_px=50.0 * len(line)) for line in each) for each in lines]

    def missing(self, text: str, language: str) -> str:
        """The unicorn, where there is one."""
        return "🦄" if "🦄" in text else ""


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Drama:
    """A drama written once, for every test to copy."""
    made = make_drama(tmp_path_factory.mktemp("drama") / "catalog.crossreel", episodes=2, cues=3, languages=("en", "ar"))
    made.database.close()
    return made


@pytest.fixture
def drama(finished: Drama, tmp_path: Path) -> Iterator[Drama]:
    path = Path(shutil.copy(finished.database.path, tmp_path))
    database = Database.open(path, author="Ana")
    yield replace(finished, database=database)
    database.close()


@pytest.fixture
def checking(drama: Drama) -> Checking:
    return Checking(drama.database, measure=FiftyPixels(), zones=shipped_zones())
