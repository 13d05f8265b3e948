"""Small catalogs on disk for tests: a title with episodes, tracks and anchored cues, written through the real storage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from crossreel.domain.catalog.episode import AudioStream, Episode, MediaInfo
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.anchoring import anchor
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import PIN_TOLERANCE_MS, Cue, Origin
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.storage.database import Database
from crossreel.storage.registry import KINDS
from tests.unit.storage.drama import over

SOURCE = "zh-Hans"


def cue(id: int, start_ms: int, end_ms: int, text: str = "你好", *, track_id: int = 1, **fields: object) -> Cue:
    """A cue, by default of the track 1."""
    return Cue(id=id, track_id=track_id, start_ms=start_ms, end_ms=end_ms, text=text, **fields)  # type: ignore[arg-type]


def media_info(**fields: object) -> MediaInfo:
    """What probing a vertical episode of one minute would tell."""
    facts: dict[str, object] = {
        "duration_ms": 60_000, "width": 1080, "height": 1920, "rotation": 0, "frame_rate": Fraction(30),
        "variable_frame_rate": False, "video_codec": "h264", "size_bytes": 1_000, "content_key": "key",
        "audio": (AudioStream(codec="aac", channels=2, sample_rate=48_000),),
    }  # fmt: skip
    return MediaInfo(**{**facts, **fields})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Drama:
    """A title in a catalog, with the ids of its episodes in order and of its tracks by (episode number, language)."""

    database: Database
    title_id: int
    episode_ids: tuple[int, ...]
    track_ids: dict[tuple[int, str], int]

    def cues(self, number: int, language: str = SOURCE) -> list[Cue]:
        """The cues of a column, in order; none where its track does not exist yet."""
        with self.database.read() as uow:
            tracks = uow.where(Track, episode_id=self.episode_ids[number - 1])
            return uow.where(Cue, track_id=[track.id for track in tracks if column_of(track) == language])

    def cue(self, cue_id: int) -> Cue | None:
        """A cue as it stands in the catalog."""
        with self.database.read() as uow:
            return uow.find(Cue, cue_id)

    def track(self, number: int, language: str) -> Track:
        """A track as it stands in the catalog."""
        with self.database.read() as uow:
            return uow.where(Track, episode_id=self.episode_ids[number - 1], language=language)[0]


def journaled_rows(database: Database) -> dict[type, list[object]]:
    """Everything that undo must bring back, for comparing two states of a catalog."""
    with database.read() as uow:
        kinds = [kind.entity for kind in KINDS if kind.is_journaled]
        return {kind: sorted(uow.where(kind), key=lambda row: row.id) for kind in kinds}


def make_drama(
    path: Path,
    *,
    code: str = "HEIR",
    episodes: int = 2,
    cues: int = 4,
    languages: Sequence[str] = ("en", "ar"),
    database: Database | None = None,
) -> Drama:
    """Write a title whose source has `cues` cues of one second, half a second apart, each rendered in every language.

    Args:
        path: the catalog file, made when missing.
        code: the title's code.
        episodes: how many.
        cues: how many in each episode.
        languages: of the translations.
        database: an open catalog to write into; else one is opened, for the caller to close.
    """
    opened = database or Database.open(path, author="Ana")
    title = Title(id=opened.new_id(), code=code, name="The Hidden Heir", source_language=SOURCE)
    rows: list[object] = [title]
    rows += [
        TitleLanguage(id=opened.new_id(), title_id=title.id, language=tag, position=at + 1) for at, tag in enumerate(languages)
    ]
    drama = Drama(opened, title.id, tuple(opened.new_id() for _ in range(episodes)), {})
    for number, episode_id in enumerate(drama.episode_ids, 1):
        rows.append(Episode(id=episode_id, title_id=title.id, number=number))
        rows += _episode_rows(drama, number, episode_id, cues, languages)
    with (
        opened.edit(EditHeader(label="edit.create_title", title_id=None, facts={"name": title.name})) as edit,
        edit.part() as uow,
    ):
        over(uow, *rows)
    return drama


def approve(database: Database, track_id: int, state: State = State.APPROVED) -> Edit:
    """Give a track its state without a look by QC."""
    with database.edit(EditHeader(label="edit.set_state", title_id=None, facts={"state": state.value})) as edit, edit.part() as uow:
        uow.put(replace(uow.get(Track, track_id), state=state))
    return edit.edit


def _episode_rows(drama: Drama, number: int, episode_id: int, count: int, languages: Sequence[str]) -> list[object]:
    new_id = drama.database.new_id
    source = Track(id=new_id(), episode_id=episode_id, language=SOURCE, role=Role.SOURCE)
    spine = [
        cue(new_id(), at * 1500, at * 1500 + 1000, f"第{number}.{at}集", track_id=source.id, origin=Origin.IMPORTED)
        for at in range(count)
    ]
    rows: list[object] = [source, *spine]
    drama.track_ids[number, SOURCE] = source.id
    for tag in languages:
        track = Track(id=new_id(), episode_id=episode_id, language=tag, role=Role.TRANSLATION)
        drama.track_ids[number, tag] = track.id
        imported = [
            cue(new_id(), each.start_ms, each.end_ms, f"{tag} {number}.{at}", track_id=track.id, origin=Origin.IMPORTED)
            for at, each in enumerate(spine)
        ]
        rows += [track, *anchor(spine, imported, PIN_TOLERANCE_MS)]
    return rows
