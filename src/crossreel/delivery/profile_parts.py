"""Reading the parts of a profile beside names and formats: pictures, artwork, limits, proofs and the like."""

import re
from collections.abc import Collection, Mapping

from crossreel.delivery.profile_table import ProfileTable
from crossreel.domain.catalog.artwork import ArtworkKind
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.quality.profile_limits import FIGURES
from crossreel.domain.text.language import all_varieties, normalize_tag
from crossreel.domain.trade.profile_parts import (
    PICTURES,
    PROOFS,
    SHA256,
    ArtworkLanguages,
    Limits,
    PictureMode,
    ProfileArtwork,
    ProfileCaptions,
    ProfilePicture,
)

LOUDNESS = frozenset(LoudnessTarget.__dataclass_fields__)
LARGEST_FIGURE = 600_000
ORDERED = (
    ("line_target", "line_hard"), ("speed_target", "speed_hard"), ("sdh_speed_target", "sdh_speed_hard"),
    ("min_duration_ms", "max_duration_ms"), ("target_duration_ms", "max_duration_ms"),
)  # fmt: skip
ARTWORK_TYPES = ("jpg", "png")
LARGEST_SIDE_PX = 10_000
LARGEST_ARTWORK_BYTES = 1 << 30
REASON = re.compile(r"[A-Z0-9_]{0,64}")
LAST_EXEMPTION = 6  # of the reasons for which the EMA lets Avails leave captions out in the United States


def read_picture(table: ProfileTable) -> ProfilePicture:
    """Return which videos go along and how."""
    table.only(("mode", "versions"))
    mode = PictureMode(table.choice("mode", [*PictureMode], PictureMode.COPY))
    return ProfilePicture(mode=mode, versions=table.chosen("versions", PICTURES) or ProfilePicture().versions)


def read_artwork(table: ProfileTable) -> ProfileArtwork:
    """Return one picture that is wanted."""
    table.only(ProfileArtwork.__dataclass_fields__)
    if table.text("kind") not in [*ArtworkKind]:
        raise table.bad("profile.bad_value", "kind")
    return ProfileArtwork(
        kind=table.choice("kind", [*ArtworkKind], ""),
        width=table.number("width", 0, 1, LARGEST_SIDE_PX),
        height=table.number("height", 0, 1, LARGEST_SIDE_PX),
        type=table.choice("type", ARTWORK_TYPES, "jpg"),
        languages=ArtworkLanguages(table.choice("languages", [*ArtworkLanguages], ArtworkLanguages.ONE)),
        required=table.value("required", bool, True),
        most_bytes=table.number("most_bytes", 0, 0, LARGEST_ARTWORK_BYTES),
    )


def read_captions(table: ProfileTable) -> ProfileCaptions:
    """Return what is asked about closed captions."""
    table.only(ProfileCaptions.__dataclass_fields__)
    demanded, reason = table.texts("demanded"), table.text("reason", "")
    if not all(normalize_tag(each) == each for each in demanded):
        raise table.bad("profile.bad_value", "demanded")
    if not REASON.fullmatch(reason):
        raise table.bad("profile.bad_value", "reason")
    return ProfileCaptions(demanded=demanded, reason=reason, exemption=table.number("exemption", 0, 0, LAST_EXEMPTION))


def read_loudness(table: ProfileTable) -> LoudnessTarget | None:
    """Return how loud episodes are wanted, None where nothing is said."""
    if not table.table:
        return None
    figures = {name: value for name, value in table.table.items() if isinstance(value, int | float) and not isinstance(value, bool)}
    if len(figures) < len(table.table) or not {"integrated", "tolerance"} <= set(figures) <= LOUDNESS:
        raise table.bad("profile.bad_value", "")
    if not (-70 <= figures["integrated"] <= 0 <= figures["tolerance"] <= 70 and -70 <= figures.get("true_peak", 0) <= 0):
        raise table.bad("profile.bad_value", "")
    return LoudnessTarget(**{name: float(value) for name, value in figures.items()})


def read_limits(table: ProfileTable) -> Limits:
    """Return figures of a style guide, for all languages and, in tables named by a tag, for one."""
    everywhere = {name: value for name, value in table.table.items() if not isinstance(value, dict)}
    found = {"": _figures(ProfileTable(everywhere, table.where, table.at))} if everywhere else {}
    for tag in table.table:
        if tag not in everywhere:
            if all_varieties(tag) != tag:
                raise table.bad("profile.bad_value", tag)
            found[tag] = _figures(table.inner(tag))
    return found


def _figures(table: ProfileTable) -> dict[str, int | float]:
    table.only(FIGURES)
    read: dict[str, int | float] = {}
    for name, value in table.table.items():
        wanted = (int, float) if FIGURES[name] is float else int
        if isinstance(value, bool) or not isinstance(value, wanted) or not 0 <= value <= LARGEST_FIGURE:
            raise table.bad("profile.bad_value", name)
        read[name] = FIGURES[name](value)
    for low, high in ORDERED:
        if read.get(high) and read.get(low, 0) > read[high]:
            raise table.bad("profile.bad_value", low)
    for name in ("line_hard", "line_target", "max_lines", "speed_hard", "speed_target", "max_duration_ms"):
        if read.get(name) == 0:
            raise table.bad("profile.bad_value", name)
    return read


def read_proofs(table: ProfileTable) -> tuple[str, ...]:
    """Return the proofs in their order, SHA-256 always among them."""
    wanted = {SHA256, *table.chosen("proofs", PROOFS)}
    return tuple(proof for proof in PROOFS if proof in wanted)


def read_scripts(table: ProfileTable, known: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """Return the types of file of each script, of those in which it is written."""
    table.only(known)
    return {name: table.chosen(name, known[name]) for name in table.table}
