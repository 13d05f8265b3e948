"""A profile written and read again is the same, whatever it asks for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from crossreel.delivery.profile import Vocabulary, parse_profile
from crossreel.delivery.profile_writing import profile_text
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.trade.profile_parts import (
    COMPLIANCE,
    PICTURES,
    ArtworkLanguages,
    Packaging,
    PictureMode,
    ProfileArtwork,
    ProfileCaptions,
    ProfilePicture,
    Redelivery,
)
from crossreel.services.delivering.profiles import read_profiles, vocabulary

KNOWN = Vocabulary(
    kinds=("subtitle", "report"), options={}, languages=("en", "ar", "zh-Hans"), scripts={"dialogue_list": ("xlsx", "docx")}
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
FORMATS = st.sampled_from(
    [
        ProfileFormat(format_id="srt", options={"bom": True, "newline": "\r\n"}),
        ProfileFormat(format_id="vtt"),
        ProfileFormat(format_id="srt", options={"bidi": "rlm"}, for_scripts=("Arab", "Hebr")),
        ProfileFormat(format_id="ttml", options={"frame_rate": Fraction(30000, 1001), "width": 1080}),
    ]
)
ARTWORK = st.builds(
    ProfileArtwork, kind=st.sampled_from(["cover", "poster"]), width=st.integers(1, 4000), height=st.integers(1, 4000),
    type=st.sampled_from(["jpg", "png"]), languages=st.sampled_from([*ArtworkLanguages]), required=st.booleans(),
    most_bytes=st.integers(0, 1 << 20),
)  # fmt: skip
PROFILES = st.builds(
    Profile, id=st.just("own-1"), name=WORDS, version=st.sampled_from(["1", "2"]), buyer=st.just("APP"),
    based_on=st.sampled_from(["", "app-standard"]), formats=st.lists(FORMATS, min_size=1, max_size=3, unique_by=str).map(tuple),
    include=st.just(("subtitles", "spec")), minimum_state=st.sampled_from([*State]), requires_rights=st.booleans(),
    required_metadata=st.lists(WORDS, max_size=3, unique=True).map(tuple), language_separator=st.sampled_from(["-", "_", ""]),
    text_limits=st.dictionaries(WORDS, st.integers(0, 4000), max_size=3),
    language_aliases=st.dictionaries(WORDS, st.sampled_from(["es-MX", "tl"]), max_size=3),
    role_aliases=st.dictionaries(st.sampled_from(VARIANTS), st.just("CC"), max_size=2),
    templates=st.dictionaries(st.just("subtitle"), st.just("{episode:02d}.{extension}"), max_size=1),
    folders=st.dictionaries(st.sampled_from(["subtitle", "report"]), st.sampled_from([".", "A/{language}"]), max_size=2),
    scripts=st.dictionaries(st.just("dialogue_list"), st.just(("xlsx", "docx")), max_size=1),
    captions=st.sampled_from([ProfileCaptions(), ProfileCaptions(demanded=("en", "fr"), reason="NEVER_IN_US", exemption=3)]),
    loudness=st.sampled_from([None, LoudnessTarget(integrated=-14.0, tolerance=1.5, true_peak=-1.0)]),
    packaging=st.sampled_from([*Packaging]), proofs=st.sampled_from([("sha256",), ("sha256", "md5", "mhl")]),
    picture=st.builds(
        ProfilePicture, mode=st.sampled_from([*PictureMode]),
        versions=st.lists(st.sampled_from(PICTURES), min_size=1, unique=True).map(tuple),
    ),
    artwork=st.lists(ARTWORK, max_size=3).map(tuple), redelivery=st.sampled_from([*Redelivery]),
    required_compliance=st.lists(st.sampled_from(COMPLIANCE), unique=True).map(tuple),
    limits=st.dictionaries(st.sampled_from(["", "zh-Hans", "es"]), st.just({"line_hard": 43, "speed_hard": 25.0}), max_size=3),
    sources=st.dictionaries(WORDS, WORDS, max_size=3), ascii_names=st.booleans(), longest_name=st.integers(8, 200),
)  # fmt: skip


@given(profile=PROFILES)
def test_what_is_written_is_read_again(profile: Profile) -> None:
    assert parse_profile(profile_text(profile), "own-1", KNOWN) == profile


def test_every_shipped_profile_is_written_as_it_is() -> None:
    for profile in read_profiles().known:
        assert parse_profile(profile_text(profile), profile.id, vocabulary()) == profile
