"""Rows the interface shows, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.promise import missing_episodes
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.text.column_name import FULL, column_name, is_signs


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageProgress:
    """How far one language of a title is: episodes per state."""

    language: str
    states: Mapping[State, int]
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRow:
    """A title in the catalog."""

    title: Title
    episode_count: int
    duration_ms: int
    languages: tuple[LanguageProgress, ...]
    open_errors: int
    worked_on_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the title matrix; `language` is the name of its column, see `domain/text/column_name.py`.

    `buyers` are the codes of those that have just this text ("" for deliveries of before buyers were kept), `outdated` of those
    that got another one.
    """

    episode_id: int
    language: str
    track_id: int | None
    state: State
    cue_count: int = 0
    untranslated: int = 0
    unseen: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    buyers: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """A row of the title matrix, its cells by the names of their columns.

    `errors` and `warnings` are what QC says of the pictures and sounds of the episode.
    """

    episode: Episode
    media: Version | None
    cells: Mapping[str, Cell]
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A title with its episodes and languages (source language first).

    `columns` are those of the table: every language, and beside it SDH, forced and signs where the title has them. `new_names` is
    how many names that drafts brought wait for a person.
    """

    title: Title
    languages: tuple[str, ...]
    rows: tuple[EpisodeRow, ...]
    duration_ms: int = 0
    columns: tuple[str, ...] = ()
    new_names: int = 0

    @property
    def holes(self) -> tuple[int, ...]:
        """The numbers of the episodes that the title must have and has not."""
        return missing_episodes(self.title.promised_episodes, (row.episode.number for row in self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRow:
    """A row of the editor: a spine cue with the cues that render it, or cues of the same times that render nothing.

    With `is_sign` it is a cue of the spine of signs, which stands among those that render it.

    `followers` maps a language to the cues of that language shown in this row, in order of time. `covered` names the languages
    in which a cue of an earlier row renders this one too: their cell is empty but not untranslated.
    """

    cue: Cue
    is_spine: bool
    followers: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    is_sign: bool = False

    def leads(self, column: str) -> bool:
        """Tell whether what is translated in a column hangs on the cue of this row."""
        return self.is_sign if is_signs(column) else self.is_spine


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSheet:
    """Everything the editor shows of an episode.

    `columns` names every language of the title, the spine's first, and tracks beyond one a language (`en-x-sdh`); `tracks`
    holds those that exist by the same names, the spine's among them. `media` is the reference, `media_path` "" while its file is
    not there; `versions` are all pictures and sounds, `version_paths` where those are that are there, by id.
    """

    title: Title
    episode: Episode
    media: Version | None
    media_path: str
    spine: Track | None
    tracks: Mapping[str, Track]
    rows: tuple[CueRow, ...]
    speakers: Mapping[int, str] = field(default_factory=dict)
    previous_id: int | None = None
    next_id: int | None = None
    columns: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    version_paths: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A line of dialogue, a title, an episode or another thing with a name that a search found.

    `role` is that of the column a line stands in. `title_id` is None for what belongs to no title. `row_id` is the id of what is
    neither title, episode nor line. `after` is what replacing would make of the text, None where nothing is to be replaced.
    """

    kind: str
    title_id: int | None
    title_name: str
    row_id: int | None = None
    episode_id: int | None = None
    episode_number: int | None = None
    language: str = ""
    role: str = FULL
    cue_id: int | None = None
    start_ms: int = 0
    text: str = ""
    after: str | None = None

    @property
    def column(self) -> str:
        """Return the name of the column that a line stands in, "" for what stands in none."""
        return column_name(self.language, self.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineElsewhere:
    """How the same source text is translated elsewhere in a title: a text (inline markup), how often, and where it stands first."""

    text: str
    count: int
    episode_id: int
    episode_number: int
    cue_id: int
    start_ms: int
