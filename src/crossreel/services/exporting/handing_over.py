"""Handing a title over to those who finish its picture: an editing program's own files, one an episode."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, Cancelled, Fact
from crossreel.domain.hand_over import (
    EditorCue,
    EditorInfo,
    EditorMarker,
    EditorTimeline,
    EditorTrack,
    EditorVideo,
    MarkerKind,
)
from crossreel.domain.item import Item
from crossreel.domain.quality.finding import Finding
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import is_signs, language_of
from crossreel.domain.text.inline import plain_text
from crossreel.domain.wording import Wording
from crossreel.formats.editor import Editor
from crossreel.formats.editor_registry import editors, get
from crossreel.kernel.atomic import make_folder
from crossreel.kernel.new_folder import new_folder
from crossreel.kernel.paths import legible
from crossreel.services.episode.cues import EpisodeCues, read_groups
from crossreel.services.exporting.gathering import portions, where_episodes
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.subtitles import save
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage import queries

if TYPE_CHECKING:
    from crossreel.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What goes to which program, for all episodes of a title."""

    title: Title
    columns: Sequence[str]
    editor: Editor
    rate: Fraction | None
    notes: Mapping[int, list[Note]]
    findings: Mapping[int, list[Finding]]
    wording: Wording
    places: MediaPlaces


@dataclass(slots=True)
class _Told:
    done: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    notices: list[Item] = field(default_factory=list)

    def report(self, *, cancelled: bool = False) -> Report:
        return Report(done=tuple(self.done), failed=tuple(self.failed), notices=tuple(self.notices), cancelled=cancelled)


class HandingOver:
    """The use cases that give a title of one catalog to editing programs."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def editors(self) -> tuple[EditorInfo, ...]:
        """Return the editing programs that take a title."""
        return tuple(each.info() for each in editors())

    def hand_over(
        self, title_id: int, columns: Sequence[str], editor_id: str, out: Path, *, wording: Wording,
        episode_ids: Collection[int] | None = None, frame_rate: Fraction | None = None, markers: bool = True,
        job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Write a file or folder for each episode below `out`, each whole or not at all.

        Files of the same name are replaced; a folder that exists is somebody's work by now and stays: its episode fails.

        Args:
            title_id: the title.
            columns: whose subtitles go along; the findings are those of these and of the picture.
            editor_id: the program, see `editors`.
            out: folder, made where it is missing.
            wording: says what findings are about.
            episode_ids: episodes, None for all.
            frame_rate: of episodes whose video is not known, or does not say; None leaves these out.
            markers: whether open notes and findings go along, where the program takes them.
            job: progress and cancel; cancelling keeps what is written already.

        Raises:
            NotFound: there is no such title or program.
        """
        editor, job, told = get(editor_id), job or JobContext(), _Told()
        wanted = self._wanted(title_id, columns, editor, wording, frame_rate, markers)
        with self._database.read() as uow:
            episodes = where_episodes(uow, title_id, episode_ids)
        try:
            for at, (cues, media) in enumerate(self._each(episodes)):
                name = timeline_name(wanted.title, cues[0].episode)
                job.progress(at, len(episodes), name)
                with alone(name) as attempt:
                    timeline = _timeline(wanted, cues, media, told.notices)
                    told.done.append(Item(name=legible(_write(editor, timeline, out))))
                if attempt.failed:
                    told.failed.append(attempt.item)
        except Cancelled:
            return told.report(cancelled=True)
        job.progress(len(episodes), len(episodes))
        return told.report()

    def _wanted(
        self, title_id: int, columns: Sequence[str], editor: Editor, wording: Wording, rate: Fraction | None, markers: bool
    ) -> _Wanted:
        with self._database.read() as uow:
            marked = markers and editor.takes_markers
            return _Wanted(
                title=uow.get(Title, title_id),
                columns=columns,
                editor=editor,
                rate=rate,
                notes=_by_episode(uow.where(Note, title_id=title_id) if marked else []),
                findings=_by_episode(queries.open_findings(uow, title_id) if marked else []),
                wording=wording,
                places=MediaPlaces(self._database.path),
            )

    def _each(self, episodes: Sequence[Episode]) -> Iterator[tuple[list[EpisodeCues], Version | None]]:
        """Give each episode with what is spoken, its signs, and the picture that its times follow; some are read at a time."""
        for some in portions(episodes):
            with self._database.read() as uow:
                groups = read_groups(uow, some)
                media = {file.episode_id: file for file in uow.where(Version, episode_id=some, is_reference=True)}
            for episode_id in some:
                yield [each for each in groups if each.episode.id == episode_id], media.get(episode_id)


def timeline_name(title: Title, episode: Episode) -> str:
    """Return what the files of an episode are called, for example `HIDDENHEIR_S01E001`."""
    return f"{title.code}_S01E{episode.number:03d}"


def _by_episode(entries: Sequence[Note] | Sequence[Finding]) -> Mapping[int, list]:  # type: ignore[type-arg]
    found = defaultdict(list)
    for each in entries:
        found[each.episode_id].append(each)
    return found


def _timeline(wanted: _Wanted, groups: Sequence[EpisodeCues], media: Version | None, notices: list[Item]) -> EditorTimeline:
    """Return an episode as a timeline.

    Raises:
        BadInput: the program needs a video and there is none, or nobody knows how many frames a second has.
    """
    episode = groups[0].episode
    name = timeline_name(wanted.title, episode)
    facts: dict[str, Fact] = {"episode": episode.number}
    path = wanted.places.find(media)
    if path is None and wanted.editor.needs_video:
        raise BadInput("hand_over.no_video", **facts)
    rate = (media.even_rate if media is not None else None) or wanted.rate
    if rate is None and media is not None and media.has_picture and media.frame_rate:
        rate = media.frame_rate
        notices.append(Item(name=name, code="hand_over.variable_rate", facts={**facts, "rate": f"{float(rate):.3f}"}))
    if rate is None:
        raise BadInput("hand_over.no_rate", **facts)
    if path is None:
        notices.append(Item(name=name, code="hand_over.without_video", facts=facts))
    tracks = tuple(_tracks(groups, wanted.columns))
    last_ms = max((cue.end_ms for track in tracks for cue in track.cues), default=0)
    notes, findings = wanted.notes.get(episode.id, []), wanted.findings.get(episode.id, [])
    return EditorTimeline(
        name=name, title=wanted.title.name or wanted.title.code, episode=episode.number, rate=rate,
        length_ms=(media.duration_ms if media is not None else 0) or max(last_ms, 1000),
        video=_video(media, path) if media is not None and path is not None else None, tracks=tracks,
        markers=tuple(sorted(_markers(wanted, notes, findings), key=lambda each: (each.start_ms, each.text))),
    )  # fmt: skip


def _video(media: Version, path: Path) -> EditorVideo:
    sound = media.audio[0] if media.audio else None
    return EditorVideo(
        path=str(path.absolute()), in_ms=media.in_ms, file_ms=media.file_ms, width=media.width, height=media.height,
        channels=sound.channels if sound else 0, sample_rate=sound.sample_rate if sound else 0,
    )  # fmt: skip


def _tracks(groups: Sequence[EpisodeCues], columns: Sequence[str]) -> Iterator[EditorTrack]:
    for column in columns:
        group = next((each for each in groups if each.is_signs is is_signs(column)), None)
        track = group.columns.get(column) if group is not None else None
        if group is None or track is None:
            continue
        own = sorted((cue for cue in group.cues if cue.track_id == track.id), key=lambda cue: cue.order)
        cues = [EditorCue(start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text) for cue in own if plain_text(cue.text).strip()]
        if cues:
            yield EditorTrack(column=column, language=language_of(column), cues=tuple(cues))


def _markers(wanted: _Wanted, notes: Sequence[Note], findings: Sequence[Finding]) -> Iterator[EditorMarker]:
    for note in notes:
        if note.parent_id is None:
            answers = [each for each in notes if each.parent_id == note.id]
            words = " / ".join(f"{each.author}: {each.text}" for each in (note, *answers))
            text = f"[{note.column}] {words}" if note.language else words
            yield EditorMarker(
                start_ms=note.at_ms, end_ms=note.at_ms, text=text, kind=MarkerKind.NOTE, is_done=bool(note.resolved_by)
            )
    for each in findings:
        if each.column in ("", *wanted.columns):
            words = wanted.wording.sentence(each.code, each.facts)
            text = " ".join(filter(None, (f"[{each.column}]" if each.column else "", words)))
            kind = MarkerKind(each.severity.value)
            yield EditorMarker(start_ms=each.start_ms, end_ms=each.end_ms, text=text, kind=kind)


def _write(editor: Editor, timeline: EditorTimeline, out: Path) -> Path:
    """Write the files of an episode and return what stands below `out` now.

    Raises:
        BadInput: a folder of that name exists, or the disk refuses.
    """
    files = editor.write(timeline)
    if not editor.is_folder:
        ((name, data),) = files.items()
        save(out / name, data)
        return out / name
    target = out / timeline.name
    try:
        make_folder(out)
        with new_folder(target) as partial:
            for name, data in files.items():
                save(partial / name, data)
    except FileExistsError as error:
        raise BadInput("hand_over.folder_exists", path=str(target)) from error
    except OSError as error:
        raise BadInput("format.cannot_save", path=str(target), reason=error.strerror or str(error)) from error
    return target
