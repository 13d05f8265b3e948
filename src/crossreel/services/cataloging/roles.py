"""Tracks in their roles: made, copied from another column, given another role, taken away; part of `cataloging`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.anchoring import anchor, pin_tolerance_ms
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import digest_of
from crossreel.domain.cues.track import Track, spine_id
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, Fact, NotFound, Refused
from crossreel.domain.quality.finding import Finding, Waiver
from crossreel.domain.text.column_name import checked_variant, column_name, split_column
from crossreel.services import removing
from crossreel.services.cataloging.edits import TitleEdits, get_title
from crossreel.services.episode.cues import checked_column, open_column, role_in
from crossreel.storage.unit_of_work import UnitOfWork

Cells = Sequence[tuple[int, str]]
Write = Callable[[UnitOfWork, Title, "_Board"], None]
USUAL_RATE = Fraction(30)


class TitleRoles(TitleEdits):
    """The use cases on the tracks of cells: an episode's id and a column, `en`, `en-x-sdh`, `en-x-forced` or `en-x-signs`."""

    def make_tracks(self, cells: Cells, *, copied_from: str = "") -> Edit:
        """Make the tracks of empty cells, without cues or with those of another column: words and times, hung on the same lines.

        Args:
            cells: episode id and column; the column is opened where the title has none.
            copied_from: the column to copy; "" leaves the tracks empty. Episodes that have nothing there are passed over.

        Raises:
            BadInput: no such language or role.
            Refused: a cell has subtitles already, or nothing was there to copy.
        """
        wanted = [(episode_id, checked_column(column)) for episode_id, column in dict.fromkeys(cells)]

        def write(uow: UnitOfWork, title: Title, board: "_Board") -> None:
            made = 0
            for episode_id, column in wanted:
                tracks = board.tracks(episode_id)
                source = _find(tracks, copied_from) if copied_from else None
                if copied_from and source is None:
                    continue
                target = board.empty(episode_id, column)
                if source is not None and source.id == target.id:
                    raise Refused("catalog.copied_onto_itself", language=column)
                made += 1
                open_column(uow, title, column)
                uow.put(target)
                if source is not None:
                    uow.put_all(board.copies(source, target))
            if not made:
                raise Refused("catalog.nothing_to_copy", language=copied_from)

        label = "edit.copy_track" if copied_from else "edit.make_track"
        return self._on_cells(label, wanted, write, **({"from_language": copied_from} if copied_from else {}))

    def change_role(self, cells: Cells, role: str) -> Edit:
        """Give tracks another role; their words, notes and waivers go with them.

        What comes to hang on other lines is hung there by its times, as an import does.

        Args:
            cells: episode id and column.
            role: "full", "sdh", "forced" or "signs".

        Raises:
            BadInput: no such role.
            Refused: a cell is empty, other tracks hang on it, or the place is taken.
        """
        variant = checked_variant(role)

        def write(uow: UnitOfWork, title: Title, board: "_Board") -> None:
            for episode_id, column in dict.fromkeys(cells):
                track = board.get(episode_id, column)
                target = column_name(track.language, variant)
                if target == column:
                    continue
                refuse_leading(uow, [track])
                board.refuse_taken(episode_id, target)
                open_column(uow, title, target)
                rest = [each for each in board.tracks(episode_id) if each.id != track.id]
                changed = replace(track, role=role_in(title, rest, target))
                uow.put(changed)
                if changed.role.is_signs != track.role.is_signs or changed.role.leads:
                    uow.put_all(board.hung(changed, board.cues(track)))
                _carry_words(uow, track, column, target, [cue.id for cue in board.cues(track)])
                board.replace(changed)

        return self._on_cells("edit.change_role", cells, write, role=variant)

    def delete_tracks(self, cells: Cells) -> Edit:
        """Remove the subtitles of cells with their notes; the column stays.

        Raises:
            Refused: a cell is empty, or other tracks hang on it.
        """

        def write(uow: UnitOfWork, _title: Title, board: "_Board") -> None:
            tracks = [board.get(episode_id, column) for episode_id, column in dict.fromkeys(cells)]
            refuse_leading(uow, tracks)
            removing.remove(uow, *tracks)
            for track in tracks:
                language, role = split_column(column_of(track))
                uow.remove_all(uow.where(Note, episode_id=track.episode_id, language=language, role=role))

        return self._on_cells("edit.delete_track", cells, write)

    def _on_cells(self, label: str, cells: Cells, write: "Write", **more: Fact) -> Edit:
        episode_ids = sorted({episode_id for episode_id, _ in cells})
        with self._database.read() as uow:
            episodes = uow.where(Episode, id=episode_ids)
        if not episodes or len(episodes) < len(episode_ids):
            raise NotFound("catalog.no_episode")
        if len({episode.title_id for episode in episodes}) > 1:
            raise BadInput("editing.several_titles")
        title_id = episodes[0].title_id
        facts: dict[str, Fact] = {
            "count": len(cells), "languages": sorted({column for _, column in cells}),
            "episodes": sorted(episode.number for episode in episodes), **more,
        }  # fmt: skip

        def written(uow: UnitOfWork) -> None:
            title = get_title(uow, title_id)
            write(uow, title, _Board(uow, title, episodes))

        return self._edit(label, title_id, written, step_id=None, **facts)


class _Board:
    """The tracks of some episodes while their roles are given, read as they are needed."""

    def __init__(self, uow: UnitOfWork, title: Title, episodes: Collection[Episode]) -> None:
        self._uow = uow
        self._title = title
        self._numbers = {episode.id: episode.number for episode in episodes}
        self._tracks: dict[int, dict[int, Track]] = {episode_id: {} for episode_id in self._numbers}
        for track in uow.where(Track, episode_id=list(self._numbers)):
            self._tracks[track.episode_id][track.id] = track
        ids = [track_id for own in self._tracks.values() for track_id in own]
        self._cues: dict[int, list[Cue]] = {track_id: [] for track_id in ids}
        for cue in uow.where(Cue, track_id=ids) if ids else []:
            self._cues[cue.track_id].append(cue)
        references = uow.where(Version, episode_id=list(self._numbers), is_reference=True)
        self._rates = {each.episode_id: each.frame_rate or USUAL_RATE for each in references}

    def tracks(self, episode_id: int) -> list[Track]:
        return list(self._tracks[episode_id].values())

    def cues(self, track: Track) -> list[Cue]:
        return self._cues.get(track.id, [])

    def get(self, episode_id: int, column: str) -> Track:
        found = _find(self.tracks(episode_id), column)
        if found is None:
            raise Refused("catalog.state_missing", episode=self._numbers[episode_id], language=column)
        return found

    def refuse_taken(self, episode_id: int, column: str) -> None:
        if _find(self.tracks(episode_id), column) is not None:
            raise Refused("catalog.track_present", episode=self._numbers[episode_id], language=column)

    def empty(self, episode_id: int, column: str) -> Track:
        """Return a track for a cell that has no cues."""
        present = _find(self.tracks(episode_id), column)
        if present is not None and self.cues(present):
            raise Refused("catalog.track_present", episode=self._numbers[episode_id], language=column)
        role = role_in(self._title, self.tracks(episode_id), column)
        language, _variant = split_column(column)
        made = present or Track(id=self._uow.new_id(), episode_id=episode_id, language=language, role=role)
        self.replace(made)
        return made

    def replace(self, track: Track) -> None:
        self._tracks[track.episode_id][track.id] = track

    def copies(self, source: Track, target: Track) -> list[Cue]:
        """Return the cues of a track as those of another: in the same group on the same lines, in another hung by their times."""
        made = [replace(cue, id=self._uow.new_id(), track_id=target.id) for cue in self.cues(source)]
        if source.role.is_signs != target.role.is_signs or target.role.leads:
            made = self.hung(target, made)
        elif source.role.leads:
            pairs = zip(made, self.cues(source), strict=True)
            made = [replace(cue, anchor_id=own.id, anchor_last_id=own.id, source_digest=digest_of([own])) for cue, own in pairs]
        self._cues[target.id] = made
        return made

    def hung(self, track: Track, cues: Iterable[Cue]) -> list[Cue]:
        """Return cues as a track has them that leads, or that hangs on what leads its group."""
        bare = [replace(cue, anchor_id=None, anchor_last_id=None, pinned=False, source_digest=None) for cue in cues]
        if track.role.leads:
            return bare
        own = [(each.id, each.role) for each in self.tracks(track.episode_id) if each.id != track.id]
        spine = self._cues.get(spine_id(own, signs=track.role.is_signs) or 0, [])
        return anchor(spine, bare, pin_tolerance_ms(self._rates.get(track.episode_id, USUAL_RATE)))


def refuse_leading(uow: UnitOfWork, tracks: Sequence[Track]) -> None:
    """Refuse to take tracks from their places that others hang on.

    Raises:
        Refused: some track hangs on one of them and is not itself among them.
    """
    going = {track.id for track in tracks}
    for track in tracks:
        if track.role.leads:
            beside = uow.where(Track, episode_id=track.episode_id)
            if any(each.role.is_signs == track.role.is_signs and each.id not in going for each in beside):
                episode = uow.get(Episode, track.episode_id).number
                raise Refused("catalog.leading_track", episode=episode, language=column_of(track))


def _find(tracks: Iterable[Track], column: str) -> Track | None:
    return next((track for track in tracks if column_of(track) == column), None)


def _carry_words(uow: UnitOfWork, track: Track, column: str, target: str, cue_ids: Sequence[int]) -> None:
    language, role = split_column(column)
    variant = split_column(target)[1]
    notes = uow.where(Note, episode_id=track.episode_id, language=language, role=role)
    uow.put_all(replace(note, role=variant) for note in notes)
    waivers = uow.where(Waiver, cue_id=list(cue_ids)) if cue_ids else []
    marks = {found.fingerprint for found in uow.where(Finding, track_id=track.id) if found.cue_id is None}
    waivers += uow.where(Waiver, fingerprint=sorted(marks)) if marks else []
    uow.put_all(replace(waiver, role=variant) for waiver in waivers)
