"""Tidying the times of an episode or a title: snapping to shots or speech, closing gaps, chaining. A plan first, then one edit."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues import snapping, spine
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.snapping import Times, Zones
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import Fact
from crossreel.domain.picture.shots import Shots
from crossreel.domain.quality.guide_zones import zones_of
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.frame_grid import USUAL_RATE
from crossreel.domain.views.retime_plan import RetimeKind, RetimeLine, RetimePlan, RetimeScope
from crossreel.services.editing.comparing import check_times
from crossreel.services.episode.cues import EpisodeCues, read_groups, write_spines
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

GuideOf = Callable[[str, Title, PictureShape], StyleGuide]
ShotsOf = Callable[[int], Shots]
SpeechOf = Callable[[int], SpeechRegions | None]
CHAINED_MS = 1_000
EPISODES_AT_ONCE = 16
LABELS = {
    RetimeKind.SNAP: "edit.snap",
    RetimeKind.SPEECH: "edit.snap_to_speech",
    RetimeKind.CLOSE_GAPS: "edit.close_gaps",
    RetimeKind.CHAIN: "edit.chain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What there is to do in one episode."""

    episode: Episode
    lines: tuple[RetimeLine, ...]
    rate: Fraction
    unsought: bool


@dataclass(frozen=True, slots=True)
class _Choice:
    """The cues of an episode that were asked for, and those among them that stay as they are."""

    ids: frozenset[int]
    left_out: frozenset[int]


class Tidying:
    """The use cases on the times of many cues of one catalog.

    Args:
        database: the catalog.
        shots: gives the shot changes of an episode.
        speech: gives its speech regions, None where nobody has listened.
        guide: gives the style guide of a language, for a title and a shape of picture.
    """

    def __init__(self, database: Database, *, shots: ShotsOf, speech: SpeechOf, guide: GuideOf) -> None:
        self._database = database
        self._shots = shots
        self._speech = speech
        self._guide = guide

    def plan(
        self, kind: RetimeKind, scope: RetimeScope, *, left_out: Collection[int] = (), job: JobContext | None = None
    ) -> RetimePlan:
        """Work out new times; nothing is written.

        Snapping and closing gaps follow the style guide's zones, `snapping` has the laws; chaining closes gaps below a second.
        Cues of the spine take their followers along; of the others only pinned ones have times to tidy.

        Args:
            kind: what is to be done.
            scope: which cues may be moved.
            left_out: cues of the scope that may not.
            job: how far it is, and whether to stop.

        Raises:
            NotFound: the title or an episode is gone.
            Cancelled: the user cancelled.
        """
        work = job or JobContext()
        with self._database.read() as uow:
            title = uow.get(Title, scope.title_id)
            every = [each.id for each in uow.where(Episode, title_id=title.id)]
        wanted = [each for each in every if scope.episode_ids is None or each in scope.episode_ids]
        looked: list[_Looked] = []
        for some in (wanted[at : at + EPISODES_AT_ONCE] for at in range(0, len(wanted), EPISODES_AT_ONCE)):
            with self._database.read() as uow:
                episodes = read_groups(uow, some)
                media = {each.episode_id: each for each in uow.where(Version, episode_id=some, is_reference=True)}
            for episode in episodes:
                work.progress(len(looked), len(wanted), str(episode.episode.number))
                chosen = _Choice(_chosen(episode, scope), frozenset(left_out))
                looked.append(self._look(kind, title, episode, media.get(episode.episode.id), chosen))
        return RetimePlan(
            kind=kind,
            scope=scope,
            lines=tuple(line for each in looked for line in each.lines),
            rates=tuple({each.episode.id: each.rate for each in looked}.items()),
            unsought=tuple(dict.fromkeys(each.episode.number for each in looked if each.unsought)),
        )

    def _look(self, kind: RetimeKind, title: Title, episode: EpisodeCues, media: Version | None, chosen: "_Choice") -> "_Looked":
        shots = self._shots(episode.episode.id) if kind is RetimeKind.SNAP else None
        speech = self._speech(episode.episode.id) if kind is RetimeKind.SPEECH else None
        times = _new_times(kind, episode, chosen, self._zones(title, episode, media), shots, speech)
        unsought = (shots is not None and not shots.is_sought) or (kind is RetimeKind.SPEECH and speech is None)
        return _Looked(
            episode=episode.episode,
            lines=tuple(_lines(episode, times)),
            rate=media.frame_rate if media is not None else USUAL_RATE,
            unsought=unsought and media is not None and bool(chosen.ids),
        )

    def apply(self, plan: RetimePlan) -> Edit:
        """Write the times of a plan, all of them or none, as one edit.

        Raises:
            StaleEdit: a cue has other times by now than the plan started from; nothing was written.
            NotFound: a cue is gone.
        """
        wanted = {line.cue_id: line for line in plan.lines}
        episode_ids = list(dict.fromkeys(line.episode_id for line in plan.lines))
        numbers = sorted({line.episode for line in plan.lines})
        facts: dict[str, Fact] = {"count": len(wanted), "episodes": numbers}
        header = EditHeader(label=LABELS[plan.kind], title_id=plan.scope.title_id, facts=facts)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            episodes = read_groups(uow, episode_ids) if episode_ids else []
            write_spines(uow, [(each, self._applied(uow, each, wanted)) for each in episodes])
        return open_edit.edit

    def _applied(self, uow: UnitOfWork, episode: EpisodeCues, wanted: Mapping[int, RetimeLine]) -> spine.Spine:
        in_episode = (line for line in wanted.values() if line.episode_id == episode.episode.id)
        mine = [line for line in in_episode if is_signs(line.language) is episode.is_signs]
        for line in mine:
            stored = episode.spine.get(line.cue_id)
            seen = (line.start_ms, line.end_ms)
            check_times(uow, stored, (line.new_start_ms, line.new_end_ms), seen, session_id=0)
        return spine.retime_each(episode.spine, {line.cue_id: (line.new_start_ms, line.new_end_ms) for line in mine})

    def _zones(self, title: Title, episode: EpisodeCues, media: Version | None) -> dict[int, Zones]:
        rate = media.frame_rate if media is not None else USUAL_RATE
        shape = PictureShape(width=media.width, height=media.height, frame_rate=rate) if media is not None else PictureShape()
        return {track.id: zones_of(self._guide(track.language, title, shape), rate) for track in episode.tracks.values()}


def _chosen(episode: EpisodeCues, scope: RetimeScope) -> frozenset[int]:
    tracks = {track.id for name, track in episode.columns.items() if scope.languages is None or name in scope.languages}
    ids = frozenset(cue.id for cue in episode.cues if cue.track_id in tracks)
    return ids if scope.cue_ids is None else ids & set(scope.cue_ids)


def _new_times(
    kind: RetimeKind, episode: EpisodeCues, chosen: _Choice, zones: Mapping[int, Zones], shots: Shots | None,
    speech: SpeechRegions | None,
) -> dict[int, Times]:  # fmt: skip
    if not chosen.ids:
        return {}
    if kind is RetimeKind.SPEECH:
        spans = [(span.start_ms, span.end_ms) for span in speech.spans] if speech is not None else []
        return snapping.snap_to_speech(episode.spine, chosen.ids - chosen.left_out, spans, zones) if spans else {}
    if shots is not None:
        movable = chosen.ids - chosen.left_out
        return snapping.snap(episode.spine, movable, shots.times_ms, zones) if shots.times_ms else {}
    below_ms = CHAINED_MS if kind is RetimeKind.CHAIN else None
    return snapping.close_gaps(episode.spine, chosen.ids, zones, below_ms, left_out=chosen.left_out)


def _lines(episode: EpisodeCues, times: Mapping[int, Times]) -> Iterator[RetimeLine]:
    names = {track.id: name for name, track in episode.columns.items()}
    numbers = {cue.id: number for number, cue in enumerate(episode.spine.cues, 1)}
    for cue in sorted((each for each in episode.cues if each.id in times), key=lambda each: each.order):
        start_ms, end_ms = times[cue.id]
        yield RetimeLine(
            cue_id=cue.id, episode_id=episode.episode.id, episode=episode.episode.number, number=_number(cue, numbers),
            language=names.get(cue.track_id, ""), text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms,
            new_start_ms=start_ms, new_end_ms=end_ms,
        )  # fmt: skip


def _number(cue: Cue, numbers: Mapping[int, int]) -> int:
    return numbers.get(cue.id) or numbers.get(cue.anchor_id or 0, 0)
