"""What planning a delivery needs to know of a title: plain facts, read beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.delivery.metadata_file import MetadataFile
from crossreel.domain.catalog.artwork import ArtworkFocus
from crossreel.domain.catalog.compliance import Compliance, EpisodeCompliance
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.listing import EpisodeText, Identifier, Rating, TitleListing
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.narratives import FORCED, Foreign, narratives_role
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import FULL, SIGNS, VARIANTS, column_name, language_of, split_column
from crossreel.domain.trade.delivery_change import DeliveryChange
from crossreel.domain.trade.right import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFacts:
    """A cell of the title as the gate sees it.

    `open_errors` are errors of QC that nobody waived; `checked_ms` is when QC looked at it (None: never), `is_checked` whether it
    is still what was looked at.
    Where a buyer has a style guide or limits of its own, errors are what it calls so; `buyer_errors_at` is where the first are.
    `watched` is the most that one person watched of it as it is, in percent; `watched_by` that person, "" for nobody.
    """

    state: State
    cue_count: int = 0
    untranslated: int = 0
    open_errors: int = 0
    buyer_errors_at: tuple[str, ...] = ()
    checked_ms: int | None = None
    is_checked: bool = False
    watched: int = 0
    watched_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """The file of an episode as the gate sees it.

    `replaced` says that it is not the one that the catalog knows; `open_errors` counts what QC found in it and nobody waived.
    `measured` says whether QC has read it through; then `lufs` and `true_peak` (dBTP) are what it told, None for silence.
    """

    name: str
    replaced: bool = False
    open_errors: int = 0
    measured: bool = False
    lufs: float | None = None
    true_peak: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtworkSource:
    """A picture that the title has, with its size in pixels: artwork by its kind, or the title's cover (`is_cover`)."""

    image_id: int
    kind: str
    width: int
    height: int
    language: str = ""
    episode: int | None = None
    focus: ArtworkFocus = ArtworkFocus.CENTRE
    is_cover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterFile:
    """A version of an episode whose file is there, with that file's name and extension; `replaced` as in `MediaState`. `outdated`
    is a burned-in one on which other words or times stand than in the catalog."""

    version: Version
    extension: str
    name: str = ""
    replaced: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A title about to be delivered.

    `cells` is keyed by episode number and column (`en`, `en-x-sdh`). `roles` are those to be delivered, `promised` columns beside
    the languages that somebody opened: they must be whole. `masters` and
    `media` are keyed by the number of each episode of which files are there: its versions, and what is known of its reference.
    `extensions` maps subtitle format ids to file extensions without the dot, `scripts` those of few letters to the scripts they
    have, `metadata_files` ids of metadata writers to the files they make of this title. `version` counts deliveries to this
    profile from 1, `round` how often something was sent to it; `day` is `YYYYMMDD`. `cover_type` is the cover's media type, "" for
    none.
    `texts` and `listings` are keyed by language, `episode_texts` by episode number and language. `rights` are those of the buyer,
    and those of whoever takes the title; `has_rights` says whether any right to it is kept; `licensee` is the buyer's name.
    `territories` are those it is delivered for, () where nobody said. `episode_compliance` is keyed by episode number.

    `changes` say what a delivery brings the buyer. `due` are the cells that go, None for all of them; with some, files that the
    buyer has already (`had`: `PlannedFile.place` to `made_of`) do not go again. `content_keys` are those of the references of the
    episodes, by number, whether or not the file is there.

    `foreign` are the foreign lines of each episode, by its number and language. `made_forced` are the languages whose forced
    narratives no track holds and which are made of these and of signs.
    """

    title: Title
    episodes: tuple[Episode, ...]
    texts: Mapping[str, TitleText] = field(default_factory=dict)
    cells: Mapping[tuple[int, str], CellFacts] = field(default_factory=dict)
    roles: tuple[str, ...] = VARIANTS
    promised: frozenset[str] = frozenset()
    masters: Mapping[int, tuple[MasterFile, ...]] = field(default_factory=dict)
    media: Mapping[int, MediaState] = field(default_factory=dict)
    cover_type: str = ""
    artworks: tuple[ArtworkSource, ...] = ()
    extensions: Mapping[str, str] = field(default_factory=dict)
    scripts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    metadata_files: Mapping[str, tuple[MetadataFile, ...]] = field(default_factory=dict)
    version: int = 1
    round: int = 1
    day: str = ""
    listings: Mapping[str, TitleListing] = field(default_factory=dict)
    episode_texts: Mapping[tuple[int, str], EpisodeText] = field(default_factory=dict)
    seasons: tuple[Season, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    ratings: tuple[Rating, ...] = ()
    rights: tuple[Right, ...] = ()
    licensee: str = ""
    has_rights: bool = False
    territories: tuple[str, ...] = ()
    compliance: Compliance | None = None
    episode_compliance: Mapping[int, EpisodeCompliance] = field(default_factory=dict)
    changes: tuple[DeliveryChange, ...] = ()
    due: frozenset[tuple[int, str]] | None = None
    had: Mapping[str, str] = field(default_factory=dict)
    content_keys: Mapping[int, str] = field(default_factory=dict)
    foreign: Mapping[tuple[int, str], Foreign] = field(default_factory=dict)
    made_forced: frozenset[str] = frozenset()

    def goes(self, episode: int, column: str) -> bool:
        """Tell whether a cell goes: all do but where only what changed is sent."""
        return self.due is None or (episode, column) in self.due

    def languages_that_go(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of some languages that something goes of: all of them but where only what changed is sent."""
        due = {language_of(column) for _, column in self.due or ()}
        return wanted if self.due is None else tuple(language for language in wanted if language in due)

    def has_already(self, file: PlannedFile) -> bool:
        """Tell whether only what changed is sent, and the buyer has a file already."""
        return self.due is not None and bool(file.made_of) and self.had.get(file.place) == file.made_of

    def has_video(self, episode: int) -> bool:
        """Tell whether only what changed is sent, and the buyer has the reference of an episode already."""
        key = self.content_keys.get(episode)
        videos = (key == had for place, had in self.had.items() if place.startswith(f"video {episode} "))
        return self.due is not None and bool(key) and any(videos)

    def speaks_of(self, episode: int) -> bool:
        """Tell whether any cell of an episode goes."""
        return self.due is None or any(number == episode for number, _column in self.due)

    def name_in(self, language: str) -> str:
        """Return the title's name in a language, "" where it has none: no language lends its name to another.

        What the desk calls a title is a name in no language; the name it was made under is one in that it was made in.
        """
        text = self.texts.get(language)
        made_in = language == self.title.source_language
        return (text.name if text else "") or (self.title.original_name if made_in else "")

    def narratives(self, profile: Profile, language: str) -> str:
        """Return the role whose column holds the forced narratives of a language, "" where none are wanted or there."""
        if FORCED not in profile.required_roles and not profile.narratives_in_full:
            return ""
        return narratives_role({column for (_, column), cell in self.cells.items() if cell.cue_count}, language)

    def is_made_of(self, episode: int, column: str) -> bool:
        """Tell whether an episode's forced narratives are made of other cells, and no track holds them."""
        language, role = split_column(column)
        return role == FORCED and language in self.made_forced and (episode, column) in self.cells

    def parts_go(self, episode: int, column: str) -> bool:
        """Tell whether everything that forced narratives are made of is delivered as well."""
        language = language_of(column)
        used = [FULL] if (lines := self.foreign.get((episode, language))) is not None and lines.cues else []
        signs = self.cells.get((episode, column_name(language, SIGNS)))
        used += [SIGNS] if signs is not None and signs.cue_count else []
        return all(role in self.roles and self.goes(episode, column_name(language, role)) for role in used)

    def holds_signs(self, profile: Profile, language: str) -> bool:
        """Tell whether the signs of a language go in its forced narratives, which are made of them, and not as signs beside."""
        made = FORCED in self.roles and language in self.made_forced
        return made and SIGNS not in profile.required_roles and self.narratives(profile, language) == FORCED

    def variants(self, episode: int, language: str) -> list[str]:
        """Return the roles in which an episode is delivered in a language; the whole subtitles even where there are none yet."""
        beside = [role for role in VARIANTS if role != FULL and role in self.roles]
        there = [role for role in beside if (cell := self.cells.get((episode, column_name(language, role)))) and cell.cue_count]
        asked = [FULL, *there] if FULL in self.roles else there
        return [role for role in asked if self.goes(episode, column_name(language, role))]
