"""The drafted lines of titles as they stand in the catalog, each beside its source, its draft and what QC found in it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track, spine_id
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft, newest
from crossreel.domain.drafting.review import Reason, ReviewLine, RiskWeights, less_sure
from crossreel.domain.quality.finding import Finding
from crossreel.domain.text.inline import plain_text
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """All lines of a column of a title beside their sources, drafted or not: what the drafted ones are judged against."""

    name: str
    source_language: str
    language: str
    lines: tuple[ReviewLine, ...]
    waiting: frozenset[int]
    """Cues among them that wait for a person."""


def read_columns(
    uow: UnitOfWork, title_id: int, source_language: str, weights: RiskWeights, *, columns: Collection[str] | None = None
) -> list[Column]:
    """Return the columns of a title with lines that wait for a person, with the reasons that stored findings and drafts give.

    Args:
        uow: where to read.
        title_id: the title.
        source_language: the title's.
        weights: how likely lines are wrong by what.
        columns: of these alone; None for all.
    """
    held = _read(uow, title_id)
    found: dict[str, list[ReviewLine]] = {}
    languages: dict[str, str] = {}
    for track, sources in _with_sources(held.tracks, held.cues):
        name = column_of(track)
        if columns is not None and name not in columns:
            continue
        languages[name] = track.language
        for cue in held.cues.get(track.id, ()):
            line = _line(cue, track, held.episodes[track.episode_id], sources, held.drafts.get(cue.id), held.batches)
            reasons = tuple(_reasons(line, held.findings.get(cue.id, ()), weights))
            found.setdefault(name, []).append(replace(line, reasons=reasons))
    made = [
        Column(
            name=name, source_language=source_language, language=languages[name], lines=tuple(lines),
            waiting=frozenset(line.cue_id for line in lines) & held.unseen,
        )
        for name, lines in found.items()
    ]  # fmt: skip
    return [each for each in made if each.waiting]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What of a title the queue is made of; findings and drafts are by cue."""

    episodes: dict[int, Episode]
    tracks: list[Track]
    cues: dict[int, list[Cue]]
    batches: dict[int, DraftBatch]
    drafts: dict[int, Draft]
    findings: dict[int, list[Finding]]

    @property
    def unseen(self) -> frozenset[int]:
        """Cues that say something drafted that no person has been through."""
        return frozenset(cue.id for some in self.cues.values() for cue in some if cue.is_unseen and plain_text(cue.text).strip())


def _read(uow: UnitOfWork, title_id: int) -> _Held:
    episodes = {each.id: each for each in uow.where(Episode, title_id=title_id)}
    batches = {each.id: each for each in uow.where(DraftBatch, title_id=title_id)}
    findings: dict[int, list[Finding]] = {}
    for each in queries.open_findings(uow, title_id):
        if each.cue_id is not None:
            findings.setdefault(each.cue_id, []).append(each)
    return _Held(
        episodes=episodes,
        tracks=uow.where(Track, episode_id=list(episodes)) if episodes else [],
        cues=queries.cues_by_track(uow, title_id),
        batches=batches,
        drafts=newest(uow.where(Draft, batch_id=list(batches))) if batches else {},
        findings=findings,
    )


def _with_sources(tracks: Iterable[Track], cues: dict[int, list[Cue]]) -> Iterable[tuple[Track, dict[int, Cue]]]:
    by_episode: dict[int, list[Track]] = {}
    for track in tracks:
        by_episode.setdefault(track.episode_id, []).append(track)
    for several in by_episode.values():
        spines = {signs: spine_id(((each.id, each.role) for each in several), signs=signs) for signs in (False, True)}
        for track in several:
            spine = spines[track.role.is_signs]
            yield track, {cue.id: cue for cue in cues.get(spine, ())} if spine is not None and spine != track.id else {}


def _line(
    cue: Cue, track: Track, episode: Episode, sources: dict[int, Cue], draft: Draft | None, batches: dict[int, DraftBatch]
) -> ReviewLine:
    source = sources.get(cue.anchor_id or 0)
    line = ReviewLine(
        cue_id=cue.id, track_id=track.id, title_id=episode.title_id, episode_id=episode.id, episode=episode.number,
        column=column_of(track), start_ms=cue.start_ms, end_ms=cue.end_ms, source_id=source.id if source else None,
        source=source.text if source else "", text=cue.text,
    )  # fmt: skip
    if draft is None:
        return line
    maker = batches[draft.batch_id].maker if draft.batch_id in batches else ""
    return replace(line, draft_id=draft.id, maker=maker, confidence=draft.confidence, verdict=draft.verdict)


def _reasons(line: ReviewLine, findings: Iterable[Finding], weights: RiskWeights) -> Iterable[Reason]:
    said: dict[str, Reason] = {}
    for each in findings:
        weight = weights.of_rule(each.rule, each.severity.value)
        if each.rule not in said or said[each.rule].weight < weight:
            said[each.rule] = Reason(name=each.rule, code=each.code, weight=weight, facts=each.facts)
    yield from said.values()
    doubtful = less_sure(line.confidence, weights)
    if doubtful is not None:
        yield doubtful
