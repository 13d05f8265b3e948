"""Every profile that ships plans and builds a title. `<profile>/package.txt` lists what is in the package, in order."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image as Picture

from crossreel.domain.catalog.artwork import Artwork, ArtworkKind
from crossreel.domain.catalog.compliance import AiLabel, Compliance
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Image, Title, TitleText
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Profile
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.trade.profile_parts import Packaging
from crossreel.i18n.words import Words
from crossreel.kernel.paths import resource
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.verifying import Verifying
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.delivery.metadata.listed import SCHEMAS, must_be_valid
from tests.unit.media.movies import make_movie, tone
from tests.unit.services.importing.folders import put_drama
from tests.unit.storage.drama import over

HERE = Path(__file__).parent
LANGUAGES = ("en", "th")
PROFILES = {profile.id: profile for profile in read_profiles().known}
NAMES = list(PROFILES)
ART = {ArtworkKind.COVER: (1920, 1920), ArtworkKind.POSTER: (2000, 3000), ArtworkKind.TILE: (600, 600)}


@pytest.fixture(scope="module")
def title(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, int]]:
    """Put an approved title of two episodes with all that buyers ask for into a catalog."""
    folder = tmp_path_factory.mktemp("delivered")
    movie = make_movie(folder / "movie.mp4", frames=30, samples=tone(1.0))
    drama = put_drama(folder / "The Hidden Heir", movie, languages=("zh-Hans", *LANGUAGES))
    database = Database.open(folder / "catalog.crossreel", author="Mei")
    importing = Importing(database)
    report = importing.apply(importing.scan([drama]))
    assert report.edit is not None and report.edit.header.title_id is not None
    title_id = report.edit.header.title_id
    with database.edit(EditHeader(label="edit.import", title_id=title_id)) as open_edit, open_edit.part() as uow:
        over(uow, *promised(uow.get(Title, title_id), database))
        over(uow, *(replace(track, state=State.APPROVED) for track in uow.where(Track)))
        over(uow, *(replace(version, look=Look.CLEAN) for version in uow.where(Version)))
    yield database, title_id
    database.close()


def promised(title: Title, database: Database) -> Iterator[object]:
    """Yield what a title has beside subtitles and videos."""
    for kind, (width, height) in ART.items():
        data = io.BytesIO()
        Picture.new("RGB", (width, height), "#204060").save(data, "PNG")
        image = Image(
            id=database.new_id(), title_id=title.id, media_type="image/png", width=width, height=height, data=data.getvalue()
        )
        yield image
        yield Artwork(id=database.new_id(), title_id=title.id, image_id=image.id, kind=kind)
        if kind is ArtworkKind.COVER:
            yield replace(title, cover_id=image.id, year=2024, country="CN", copyright_line="© 2026 Nobody")
    for tag in ("zh-Hans", *LANGUAGES):
        name = TitleText(id=database.new_id(), title_id=title.id, language=tag, name=f"Heir {tag}", logline="L", synopsis="S")
        yield name
    yield Compliance(id=database.new_id(), title_id=title.id, ai_label=AiLabel.NONE, chain_of_title="Contract 7, 2026")


def held(profile: Profile) -> tuple[str, ...]:
    """Return the languages that the formats of a profile can hold; all where it has none."""
    return tuple(tag for tag in LANGUAGES if profile.formats_for(tag) or not profile.formats)


def listed(package: Path) -> list[str]:
    """Return the files of a package, the days and times in their names as DAY and TIME."""
    found = (path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file())
    return sorted(re.sub(r"\d{4}-\d\d-\d\d_\d{6}Z", "TIME", re.sub(r"DLV_\d{8}", "DLV_DAY", path)) for path in found)


def must_hold_to_schemas(package: Path) -> None:
    """Hold every document of MovieLabs to the schema of its publisher, where the schemas are."""
    movielabs = "http://www.movielabs.com/schema/"
    for path in sorted(package.rglob("*.xml")) if SCHEMAS.exists() else ():
        namespace = str(etree.parse(path).getroot().tag).partition("}")[0].removeprefix("{")
        if namespace.startswith(movielabs):
            name, version = namespace.removeprefix(movielabs).split("/")[:2]
            must_be_valid(path.read_bytes(), "mddf", f"{name}-{version}.xsd")


def test_each_profile_has_its_folder() -> None:
    assert sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__") == NAMES


def test_each_says_where_its_numbers_come_from() -> None:
    """How sure that is stands behind each: read at the publisher, second hand, general knowledge, our own proposal."""
    for profile in PROFILES.values():
        assert profile.sources, profile.id
        assert [said for said in profile.sources.values() if not said.endswith(("[A]", "[B]", "[C]", "[D]"))] == [], profile.id
        for figures in ("limits", "artwork", "text_limits", "loudness"):
            told = any(key.partition(".")[0] == figures for key in profile.sources)
            assert told or not getattr(profile, figures), f"{profile.id}: {figures}"


@pytest.mark.parametrize("profile_id", NAMES)
def test_the_package_holds_what_the_profile_promises(profile_id: str, title: tuple[Database, int], tmp_path: Path) -> None:
    database, title_id = title
    languages = held(PROFILES[profile_id])
    outcome = Delivering(database).deliver(title_id, profile_id, languages, tmp_path / "out", wording=Words)
    assert outcome.package is not None, outcome.plan.refusals
    if PROFILES[profile_id].packaging is Packaging.BAG:
        import bagit

        bagit.Bag(str(outcome.package)).validate()
    assert listed(outcome.package) == (HERE / profile_id / "package.txt").read_text("utf-8").splitlines()
    must_hold_to_schemas(outcome.package)
    assert outcome.delivery is not None and outcome.delivery.profile_version == PROFILES[profile_id].version
    report = Verifying().verify(outcome.package)
    assert not report.failed
    assert len(report.done) == len(outcome.plan.files)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, int]]:
    """Put the sample into a catalog, as its files are."""
    database = Database.open(tmp_path_factory.mktemp("sample") / "catalog.crossreel")
    importing = Importing(database)
    report = importing.apply(importing.scan([resource("sample")]))
    assert report.edit is not None
    yield database, report.edit.header.title_id or 0
    database.close()


@pytest.mark.parametrize("profile_id", NAMES)
def test_the_sample_title_is_planned(profile_id: str, sample: tuple[Database, int]) -> None:
    """The sample's mistakes and what it lacks stand against it, nothing about the profile does."""
    database, title_id = sample
    languages = tuple(
        tag for tag in ("en", "es-419", "ar", "th") if PROFILES[profile_id].formats_for(tag) or not PROFILES[profile_id].formats
    )
    plan = Delivering(database).plan(title_id, profile_id, languages)
    codes = {each.code for each in plan.refusals}
    if "th" in languages:
        assert ("delivery.missing_cell", 4, "th") in {(each.code, each.episode, each.language) for each in plan.refusals}
    assert not {code for code in codes if code.startswith(("delivery.unknown", "delivery.no_", "delivery.path", "delivery.name"))}


@pytest.mark.parametrize("profile_id", ["aggregator-itt", "post-house", "prime-like"])
def test_what_changed_goes_again_in_every_kind_of_package(profile_id: str, title: tuple[Database, int], tmp_path: Path) -> None:
    """A folder an episode, a media hash list, names in rounds: each holds one cell and proves itself."""
    database, title_id = title
    languages = held(PROFILES[profile_id])
    asked = {"wording": Words, "buyer": "AGAIN", "changed_only": True}
    assert Delivering(database).deliver(title_id, profile_id, languages, tmp_path / "1", **asked).package is not None  # type: ignore[arg-type]
    with database.edit(EditHeader(label="edit.test", title_id=title_id)) as open_edit, open_edit.part() as uow:
        (episode,) = uow.where(Episode, title_id=title_id, number=2)
        (track,) = uow.where(Track, episode_id=episode.id, language="en")
        cue = uow.where(Cue, track_id=track.id)[0]
        uow.put(replace(cue, text=f"Sent again by {profile_id}"))
    outcome = Delivering(database).deliver(title_id, profile_id, languages, tmp_path / "2", **asked)  # type: ignore[arg-type]
    assert outcome.package is not None, outcome.plan.refusals
    assert {(file.episode, file.language) for file in outcome.plan.files if file.kind == "subtitle"} == {(2, "en")}
    assert not [file for file in outcome.plan.files if file.kind in ("video", "artwork", "cover")]
    assert not Verifying().verify(outcome.package).failed
    must_hold_to_schemas(outcome.package)
