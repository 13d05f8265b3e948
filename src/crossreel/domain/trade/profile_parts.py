"""What a buyer's specification is made of beside names and formats: proofs, pictures, artwork, limits, and how it is sent again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SHA256 = "sha256"
PROOFS = (SHA256, "md5", "mhl")
"""The proofs a package can bring along. The first is always there but where the packaging has another one of its own."""

REFERENCE = "reference"
PICTURES = (REFERENCE, "clean", "burned", "textless", "dubbed", "effects")
"""The picture and sound versions of an episode that can go along: its reference, or those of a look (`domain.catalog.version`)."""

COMPLIANCE = (
    "tier", "planning_number", "filing_number", "review_state", "ai_label", "chain_of_title", "episode_ai_label",
    "episode_filing_number",
)  # fmt: skip
"""The compliance facts that can be asked for: of the title, and with `episode_` before it of each episode."""

Limits = Mapping[str, Mapping[str, int | float]]
"""Figures of a style guide by language, "" for all: `{"": {"line_hard": 43}}`."""


class Packaging(StrEnum):
    """What makes a package of the files: a BagIt bag, a folder with an ASC MHL history, iTunes-style folders, a plain folder."""

    BAG = "bag"
    MHL = "mhl"
    ITMSP = "itmsp"
    FOLDER = "folder"


class Redelivery(StrEnum):
    """How the names of a later delivery differ: the next version, or an R1, R2 at their end."""

    VERSION = "version"
    ROUND = "round"


class PictureMode(StrEnum):
    """How videos go along: named in the papers only, as links to the same blocks where the disk can, or copied."""

    REFERENCE = "reference"
    LINK = "link"
    COPY = "copy"


class ArtworkLanguages(StrEnum):
    """For which languages a picture is wanted: one for the title, one for each language delivered, or one without words."""

    ONE = "one"
    EACH = "each"
    TEXTLESS = "textless"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePicture:
    """Which `versions` of the episodes go along (of `PICTURES`), and how."""

    mode: PictureMode = PictureMode.COPY
    versions: tuple[str, ...] = (REFERENCE,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileCaptions:
    """What a buyer asks about closed captions.

    Attributes:
        demanded: languages; what is spoken in one of them needs captions.
        reason: the code of the buyer for why other episodes have none, "" where it wants no reason.
        exemption: the number by which Avails says why an episode has no captions in the United States, 0 where nobody said.
    """

    demanded: tuple[str, ...] = ()
    reason: str = ""
    exemption: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileArtwork:
    """One picture that the buyer wants: its kind ("cover", "poster", "hero"…), its pixels, its type ("jpg" or "png").

    `most_bytes` is the largest file allowed, 0 where nobody says; without `required` it goes where the title has it.
    """

    kind: str
    width: int
    height: int
    type: str = "jpg"
    languages: ArtworkLanguages = ArtworkLanguages.ONE
    required: bool = True
    most_bytes: int = 0
