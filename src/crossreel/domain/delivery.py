"""Delivery profiles, plans and what was delivered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crossreel.domain.catalog.workflow import State
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.domain.item import Item
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.text.column_name import FULL, column_name, split_column
from crossreel.domain.text.language import script_of
from crossreel.domain.trade.delivery_change import DeliveryChange
from crossreel.domain.trade.profile_parts import (
    SHA256,
    Limits,
    Packaging,
    ProfileArtwork,
    ProfileCaptions,
    ProfilePicture,
    Redelivery,
)

OPEN_ERRORS = "delivery.open_errors"
BUYER_ERRORS = "delivery.buyer_errors"
MEDIA_ERRORS = "delivery.media_errors"
LET_THROUGH = frozenset({OPEN_ERRORS, BUYER_ERRORS, MEDIA_ERRORS})
"""The codes of the refusals that may be let through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFormat:
    """A subtitle format a buyer wants, with the options of its writer: fields of `WriteOptions`, in their own types.

    `for_scripts` are the scripts (ISO 15924, "Arab") of the languages it is for, none for all.
    """

    format_id: str
    options: Mapping[str, object] = field(default_factory=dict)
    for_scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A buyer's specification, read from `resources/delivery/<id>.toml` or from the catalog.

    Contents: `include` names packagers, `metadata` writers, `scripts` the file types of each script or list by its packager;
    `picture` and `artwork` say which go along; `partner` is what it calls the one who delivers, in ids of metadata.
    `document_language` is the interface language of what people read in the package: the buyer's, never the sender's. `captions` is
    what it asks about closed captions.

    Names: `file_template` makes those of an episode's files, `title_template` those of the title's, `templates` those of one kind
    of file, `package_template` that of the package's folder and `root_template` that of the folder inside it ("." for none);
    `folders` says where each kind of file goes. `longest_name` counts characters; without `ascii_names` they may hold any letters.
    `language_aliases` and `role_aliases` are the buyer's own words, `language_separator` stands between the parts of a tag.

    Gates: `required_metadata` names fields of a title's text ("name", "logline", "synopsis") or of the title, `text_limits` the
    most characters a text field may have, `required_roles` roles that must be whole: signs stand in for forced narratives where a
    language has none of its own. `narratives_in_full` says that the full and SDH files hold these too. `required_compliance` are
    facts of `COMPLIANCE`, `limits` figures of a style guide that hold for this buyer; `watched` is how much of each episode, in
    percent, one person must have watched with the subtitles that are delivered; `loudness` how loud it wants episodes, None where
    it says nothing; `findings_may_pass` whether a person may let open errors through.

    `sources` says where figures come from and how sure that is, by key (`limits`, `limits.line_hard`).
    """

    id: str
    name: str
    version: str
    buyer: str
    formats: tuple[ProfileFormat, ...]
    include: tuple[str, ...]
    based_on: str = ""
    minimum_state: State = State.APPROVED
    findings_may_pass: bool = True
    requires_video: bool = False
    requires_cover: bool = False
    required_metadata: tuple[str, ...] = ()
    text_limits: Mapping[str, int] = field(default_factory=dict)
    language_aliases: Mapping[str, str] = field(default_factory=dict)
    language_separator: str = "-"
    role_aliases: Mapping[str, str] = field(default_factory=dict)
    file_template: str = "{title}_S01E{episode:03d}_{kind}_{language}_{variant}_v{version:02d}.{extension}"
    title_template: str = "{title}{part}_{kind}_v{version:02d}.{extension}"
    templates: Mapping[str, str] = field(default_factory=dict)
    root_template: str = "{title}_S01"
    package_template: str = "DLV_{day}_{buyer}_{title}_{languages}_v{version:02d}"
    folders: Mapping[str, str] = field(default_factory=dict)
    longest_name: int = 64
    ascii_names: bool = True
    metadata: tuple[str, ...] = ()
    partner: str = "house"
    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    document_language: str = "en"
    loudness: LoudnessTarget | None = None
    watched: int = 0
    packaging: Packaging = Packaging.BAG
    proofs: tuple[str, ...] = (SHA256,)
    picture: ProfilePicture = field(default_factory=ProfilePicture)
    artwork: tuple[ProfileArtwork, ...] = ()
    captions: ProfileCaptions = field(default_factory=ProfileCaptions)
    required_roles: tuple[str, ...] = ()
    narratives_in_full: bool = False
    requires_rights: bool = False
    required_compliance: tuple[str, ...] = ()
    limits: Limits = field(default_factory=dict)
    redelivery: Redelivery = Redelivery.VERSION
    sources: Mapping[str, str] = field(default_factory=dict)

    def formats_for(self, language: str) -> tuple[ProfileFormat, ...]:
        """Return the formats for a language, each once: of several entries of one format the first that is for its script."""
        script = script_of(language)
        found: dict[str, ProfileFormat] = {}
        for entry in self.formats:
            if not entry.for_scripts or script in entry.for_scripts:
                found.setdefault(entry.format_id, entry)
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """The delivery profiles that can be read, by id in order, and what is wrong with each other one, by its file's name or its id.

    `own` are the ids of those that somebody made here; all others ship.
    """

    known: tuple[Profile, ...] = ()
    broken: Mapping[str, BadInput] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def get(self, profile_id: str) -> Profile:
        """Return a profile.

        Raises:
            NotFound: there is none of that id.
            BadInput: its file cannot be read.
        """
        for profile in self.known:
            if profile.id == profile_id:
                return profile
        if profile_id in self.broken:
            raise self.broken[profile_id]
        raise NotFound("delivery.no_such_profile", profile=profile_id, known=[profile.id for profile in self.known])


class Mend(StrEnum):
    """What can be done about a refusal: faces make a button or a command of it, in the order in which a gate names them."""

    OPEN = "open"
    APPROVE = "approve"
    IMPORT = "import"
    DRAFT = "draft"
    BURN = "burn"
    SCREEN = "screen"
    FINDINGS = "findings"
    LET_THROUGH = "let_through"
    RELINK = "relink"
    VERSIONS = "versions"
    CHECK_MEDIA = "check_media"
    METADATA = "metadata"
    COVER = "cover"
    PROFILE = "profile"
    RIGHTS = "rights"
    COMPLIANCE = "compliance"
    EPISODE_LABELS = "episode_labels"
    ARTWORK = "artwork"
    SEASONS = "seasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason the gate gives: a code, where, facts, and what mends it."""

    code: str
    episode: int | None = None
    language: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One file of a package: where it goes in it and what makes it (`kind` "subtitle", "workbook", "cover", "report"…).

    `variant` is "full", "sdh", "forced" or "signs" for subtitles, the role of the column they are made of; `goes_as` is the role
    they are delivered in where that is another one: signs as forced narratives. `packager` names what makes the file. Of metadata,
    `season` and `episode` say what it is about; of artwork, `variant` says what it is for, with its size in pixels. `version_id`
    is the picture or sound of an episode that goes in whole. Files are made stage by stage: those of a later one may tell of those
    before.
    `made_of` tells what a file is a copy of, as a content key: one that the buyer has of the same is not sent again with what
    changed; "" goes every time.
    """

    path: str
    kind: str
    language: str = ""
    episode: int | None = None
    format_id: str = ""
    variant: str = "full"
    packager: str = ""
    season: int | None = None
    stage: int = 0
    width: int = 0
    height: int = 0
    made_of: str = ""
    version_id: int | None = None
    goes_as: str = ""

    @property
    def role(self) -> str:
        """The role that subtitles are delivered in."""
        return self.goes_as or self.variant

    @property
    def folder(self) -> str:
        """The folder it lies in, from the package's own."""
        return self.path.rpartition("/")[0]

    @property
    def place(self) -> str:
        """What it is of its title, whatever its name: the key of `made_of` in a delivery."""
        return f"{self.kind} {self.episode or ''} {self.language} {self.variant} {self.format_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOutcome:
    """What came of a delivery: the package's folder, or None and a plan whose refusals say why not."""

    plan: "Plan"
    package: Path | None = None
    delivery: "Delivery | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataInfo:
    """A metadata format that can be written without a package: its id, and its proper name."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataOutcome:
    """What came of writing the metadata of a title: the files, and why there are none, or none in some format."""

    files: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a delivery would contain, and what stands against it.

    `checked_ms` (since 1970) is how old the oldest finding may be: when QC looked at the cell it looked at longest ago; None when
    it looked at none. `unchecked` counts cells with subtitles that it never looked at, or that changed since.

    `buyer` is the code of who gets it, `round` how often something of the title went there with it. `changes` say what it brings
    beside what the buyer has; with `changed_only` it holds nothing else.
    `notices` say what was fitted to a format once the files are written: lines broken, captions that come late.
    """

    title_id: int
    profile_id: str
    languages: tuple[str, ...]
    folder_name: str
    files: tuple[PlannedFile, ...]
    refusals: tuple[Refusal, ...] = ()
    checked_ms: int | None = None
    unchecked: int = 0
    buyer: str = ""
    round: int = 1
    changed_only: bool = False
    changes: tuple[DeliveryChange, ...] = ()
    notices: tuple[Item, ...] = ()

    @property
    def may_build(self) -> bool:
        """Whether nothing stands against building the package."""
        return not self.refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A package that was built. A recorded fact: never edited, never undone.

    `cells` maps "episode_id:language", with the role of one beside the whole subtitles "episode_id:language:sdh", to the digest of
    the track (its texts, times and placements) as delivered, "" where the cell was withdrawn. `buyer` is the code of who got it.
    `profile_version` is that of the profile it was built with, `recipe` the digest of all else that makes its files what they are,
    the options of writers; both are "" where older catalogs kept none. `round` counts the deliveries of a title to a buyer, from 1;
    with `changed_only` it holds what changed since the one before. `files` maps paths in the package to the SHA-256 that was
    delivered, `made_of` cells to the number of the episode and the digests of texts and times ("12 3f… a0…"), and other files
    (`PlannedFile.place`) to what they are a copy of.
    """

    id: int
    title_id: int
    profile_id: str
    languages: tuple[str, ...]
    package_path: str
    author: str
    created_ms: int
    manifest_sha256: str = ""
    allowed_findings: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    buyer: str = ""
    profile_version: str = ""
    recipe: str = ""
    round: int = 1
    changed_only: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    made_of: Mapping[str, str] = field(default_factory=dict)


def cell_key(episode_id: int, column: str) -> str:
    """Return what a delivery calls a cell, see `Delivery.cells`."""
    language, role = split_column(column)
    return f"{episode_id}:{language}" if role == FULL else f"{episode_id}:{language}:{role}"


def delivered_cells(delivery: Delivery) -> list[tuple[int, str]]:
    """Return the cells that a delivery brought, the id of the episode and the column of each; not those it withdrew."""
    parts = (key.split(":") for key, digest in delivery.cells.items() if digest)
    return [(int(episode_id), column_name(language, role[0] if role else FULL)) for episode_id, language, *role in parts]
