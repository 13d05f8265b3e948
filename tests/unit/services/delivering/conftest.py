"""A catalog with a title that may be delivered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Image, Title, TitleText
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie, tone
from tests.unit.services.importing.folders import put_drama
from tests.unit.storage.drama import over

PLAIN = """
id = "plain"
name = "Plain"
version = "1"
buyer = "PLAIN"
include = ["subtitles", "workbook", "cover", "qc_report", "spec", "metadata"]
required_metadata = ["name"]
metadata = ["crossreel_json"]
[[formats]]
format_id = "srt"
options = { bom = true, newline = "\\r\\n" }
"""


@dataclass
class Shelf:
    """An opened catalog with one title of two episodes, all of it approved."""

    database: Database
    title_id: int
    folder: Path
    profiles: Path

    def change(self, *entities: object) -> None:
        """Put entities in one edit."""
        header = EditHeader(label="edit.test", title_id=self.title_id)
        with self.database.edit(header) as open_edit, open_edit.part() as uow:
            over(uow, *entities)

    def approve(self) -> None:
        """Approve every track."""
        from dataclasses import replace

        with self.database.read() as uow:
            tracks = uow.where(Track)
        self.change(*(replace(track, state=State.APPROVED) for track in tracks))

    def set_cover(self) -> None:
        """Give the title a cover."""
        from dataclasses import replace

        with self.database.read() as uow:
            title = uow.get(Title, self.title_id)
        image = Image(
            id=self.database.new_id(), title_id=title.id, media_type="image/jpeg", width=3, height=4, data=b"\xff\xd8cover"
        )
        self.change(image, replace(title, cover_id=image.id))


def put_names(database: Database, title_id: int, languages: Iterable[str]) -> None:
    """Give the title a name in some languages."""
    header = EditHeader(label="edit.test", title_id=title_id)
    with database.edit(header) as open_edit, open_edit.part() as uow:
        uow.put_all(
            TitleText(id=database.new_id(), title_id=title_id, language=tag, name=f"The Hidden Heir ({tag})") for tag in languages
        )


@pytest.fixture(scope="session")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Encode the small vertical movie that stands for every episode."""
    return make_movie(tmp_path_factory.mktemp("movies") / "movie.mp4", frames=30, samples=tone(1.0))


@pytest.fixture
def shelf(tmp_path: Path, movie: Path) -> Iterator[Shelf]:
    """Open a catalog with a title that may be delivered in every language."""
    folder = put_drama(tmp_path / "The Hidden Heir", movie, languages=("zh-Hans", "en", "th", "ar"))
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    (profiles / "plain.toml").write_text(PLAIN, encoding="utf-8")
    database = Database.open(tmp_path / "catalog.crossreel", author="Mei")
    importing = Importing(database)
    report = importing.apply(importing.scan([folder]))
    assert report.edit is not None
    assert report.edit.header.title_id is not None
    put_names(database, report.edit.header.title_id, ("zh-Hans", "en", "th", "ar"))
    made = Shelf(database=database, title_id=report.edit.header.title_id, folder=folder, profiles=profiles)
    made.approve()
    yield made
    database.close()
