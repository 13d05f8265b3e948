"""A small title with everything that metadata tells, and its package built."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from crossreel.delivery.building import build
from crossreel.delivery.credited import Credited
from crossreel.delivery.packager import Contents
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, metadata_writers, packagers
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.episode import AudioStream, Episode
from crossreel.domain.catalog.listing import EpisodeText, Identifier, Rating, Scheme, TitleListing
from crossreel.domain.catalog.person import Credit, JobFunction, Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Character, Image, TitleText
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Plan, Profile, ProfileFormat
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.trade.right import Licence, Right
from crossreel.i18n.words import Words
from tests.unit.delivery.subjects import heir, subject

GOLDEN = Path(__file__).resolve().parents[3] / "delivery_metadata"
SCHEMAS = Path(__file__).resolve().parents[5] / "shared" / "schemas"
LOGLINE = "He cooks. He owns it all."
SYNOPSIS = "A cook at a port inn learns whose son he is, and who has known it all along."
PICTURE = Version(
    id=1, episode_id=101, path="/x.mp4", width=1080, height=1920, frame_rate=Fraction(25), file_ms=62_500, video_codec="h264",
    audio=(AudioStream(codec="aac", channels=2, sample_rate=48_000, index=1),), content_key="k",
)  # fmt: skip


def title(**fields: object) -> Subject:
    """Return the facts of a title of two episodes, in English and Latin American Spanish, with all that buyers list."""
    texts = {
        "zh-Hans": TitleText(id=1, title_id=1, language="zh-Hans", name="隐藏的继承人"),
        "en": TitleText(
            id=2, title_id=1, language="en", name="The Hidden Heir", logline="He cooks. He owns it all.", synopsis=SYNOPSIS
        ),
        "es-419": TitleText(id=3, title_id=1, language="es-419", name="El heredero oculto", logline="Cocina; y todo es suyo."),
    }
    values: dict[str, object] = {
        "title": heir(
            name="desk name", original_name="隐藏的继承人", year=2026, country="CN", copyright_line="© 2026 Harbor",
            genres=("Romance",), tropes=("hidden identity",),
        ),
        "episodes": (Episode(id=101, title_id=1, number=1), Episode(id=102, title_id=1, number=2, name="码头")),
        "texts": texts,
        "listings": {
            "en": TitleListing(
                id=1, title_id=1, language="en", short_name="Hidden Heir", sort_name="Hidden Heir, The",
                other_names=("Heir in Hiding",), summary="A cook learns whose son he is.", keywords=("heir", "harbor"),
            )
        },
        "episode_texts": {
            (2, "en"): EpisodeText(id=1, episode_id=102, language="en", name="The Pier", logline="A boat.", synopsis="It leaves."),
        },
        "seasons": (Season(id=7, title_id=1, number=1, first_episode=1, last_episode=2, release_day="2026-05-14"),),
        "identifiers": (
            Identifier(id=1, title_id=1, scheme=Scheme.EIDR, value="10.5240/7791-8534-2C23-9030-8610-5"),
            Identifier(id=2, title_id=1, scheme=Scheme.BUYER, value="881", buyer="STREAM"),
        ),
        "ratings": (Rating(id=1, title_id=1, territory="US", system="TVPG", value="TV-14", reasons=("V",)),),
        "cover_type": "image/jpeg",
        **fields,
    }  # fmt: skip
    made: Subject = replace(subject(), **values)  # type: ignore[arg-type]
    return replace(made, metadata_files={each.id: each.files(made) for each in metadata_writers().values()})


LIN = Character(id=1, title_id=1, name="林晚", names={"en": "Lin Wan"})
CREDITS = (
    Credited(
        person=Person(id=1, name="陈默", names={"en": "Chen Mo"}),
        credit=Credit(id=1, title_id=1, person_id=1, job=JobFunction.ACTOR, position=1, character_id=1),
        character=LIN,
    ),
    Credited(
        person=Person(id=2, name="Ana Ruiz"), credit=Credit(id=2, title_id=1, person_id=2, job=JobFunction.DIRECTOR, position=2)
    ),
    Credited(
        person=Person(id=3, name="Somchai"),
        credit=Credit(id=3, title_id=1, person_id=3, job=JobFunction.VOICE, position=3, language="th"),
    ),
)
RIGHTS = (
    Right(
        id=1, title_id=1, buyer_id=5, territories=("US", "CA"), licence=Licence.SVOD, start_day="2026-06-01", end_day="2027-05-31",
        languages=("en",), holdback_languages=("fr",), exclusive=True, licensor="Harbor Pictures", contract="C-88",
        remark="First window.",
    ),
    Right(
        id=2, title_id=1, buyer_id=None, territories=("WW",), excluded=("CN",), licence=Licence.COIN, start_day="2026-06-01",
        licensor="Harbor Pictures", price_type="WSP", price="0.49", currency="USD",
    ),
)  # fmt: skip


def profile(*writers: str, **fields: Any) -> Profile:
    """Return a profile that asks for subtitles, a cover and some metadata."""
    values: dict[str, Any] = {
        "id": "p", "name": "Profile", "version": "1", "buyer": "STREAM", "formats": (ProfileFormat(format_id="srt"),),
        "include": ("subtitles", "metadata", "cover", "spec"), "metadata": writers, "partner": "harbor",
        "proofs": ("sha256", "md5"), **fields,
    }  # fmt: skip
    return Profile(**values)


def plan(about: Subject, wanted: Profile, languages: tuple[str, ...] = ("en", "es-419")) -> Plan:
    """Return the plan of a package."""
    return plan_delivery(about, wanted, languages, packagers(), gates())


def codes(about: Subject, *writers: str) -> set[tuple[str, str, object]]:
    """Return what stands against metadata: code, language and field."""
    return {(each.code, each.language, each.facts.get("field")) for each in plan(about, profile(*writers)).refusals}


def contents(about: Subject, wanted: Profile, **fields: Any) -> Contents:
    """Return the contents of a package: two cues an episode, a cast of two."""
    document = Document(cues=(DocumentCue(start_ms=1000, end_ms=2500, text="Who are you?"),))
    values: dict[str, Any] = {
        "subject": about, "profile": wanted, "plan": plan(about, wanted), "wording": Words(), "report": QcReport(title="HEIR"),
        "subtitle_file": lambda file, document: f"{file.path}\n".encode(),
        "metadata_file": lambda file, told: metadata_writers()[file.format_id].write(file, told),
        "report_file": lambda kind, report: b"",
        "documents": {(number, tag, "full"): document for number in (1, 2) for tag in ("en", "es-419")},
        "media": {1: PICTURE, 2: replace(PICTURE, id=2, episode_id=102, file_ms=57_500)},
        "cover": Image(id=1, title_id=1, media_type="image/jpeg", width=1080, height=1440, data=b"\xff\xd8cover"),
        "characters": (LIN,),
        "credits": CREDITS,
        "made_ms": 1_780_000_000_000,
        **fields,
    }  # fmt: skip
    return Contents(**values)


def packed(folder: Path, about: Subject, wanted: Profile, **fields: Any) -> dict[str, bytes]:
    """Build a package and return its payload by name."""
    made = contents(about, wanted, **fields)
    assert made.plan.may_build, made.plan.refusals
    build(made, folder / "pack", packagers(), {})
    return {path.name: path.read_bytes() for path in sorted((folder / "pack").rglob("*")) if path.is_file()}


def same_as_golden(name: str, data: bytes) -> None:
    """Compare a file with the one that is kept."""
    kept = GOLDEN / name
    if not kept.exists():
        kept.write_bytes(data)
        pytest.fail(f"{name} was not kept yet: look at it, and keep it")
    assert data.decode() == kept.read_text("utf-8"), name


@cache
def schema(*path: str) -> Any:
    """Return a schema, read without a network; skips where the schemas are not."""
    found = SCHEMAS.joinpath(*path)
    if not found.exists():
        pytest.skip(f"the schemas of the publishers are not here: {found}")
    import xmlschema

    return xmlschema.XMLSchema(str(found), allow="local")


def must_be_valid(data: bytes, *path: str) -> None:
    """Hold a document to the schema of its publisher."""
    errors = [f"{each.path}: {each.reason}" for each in schema(*path).iter_errors(etree.fromstring(data))]
    assert errors == []


def elements(data: bytes, name: str) -> Iterator[Any]:
    """Yield the elements of a local name."""
    return etree.fromstring(data).iter(f"{{*}}{name}")


def texts(data: bytes, name: str) -> list[str]:
    """Return the texts of all elements of a local name."""
    return [each.text or "" for each in elements(data, name)]
