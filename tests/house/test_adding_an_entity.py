"""Two entities are added with the files that docs/adding-an-entity.md names: a festival of the catalog, and what it shows."""

import shutil
from pathlib import Path

import pytest

from tests.house.copies import ROOT, Copy

NEWEST = max(path.stem[:4] for path in (ROOT / "src/crossreel/storage/migrations/versions").glob("[0-9]*.py"))
TESTS = ("tests/unit/storage/kinds", "tests/unit/storage/test_mapping.py", "tests/migrations", "tests/house/test_papers.py")
NAMES = ("festival", "showing", "Festival", "Showing", "deleting", "papers", "program_knows", "frozen")
NEXT = f"{int(NEWEST) + 1:04}"
FESTIVAL = '''"""Who shows titles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Festival:
    """An event that shows titles."""

    id: int
    code: str
    name: str
    country: str | None = None
'''
SHOWING = '''"""What is shown where."""

from dataclasses import dataclass
from enum import StrEnum


class Window(StrEnum):
    """How a title may be shown."""

    PAID = "paid"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """An episode that a festival shows."""

    id: int
    episode_id: int
    festival_id: int
    territory: str
    window: Window | None = None
    languages: tuple[str, ...] = ()
'''
FESTIVAL_KIND = '''"""Festivals: they belong to the catalog."""

from sqlalchemy import Table

from crossreel.domain.catalog.festival import Festival
from crossreel.storage.columns import metadata, row_id, text
from crossreel.storage.kind import Kind

table = Table("festival", metadata, row_id(), text("code", index=True), text("name"), text("country", nullable=True))
KIND = Kind(entity=Festival, table=table, owner=None, unique=("code",), order=("name", "id"), search=("name", "code"))
'''
SHOWING_KIND = '''"""Showings: they go with their episode."""

from sqlalchemy import Table

from crossreel.domain.catalog.showing import Showing
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "showing", metadata,
    row_id(), row("episode_id", "episode"), row("festival_id", "festival"), text("territory"), text("window", nullable=True),
    text("languages"),
)  # fmt: skip
KIND = Kind(entity=Showing, table=table, owner="episode_id", search=("territory",))
'''
MIGRATION = f'''"""Festivals and showings."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text

revision = "{NEXT}"
down_revision = "{NEWEST}"
keeps_images = True

known = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _row(name: str, target: str) -> Column[int]:
    link = ForeignKey(f"{{target}}.id", deferrable=True, initially="DEFERRED")
    return Column(name, WideInteger, link, nullable=False, index=True)


Table("episode", known, Column("id", WideInteger, primary_key=True))
festival = Table(
    "festival", known,
    Column("id", WideInteger, primary_key=True, autoincrement=False), Column("code", Text, nullable=False, index=True),
    Column("name", Text, nullable=False), Column("country", Text),
)  # fmt: skip
showing = Table(
    "showing", known,
    Column("id", WideInteger, primary_key=True, autoincrement=False),
    _row("episode_id", "episode"), _row("festival_id", "festival"),
    Column("territory", Text, nullable=False), Column("window", Text), Column("languages", Text, nullable=False),
)  # fmt: skip


def upgrade() -> None:
    """Make their tables."""
    festival.create(op.get_bind())
    showing.create(op.get_bind())
'''
WALK = """
import sys
from pathlib import Path

from crossreel.domain.catalog.festival import Festival
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.showing import Showing, Window
from crossreel.domain.catalog.title import Title
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Refused, StaleEdit
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database

catalog = Path(sys.argv[1])


def write(title_id, *entities):
    with database.edit(EditHeader(label="edit.test", title_id=title_id)) as edit, edit.part() as uow:
        uow.put_all(entities)
    return edit.edit


def refused(act):
    try:
        act()
    except (Refused, StaleEdit) as error:
        return error.code
    raise AssertionError("nothing was refused")


def stored(of=None):
    with (of or database).read() as uow:
        return uow.where(Festival), uow.where(Showing)


def done(stack):
    return sum(line.done for line in history.lines(stack))


def hits(asked, of=None):
    return [(hit.kind, hit.title_id) for hit in (of or database).search(asked)]


database = Database.open(catalog, author="Ana")
database.maintain(lambda done, total: None)
history = History(database)
with database.read() as uow:
    title = (uow.where(Title) or [None])[0]
if title is None:
    title = Title(id=database.new_id(), code="NEW", name="New")
    write(None, title)
    write(title.id, Episode(id=database.new_id(), title_id=title.id, number=1))
with database.read() as uow:
    episode = uow.where(Episode)[0]
lines = done(title.id), done(None)

festival = Festival(id=database.new_id(), code="NTFX", name="云鼎视频")
edit = write(title.id, festival)  # whatever the header says, a festival is the catalog's
assert edit.header.title_id is None and done(None) == lines[1] + 1
sold = {"territory": "Brasil", "window": Window.PAID, "languages": ("pt",)}
showing = Showing(id=database.new_id(), episode_id=episode.id, festival_id=festival.id, **sold)
write(title.id, showing)
assert done(title.id) == lines[0] + 1
assert stored() == ([festival], [showing])
assert hits("云鼎") == [("festival", None)] and hits("brasil") == [("showing", title.id)]
assert refused(lambda: write(None, Festival(id=database.new_id(), code="NTFX", name="Other"))) == "storage.taken"
assert refused(lambda: history.undo(None)) == "history.refused"  # a showing still refers to the festival

assert history.undo(title.id) and stored() == ([festival], []) and hits("brasil") == []
assert history.redo(title.id) and stored() == ([festival], [showing])

Cataloging(database, check=None).delete_title(title.id)
assert stored() == ([festival], []) and hits("brasil") == [] and hits("云鼎") == [("festival", None)]
assert history.undo(None) and stored() == ([festival], [showing]) and hits("brasil") == [("showing", title.id)]

backup = catalog.with_name("backup.crossreel")
assert database.backup(backup) == ()
database.close()
copied = Database.open(backup)
assert stored(copied) == ([festival], [showing])
copied.close()

from crossreel.storage.sqlite.restore import restore
from crossreel.storage.sqlite.salvage import salvage

saved = salvage(catalog, catalog.with_name("saved.crossreel"))
assert (saved.kept["festival"], saved.kept["showing"], saved.lost) == (1, 1, ()), saved
restore(catalog, catalog.with_name("saved.crossreel"))
database = Database.open(catalog, author="Ana")
assert stored() == ([festival], [showing]) and hits("云鼎") == [("festival", None)]
database.close()
print("walked")
"""


def add(project: Copy) -> None:
    """Add a festival and a showing, their kinds and their migration, on top of a version that is frozen."""
    if not (project.folder / f"tests/migrations/v{NEWEST}.crossreel").exists():
        frozen = project.run("-m", "tests.migrations.freeze")
        assert frozen.returncode == 0, frozen.stderr
    project.add("src/crossreel/domain/catalog/festival.py", FESTIVAL)
    project.add("src/crossreel/domain/catalog/showing.py", SHOWING)
    project.add("src/crossreel/storage/kinds/festival.py", FESTIVAL_KIND)
    project.add("src/crossreel/storage/kinds/showing.py", SHOWING_KIND)
    project.add(f"src/crossreel/storage/migrations/versions/{NEXT}_festivals_and_showings.py", MIGRATION)


@pytest.fixture
def grown(project: Copy) -> Copy:
    """A copy in which somebody added both."""
    add(project)
    return project


@pytest.mark.parametrize("version", ["new", "v0001", f"v{NEWEST}"])
def test_a_festival_and_a_showing(grown: Copy, tmp_path: Path, version: str) -> None:
    """They are kept in a new catalog, and in the ones of earlier versions."""
    catalog = tmp_path / "catalog.crossreel"
    frozen = ROOT / "tests/migrations" / f"{version}.crossreel"
    if frozen.exists():
        shutil.copy(frozen, catalog)
    walked = grown.run("-c", WALK, str(catalog))
    assert walked.stdout.strip() == "walked", walked.stderr
