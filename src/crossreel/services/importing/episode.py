"""Importing the files of one episode: video, spine, and the tracks that hang on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.workflow import State, after_change
from crossreel.domain.cues.anchoring import anchor, match_source, pin_tolerance_ms
from crossreel.domain.cues.column import BESIDE, column_of, variant_of
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.cutting import replace_source
from crossreel.domain.cues.spine import Difference, difference, settle, spine_of
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.taking import Drafted, take
from crossreel.domain.importing.plan import ItemKind, PlanItem
from crossreel.domain.text.inline import plain_text
from crossreel.services import removing
from crossreel.services.episode.cues import judge_drafts
from crossreel.services.episode.document import kept_of
from crossreel.services.episode.drafts import note_drafts
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.importing.people import People
from crossreel.services.importing.sheet_notes import own_extras, put_notes
from crossreel.services.importing.versions import put_versions
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an episode's files go, and how the places of videos are written."""

    title_id: int
    source_language: str
    number: int
    media: MediaPlaces


Batches = Callable[[PlanItem, str], DraftBatch]
"""Gives the batch of a drafted file, by its column."""
ROUNDED_MS = 10  # ASS and some other formats count hundredths of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTimes:
    """How many cues of a translation took the times of the source, and by how much the farthest moved, in ms.

    Of a draft beside words of a person: `kept` lines of the draft gave way to those, `lost` ones stand beside no source line.

    What is within ROUNDED_MS is how a format writes times, and no change.
    """

    count: int = 0
    most_ms: int = 0
    kept: int = 0
    lost: int = 0

    @staticmethod
    def of(cues: Sequence[Cue], hung: Sequence[Cue]) -> "TakenTimes":
        """Return it of cues as their file has them and, in the same order, as they hang on the source."""
        apart = [max(abs(one.start_ms - two.start_ms), abs(one.end_ms - two.end_ms)) for one, two in zip(cues, hung, strict=True)]
        return TakenTimes(count=sum(each > ROUNDED_MS for each in apart), most_ms=max(apart, default=0))


class EpisodeImport:
    """Writes the files of one episode in one transaction.

    Args:
        uow: the transaction.
        place: title and number of the episode.
        people: the title's characters; new speakers are added to it.
        batches: gives the batch of a drafted file.
    """

    def __init__(self, uow: UnitOfWork, place: Place, people: People, batches: Batches) -> None:
        self._batches = batches
        self._drafts: dict[int, tuple[DraftBatch, Mapping[int, Drafted]]] = {}
        self._uow = uow
        self._place = place
        self._people = people
        self._speakers: dict[int, str] = {}

    def write(self, items: Sequence[PlanItem], reference: PlanItem | None = None) -> dict[int, TakenTimes]:
        """Write all items, which belong to this episode and do not contend for a place; `reference` is the picture to time to.

        Returns:
            By the id of a file what of its times gave way to those of the source.
        """
        episode = self._episode()
        media = put_versions(self._uow, self._place.media, episode, items, reference)
        subtitles = [item for item in items if item.kind is ItemKind.SUBTITLE and item.document is not None]
        taken: dict[int, TakenTimes] = {}
        if not subtitles:
            return taken
        tracks = self._uow.where(Track, episode_id=episode.id)
        cues = self._uow.where(Cue, track_id=[track.id for track in tracks]) if tracks else []
        rate = media.frame_rate if media and media.frame_rate else Fraction(30)
        for signs in (False, True):
            some = [item for item in subtitles if _is_signs(item) is signs]
            if some:
                board = _Board(
                    [track for track in tracks if track.role.is_signs is signs], cues, pin_tolerance_ms(rate), signs=signs
                )
                taken |= self._put(board, episode, some)
        put_notes(self._uow, episode, subtitles)
        return taken

    def _put(self, board: "_Board", episode: Episode, items: Sequence[PlanItem]) -> dict[int, TakenTimes]:
        """Put files into what hangs together: what is spoken, or what stands on the picture."""
        taken: dict[int, TakenTimes] = {}
        lead = _lead(items, self._place.source_language, board.spine_track)
        if lead is not None:
            track = self._track(board, episode, lead, self._leading(lead))
            made = self._cues(lead, track)
            board.put_spine(track, made)
            self._note(lead, track, board.drafted(track))
        for item in items:
            if item is not lead:
                hanging = Role.SIGNS_TRANSLATION if _is_signs(item) else item.role if item.role in BESIDE else Role.TRANSLATION
                track = self._track(board, episode, item, hanging)
                made = self._cues(item, track)
                if item.draft_of and board.has_words_of_people(track):
                    taken[item.id], standing = board.put_drafts(track, made, self._uow.new_id)
                else:
                    taken[item.id], standing = board.put_follower(track, made), board.drafted(track)
                self._note(item, track, standing)
        self._save(board)
        return {item_id: each for item_id, each in taken.items() if each.count or each.kept or each.lost}

    def _note(self, item: PlanItem, track: Track, drafted: Mapping[int, Drafted]) -> None:
        if item.draft_of and drafted:
            self._drafts[item.id] = (self._batches(item, column_of(track)), drafted)

    def _leading(self, item: PlanItem) -> Role:
        if _is_signs(item):
            return Role.SIGNS
        return Role.SOURCE if item.language == self._place.source_language else Role.TEMPLATE

    def _episode(self) -> Episode:
        found = self._uow.where(Episode, title_id=self._place.title_id, number=self._place.number)
        if found:
            return found[0]
        episode = Episode(id=self._uow.new_id(), title_id=self._place.title_id, number=self._place.number)
        self._uow.put(episode)
        return episode

    def _track(self, board: "_Board", episode: Episode, item: PlanItem, role: Role) -> Track:
        there = board.find(item.language, role)
        kept = kept_of(item.document) if item.document else {}
        return Track(
            id=there.id if there else self._uow.new_id(), episode_id=episode.id, language=item.language, role=role,
            state=after_change(there.state) if there else State.TRANSLATED, source_path=str(Path(item.path).resolve()),
            source_digest=item.digest, format_id=item.format_id, extras={item.format_id: kept} if kept else {},
        )  # fmt: skip

    def _cues(self, item: PlanItem, track: Track) -> list[Cue]:
        cues: list[Cue] = []
        origin = Origin.VENDOR if item.draft_of else Origin.IMPORTED
        for each in item.document.cues if item.document else ():
            if each.is_drawing:
                continue
            cue = Cue(
                id=self._uow.new_id(), track_id=track.id, start_ms=each.start_ms, end_ms=each.end_ms, text=each.text,
                placement=each.placement, extras=own_extras(each.extras), origin=origin,
            )  # fmt: skip
            cues.append(cue)
            if each.speaker.strip():
                self._speakers[cue.id] = each.speaker
                if track.role.is_spine:
                    cues[-1] = replace(cue, speaker_id=self._people.add(each.speaker))
        return cues

    def _save(self, board: "_Board") -> None:
        board.settle()
        board.give_speakers(self._speakers, self._people)
        written = board.difference()
        self._uow.put_all(self._people.take())
        self._uow.put_all(board.changed_tracks())
        self._uow.put_all(written.put)
        removing.remove(self._uow, *written.removed)
        judge_drafts(self._uow, ((board.before(cue.id), cue) for cue in written.put))
        for batch, drafted in self._drafts.values():
            note_drafts(self._uow, batch, drafted)


class _Board:
    """The tracks of an episode that hang together, and their cues, while files are put into them."""

    def __init__(self, tracks: Sequence[Track], cues: Sequence[Cue], tolerance_ms: int, *, signs: bool) -> None:
        self._before = {track.id: track for track in tracks}
        self._tracks = dict(self._before)
        self._tolerance_ms = tolerance_ms
        self._hanging = Role.SIGNS_TRANSLATION if signs else Role.TRANSLATION
        self.spine_track = next((track for track in tracks if track.role.leads), None)
        own = [cue for cue in cues if cue.track_id in self._before]
        self._old = self._spine = spine_of(self.spine_track.id if self.spine_track else None, own)
        self._old_cues = {cue.id: cue for cue in own}
        self._aliases: dict[int, int] = {}

    def find(self, language: str, role: Role) -> Track | None:
        """Return the track a file of a language and role goes into."""
        same = [track for track in self._tracks.values() if track.language == language]
        return next((track for track in same if variant_of(track.role) == variant_of(role)), None)

    def put_spine(self, track: Track, cues: list[Cue]) -> None:
        """Make `cues` the spine. An old version of it lends its ids; a spine of another language comes to hang on the new one."""
        former = self.spine_track
        self._tracks[track.id] = track
        self.spine_track = track
        if former is not None and former.id == track.id:
            match = match_source(self._spine.cues, cues, self._tolerance_ms)
            self._note_aliases(cues, match.cues)
            self._spine = replace_source(self._spine, match.cues, match.removed)
            return
        if former is not None:
            self._tracks[former.id] = replace(former, role=self._hanging, state=after_change(former.state))
        rest = [cue for cue in (*self._spine.cues, *self._spine.followers) if cue.track_id != track.id]
        hung = [cue for track_id in self._tracks for cue in self._hung(cues, [cue for cue in rest if cue.track_id == track_id])]
        self._spine = spine_of(track.id, [*cues, *hung])

    def put_follower(self, track: Track, cues: list[Cue]) -> TakenTimes:
        """Make `cues` the content of a track that hangs on the spine; cues that stay the same keep their ids.

        Returns:
            What of their times gave way to those of the spine.
        """
        self._tracks[track.id] = track
        old = [cue for cue in self._spine.followers if cue.track_id == track.id]
        others = tuple(cue for cue in self._spine.followers if cue.track_id != track.id)
        if old:
            match = match_source(old, cues, self._tolerance_ms)
            self._note_aliases(cues, match.cues)
            cues = list(match.cues)
        hung = self._hung(self._spine.cues, cues)
        self._spine = replace(self._spine, followers=(*others, *hung))
        return TakenTimes.of(cues, hung)

    def has_words_of_people(self, track: Track) -> bool:
        """Tell whether a person has been through any words of a track."""
        return any(cue.track_id == track.id and not cue.is_unseen and has_words(cue) for cue in self._spine.followers)

    def put_drafts(self, track: Track, cues: list[Cue], new_id: Callable[[], int]) -> tuple[TakenTimes, Mapping[int, Drafted]]:
        """Fill with `cues` what no person has been through of a track, each beside the source line it is nearest to.

        Returns:
            What became of them, and the drafts that stand now by the id of their cue.
        """
        beside: dict[int, list[str]] = {}
        lost = 0
        for cue in self._hung(self._spine.cues, cues):
            if cue.anchor_id is None:
                lost += 1
            else:
                beside.setdefault(cue.anchor_id, []).append(cue.text)
        drafted = {cue_id: Drafted(text="\n".join(texts)) for cue_id, texts in beside.items()}
        taken = take(self._spine, track.id, drafted, Origin.VENDOR, new_id)
        self._spine = taken.spine
        return TakenTimes(kept=len(taken.kept), lost=lost), taken.drafts

    def drafted(self, track: Track) -> Mapping[int, Drafted]:
        """Return the cues that stand in a track anew, as drafts."""
        before = {cue.id: cue.text for cue in (*self._old.cues, *self._old.followers) if cue.track_id == track.id}
        standing = (cue for cue in (*self._spine.cues, *self._spine.followers) if cue.track_id == track.id)
        return {cue.id: Drafted(text=cue.text) for cue in standing if before.get(cue.id) != cue.text and has_words(cue)}

    def settle(self) -> None:
        """Restore the laws of the spine once everything is in."""
        self._spine = settle(self._spine)

    def give_speakers(self, speakers: Mapping[int, str], people: People) -> None:
        """Let translated cues have the speaker they name: a known character, the source cue's, or a new one."""
        named = {self._aliases.get(cue_id, cue_id): name for cue_id, name in speakers.items()}
        speaker_of = {cue.id: cue.speaker_id for cue in self._spine.cues}

        def spoken(cue: Cue) -> Cue:
            name = named.get(cue.id)
            if name is None:
                return cue
            found = people.find(name)
            source = speaker_of.get(cue.anchor_id) if cue.anchor_id is not None else None
            if found is None and source is not None:
                people.learn(source, self._tracks[cue.track_id].language, name)
                found = source
            return replace(cue, speaker_id=found if found is not None else people.add(name))

        self._spine = replace(self._spine, followers=tuple(spoken(cue) for cue in self._spine.followers))

    def before(self, cue_id: int) -> Cue | None:
        """Return a cue as it was, None for a new one."""
        return self._old_cues.get(cue_id)

    def difference(self) -> Difference:
        """Return the cues to write and to remove."""
        return difference(self._old, self._spine)

    def changed_tracks(self) -> list[Track]:
        """Return the tracks to write: those put in, and those whose cues changed under them."""
        old = self._old_cues
        now = {cue.id: cue for cue in (*self._spine.cues, *self._spine.followers)}
        moved = {cue.track_id for cue in old.values() if _shown(cue) != _shown(now.get(cue.id))}
        for track_id in moved & set(self._tracks):
            track = self._tracks[track_id]
            self._tracks[track_id] = replace(track, state=after_change(track.state))
        return [track for track in self._tracks.values() if self._before.get(track.id) != track]

    def _hung(self, spine: Sequence[Cue], cues: Sequence[Cue]) -> list[Cue]:
        return anchor(spine, cues, self._tolerance_ms)

    def _note_aliases(self, made: Sequence[Cue], kept: Sequence[Cue]) -> None:
        """Remember under which id a cue of a file goes on; times and text are still the file's."""

        def place(cue: Cue) -> tuple[int, int, str]:
            return cue.start_ms, cue.end_ms, cue.text

        pairs = zip(sorted(made, key=place), sorted(kept, key=place), strict=True)
        self._aliases.update({one.id: other.id for one, other in pairs})


def has_words(cue: Cue) -> bool:
    """Tell whether a cue says anything."""
    return bool(plain_text(cue.text).strip())


def _shown(cue: Cue | None) -> tuple[int, int, str] | None:
    return (cue.start_ms, cue.end_ms, cue.text) if cue else None


def _lead(items: Sequence[PlanItem], source_language: str, spine: Track | None) -> PlanItem | None:
    """Return the file that becomes the spine: the source's, else, where there is no spine yet, the one with most cues."""
    full = [item for item in items if item.role not in BESIDE or _is_signs(item)]
    source = next((item for item in full if item.language == source_language), None)
    if source is not None:
        return source
    if spine is not None:
        return next((item for item in full if item.language == spine.language), None)
    return max(full, key=lambda item: item.cue_count, default=None)


def _is_signs(item: PlanItem) -> bool:
    return item.role is not None and item.role.is_signs
