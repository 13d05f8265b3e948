"""Making the report on the drafts of a title."""

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft, Verdict, newest, outcome
from crossreel.domain.drafting.report import DraftReport, ReportLine
from crossreel.domain.text.inline import plain_text
from crossreel.storage import journal, queries

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What of a title the report is made of, by id."""

    episodes: Mapping[int, Episode]
    tracks: Mapping[int, Track]
    cues: Mapping[int, Cue]
    batches: Mapping[int, DraftBatch]
    last: Mapping[int, Draft]


def make_report(
    database: "Database", title_id: int, *, columns: Collection[str] | None = None, maker: str = "", author: str = ""
) -> DraftReport:
    """Return what people made of the drafts of a title.

    Args:
        database: the catalog.
        title_id: the title.
        columns: of these languages and roles alone; None for all.
        maker: of this engine or vendor alone; "" for all.
        author: who makes the report.

    Raises:
        NotFound: there is no such title.
    """
    with database.read() as uow:
        title = uow.get(Title, title_id)
        episodes = {each.id: each for each in uow.where(Episode, title_id=title_id)}
        tracks = {each.id: each for each in uow.where(Track, episode_id=list(episodes))} if episodes else {}
        cues = {cue.id: cue for some in queries.cues_by_track(uow, title_id).values() for cue in some}
        batches = {each.id: each for each in uow.where(DraftBatch, title_id=title_id) if maker in ("", each.maker)}
        drafts = uow.where(Draft, batch_id=list(batches)) if batches else []
        held = _Held(episodes=episodes, tracks=tracks, cues=cues, batches=batches, last=newest(drafts))
        lines = [line for line in _lines(uow, drafts, held) if columns is None or line.column in columns]
    return DraftReport(
        title=title.code, name=title.name, author=author or database.author, made_ms=time.time_ns() // 1_000_000,
        source_language=title.source_language,
        lines=tuple(sorted(lines, key=lambda line: (line.column, line.episode, line.start_ms))),
    )  # fmt: skip


def _lines(uow: "UnitOfWork", drafts: list[Draft], held: _Held) -> Iterator[ReportLine]:
    for draft in drafts:
        cue = held.cues.get(draft.cue_id)
        if cue is None:
            continue  # a cue that went took its drafts along; what stands here is of this very moment
        is_last = held.last[draft.cue_id] is draft
        verdict = outcome(draft, cue.text) if is_last else draft.verdict
        by, at_ms = draft.judged_by, draft.judged_ms
        if verdict is not draft.verdict:
            writer = journal.last_writer(uow, cue.id, "text")
            by, at_ms = (writer.author, writer.written_ms) if writer is not None else (by, at_ms)
        after = cue.text if is_last else ""
        before, now = plain_text(draft.text), plain_text(after)
        judged = verdict in (Verdict.ACCEPTED, Verdict.MENDED)
        source = held.cues.get(cue.anchor_id or 0)
        batch = held.batches[draft.batch_id]
        yield ReportLine(
            episode=held.episodes[held.tracks[cue.track_id].episode_id].number, column=column_of(held.tracks[cue.track_id]),
            start_ms=cue.start_ms, source=source.text if source is not None else "", before=draft.text, after=after,
            maker=batch.maker, model=batch.model, verdict=verdict, by=by, at_ms=at_ms, reason=draft.reason,
            edits=Levenshtein.distance(before, now) if judged else 0, letters=max(len(before), len(now)) if judged else 0,
        )  # fmt: skip
