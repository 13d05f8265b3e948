"""What stands beside drafted lines, read for several at once. No use case of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.version import Version, in_order
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track, spine_id
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.beside import AROUND, Around, Beside
from crossreel.domain.drafting.burned_text import ReadingCrop
from crossreel.domain.drafting.draft import Draft, newest
from crossreel.storage.unit_of_work import UnitOfWork


def read_beside(uow: UnitOfWork, cue_ids: Collection[int]) -> dict[int, Beside]:
    """Return what stands beside cues, by cue; in statements that do not grow with them. Cues that are gone are left out."""
    cues = uow.where(Cue, id=list(cue_ids))
    held = _read(uow, cues)
    return {cue.id: held.beside(cue) for cue in cues}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    tracks: Mapping[int, Track]
    spines: Mapping[int, int]
    cues: Mapping[int, Sequence[Cue]]
    batches: Mapping[int, DraftBatch]
    drafts: Mapping[int, Draft]
    crops: Mapping[int, ReadingCrop]
    versions: Mapping[int, Sequence[Version]]

    def beside(self, cue: Cue) -> Beside:
        track = self.tracks[cue.track_id]
        draft = self.drafts.get(cue.id)
        versions = tuple(in_order(self.versions.get(track.episode_id, ())))
        return Beside(
            cue=cue, before=self._around(cue, track, before=True), after=self._around(cue, track, before=False),
            batch=self.batches.get(draft.batch_id) if draft is not None else None, drafted=draft.text if draft is not None else "",
            crop=self.crops.get(cue.id) or self.crops.get(cue.anchor_id or 0), versions=versions,
            is_heard=any(map(self._is_heard, (cue.id, cue.anchor_id or 0))),
        )  # fmt: skip

    def _is_heard(self, cue_id: int) -> bool:
        draft = self.drafts.get(cue_id)
        batch = self.batches.get(draft.batch_id) if draft is not None else None
        return batch is not None and batch.stage is Stage.HEARING

    def _around(self, cue: Cue, track: Track, *, before: bool) -> tuple[Around, ...]:
        """Return the lines before or after: those of the source with what renders them, or of the track where it has none."""
        mine = sorted(self.cues.get(track.id, ()), key=lambda each: each.order)
        sources = sorted(self.cues.get(self.spines.get(track.id, 0), ()), key=lambda each: each.order)
        first, last = cue.anchor_id, cue.anchor_last_id or cue.anchor_id
        at = next((place for place, each in enumerate(sources) if each.id == (first if before else last)), None)
        if at is None:
            at = next((place for place, each in enumerate(mine) if each.id == cue.id), 0)
            near = mine[max(0, at - AROUND) : at] if before else mine[at + 1 : at + 1 + AROUND]
            return tuple(Around(start_ms=each.start_ms, source="", text=each.text) for each in near)
        near = sources[max(0, at - AROUND) : at] if before else sources[at + 1 : at + 1 + AROUND]
        said = {each.anchor_id: each.text for each in reversed(mine)}
        return tuple(Around(start_ms=each.start_ms, source=each.text, text=said.get(each.id, "")) for each in near)


def _read(uow: UnitOfWork, cues: Sequence[Cue]) -> _Held:
    mine = uow.where(Track, id=list({cue.track_id for cue in cues})) if cues else []
    episodes = list({track.episode_id for track in mine})
    tracks = uow.where(Track, episode_id=episodes) if episodes else []
    spines: dict[int, int] = {}
    for track in mine:
        pairs = ((each.id, each.role) for each in tracks if each.episode_id == track.episode_id)
        spine = spine_id(pairs, signs=track.role.is_signs)
        if spine is not None and spine != track.id:
            spines[track.id] = spine
    lines: dict[int, list[Cue]] = {}
    for each in uow.where(Cue, track_id=[*{track.id for track in mine}, *set(spines.values())]) if mine else []:
        lines.setdefault(each.track_id, []).append(each)
    ids = [cue.id for cue in cues]
    sources = [cue.anchor_id for cue in cues if cue.anchor_id is not None]
    drafts = newest(uow.where(Draft, cue_id=[*ids, *sources])) if ids else {}
    batches = list({draft.batch_id for draft in drafts.values()})
    versions: dict[int, list[Version]] = {}
    for version in uow.where(Version, episode_id=episodes) if episodes else []:
        versions.setdefault(version.episode_id, []).append(version)
    return _Held(
        tracks={track.id: track for track in mine},
        spines=spines,
        cues=lines,
        batches={each.id: each for each in uow.where(DraftBatch, id=batches)} if batches else {},
        drafts=drafts,
        crops={each.cue_id: each for each in uow.where(ReadingCrop, cue_id=[*ids, *sources])} if ids else {},
        versions=versions,
    )
