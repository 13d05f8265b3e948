"""Which picture a buyer gets of a title, and what is kept of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.delivery.artwork import Crop, crop_of, pictures_of
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, packagers
from crossreel.delivery.subject import ArtworkSource
from crossreel.domain.catalog.artwork import ArtworkFocus
from crossreel.domain.delivery import Plan
from crossreel.domain.errors import Told
from crossreel.domain.trade.profile_parts import ArtworkLanguages, ProfileArtwork
from crossreel.i18n.messages import sentence
from tests.unit.delivery.subjects import subject
from tests.unit.delivery.test_planner import PROFILE

COVER = ArtworkSource(image_id=1, kind="cover", width=1080, height=1920, is_cover=True)
POSTER = ProfileArtwork(kind="poster", width=1000, height=1500)


def source(image_id: int, kind: str = "poster", **fields: object) -> ArtworkSource:
    values: dict[str, object] = {"width": 2000, "height": 3000, **fields}
    return ArtworkSource(image_id=image_id, kind=kind, **values)  # type: ignore[arg-type]


def planned(asked: ProfileArtwork, *sources: ArtworkSource, languages: tuple[str, ...] = ("en",), episodes: int = 1) -> Plan:
    about = subject(episodes, artworks=sources)
    return plan_delivery(about, replace(PROFILE, include=(), artwork=(asked,)), languages, packagers(), gates())


def chosen(asked: ProfileArtwork, *sources: ArtworkSource, languages: tuple[str, ...] = ("en",)) -> list[int | None]:
    found = pictures_of(subject(1, artworks=sources), replace(PROFILE, artwork=(asked,)), languages)
    return [each.source.image_id if each.source else None for each in found]


sides = st.integers(1, 10_000)


@given(sides, sides, sides, sides, st.sampled_from(ArtworkFocus))
def test_what_is_kept_lies_inside_has_the_shape_and_is_as_large_as_can_be(
    has_width: int, has_height: int, width: int, height: int, focus: ArtworkFocus
) -> None:
    crop = crop_of(source(1, width=has_width, height=has_height, focus=focus), width, height)
    assert 0 <= crop.left <= crop.left + crop.width <= has_width
    assert 0 <= crop.top <= crop.top + crop.height <= has_height
    assert crop.width == has_width or crop.height == has_height
    assert abs(crop.width * height - crop.height * width) < max(width, height)


@pytest.mark.parametrize(
    ("focus", "left", "top"), [("centre", 250, 0), ("left", 0, 0), ("right", 500, 0), ("top", 250, 0), ("bottom", 250, 0)]
)
def test_a_wide_picture_is_cut_where_its_focus_is(focus: str, left: int, top: int) -> None:
    wide = source(1, width=1500, height=1000, focus=ArtworkFocus(focus))
    assert crop_of(wide, 500, 500) == Crop(left=left, top=top, width=1000, height=1000)
    tall = source(1, width=1000, height=1500, focus=ArtworkFocus(focus))
    assert crop_of(tall, 500, 500).top == {"top": 0, "bottom": 500}.get(focus, 250)


def test_the_cover_stands_in_for_what_is_not_there() -> None:
    plan = planned(ProfileArtwork(kind="cover", width=1080, height=1440), COVER)
    (file,) = plan.files
    assert file.path == "data/HEIR_S01/06_ARTWORK/zh-Hans/HEIR_S01_COVER-1080x1440_v01.jpg"
    assert (file.kind, file.variant, file.width, file.height, plan.refusals) == ("artwork", "cover", 1080, 1440, ())
    assert chosen(POSTER, COVER) == [1]
    assert chosen(POSTER, COVER, source(2)) == [2]


@pytest.mark.parametrize("kind", ["hero", "title_treatment", "still"])
def test_the_cover_never_is_a_picture_without_words(kind: str) -> None:
    assert chosen(replace(POSTER, kind=kind), COVER) == [None]
    assert chosen(replace(POSTER, languages=ArtworkLanguages.TEXTLESS), COVER) == [None]


def test_every_language_has_its_own_lettering_or_none() -> None:
    each = replace(POSTER, languages=ArtworkLanguages.EACH)
    sources = (source(2, language="en"), source(3, language="es"), source(4))
    assert chosen(each, *sources, languages=("en", "es-419", "th")) == [2, 3, 4]
    assert chosen(each, *sources[:2], COVER, languages=("th",)) == [None]
    assert chosen(replace(POSTER, languages=ArtworkLanguages.TEXTLESS), *sources) == [4]
    plan = planned(each, *sources, languages=("en", "es-419"))
    assert [file.path for file in plan.files] == [
        "data/HEIR_S01/06_ARTWORK/en/HEIR_S01_POSTER-1000x1500-en_v01.jpg",
        "data/HEIR_S01/06_ARTWORK/es-419/HEIR_S01_POSTER-1000x1500-es-419_v01.jpg",
    ]


def test_of_several_the_one_that_loses_least_is_cut() -> None:
    square, upright, small = source(2, width=3000, height=3000), source(3), source(4, width=100, height=150)
    assert chosen(POSTER, square, upright, small) == [3]
    assert chosen(POSTER, square, small) == [2]


def test_stills_are_of_their_episode() -> None:
    still = ProfileArtwork(kind="still", width=640, height=360)
    one = source(2, kind="still", width=1080, height=1920, episode=1)
    plan = planned(still, one, episodes=2)
    assert [(file.episode, file.path.rpartition("/")[2]) for file in plan.files] == [
        (1, "HEIR_S01E001_STILL-640x360_zh-Hans_full_v01.jpg")
    ]
    assert [(each.code, each.episode) for each in plan.refusals] == [("delivery.artwork_missing", 2)]


def test_a_picture_that_would_have_to_be_made_larger_is_refused_with_its_sizes() -> None:
    plan = planned(ProfileArtwork(kind="poster", width=2000, height=3000), COVER)
    (refusal,) = plan.refusals
    assert (refusal.code, plan.files) == ("delivery.artwork_small", ())
    assert isinstance(refusal.facts["what"], Told)
    said = sentence(refusal.code, refusal.facts)
    for size in ("2000 × 3000", "1080 × 1920", "1080 × 1620", "poster"):
        assert size in said
    optional = planned(ProfileArtwork(kind="poster", width=2000, height=3000, required=False), COVER)
    assert (optional.files, optional.refusals) == ((), ())
