"""What a file's name and its folders tell, as values."""

from dataclasses import dataclass

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.version_label import PLAIN, VersionLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """What a name tells. `marked`: a word such as "EP" or "集" named the episode.

    `last_episode` is set where one file holds several. `places` are all numbers that could be the episode, as they stand; `shape`
    is the name with its numbers blanked: files of one shape count the same way. `title` is what stands before the number, or the
    outermost folder that says nothing else. `also_language` is the second of a bilingual file. `extra_by_head`: only the words
    before the number make it an extra. `folder_episode` is the number a folder tells where the name tells another. `promised` is
    the number of episodes the title is said to have, `season` 2 for "S2"; 0 where nothing says it.
    `copy_number` is the 2 of "0915 (2)".
    """

    episode: int | None = None
    last_episode: int | None = None
    language: str | None = None
    language_from: str = ""
    also_language: str = ""
    role: Role | None = None
    look: Look = Look.UNKNOWN
    look_language: str = ""
    quality: int = 0
    version: VersionLabel = PLAIN
    extra: ExtraKind | None = None
    extra_by_head: bool = False
    title: str = ""
    marked: bool = False
    shape: str = ""
    places: tuple[int, ...] = ()
    folder_episode: int | None = None
    promised: int = 0
    season: int = 0
    copy_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderParts:
    """What the name of one folder tells of the files in it.

    `number` is the one episode it holds, and whether a word names it; `title` its words where they say nothing else.
    """

    extra: ExtraKind | None = None
    version: VersionLabel = PLAIN
    promised: int = 0
    season: int = 0
    quality: int = 0
    number: tuple[int, bool] | None = None
    look: Look = Look.UNKNOWN
    look_language: str = ""
    language: str = ""
    also_language: str = ""
    role: Role | None = None
    title: str = ""
