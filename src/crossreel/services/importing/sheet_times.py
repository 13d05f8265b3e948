"""Times for rows of sheets that have none: those of the subtitles they belong to, in the title or in the same import."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track, spines_by_episode
from crossreel.domain.errors import Fact
from crossreel.domain.importing.plan import ItemKind, PlanItem
from crossreel.domain.tables.matching import Line, Match, MatchedBy, Spoken, lines_of, matched
from crossreel.domain.text.document import DocumentCue, Notice
from crossreel.domain.text.inline import plain_text
from crossreel.services.importing.sheet_notes import NOTE
from crossreel.storage.unit_of_work import UnitOfWork

TOLD_ROWS = 50
IS_SCRIPT = "sheet.is_script"
ASKED_IDS = 20  # of a sheet tell whether it is a script of this catalog


def needs_times(item: PlanItem) -> bool:
    """Tell whether an item is of a sheet whose rows say no times."""
    return bool(item.part) and item.document is not None and not all(cue.timed for cue in item.document.cues)


def spines_of(uow: UnitOfWork, title_id: int) -> dict[int, Spoken]:
    """Return the source subtitles of every episode of a title, by number."""
    episodes = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
    every = uow.where(Track, episode_id=list(episodes)) if episodes else []
    led = spines_by_episode(every)
    tracks = [track for track in every if led.get(track.episode_id) == track.id]
    cues: dict[int, list[Cue]] = {track.id: [] for track in tracks}
    for cue in uow.where(Cue, track_id=list(cues)) if cues else ():
        cues[cue.track_id].append(cue)
    return {episodes[track.episode_id]: Spoken(track.language, lines_of(cues[track.id])) for track in tracks}


def told_scripts(uow: UnitOfWork, items: Sequence[PlanItem]) -> tuple[PlanItem, ...]:
    """Return the items with a doubt where a sheet is a script of this catalog: it would better come back cell by cell."""
    first = {item.path: item for item in reversed(items) if item.part}
    mine: set[int] = set()
    for item in first.values():
        ids = [row.cue_id for row in item.rows[:ASKED_IDS] if row.cue_id is not None]
        if ids and uow.where(Cue, id=ids):
            mine.add(item.id)
    return tuple(_told_script(item) if item.id in mine else item for item in items)


def _told_script(item: PlanItem) -> PlanItem:
    others = (doubt for doubt in item.doubts if doubt.code != IS_SCRIPT)
    return replace(item, doubts=(*others, Notice(code=IS_SCRIPT, facts={"path": item.name})))


def with_times(items: Sequence[PlanItem], spines: Mapping[int, Spoken]) -> tuple[PlanItem, ...]:
    """Return the items with times for those that have none, or a refusal where nothing gives them any.

    One whose episode nobody knows stays as it is: it belongs nowhere yet.
    """
    beside = {item.episode: _beside(items, item) for item in items if needs_times(item)}
    made: list[PlanItem] = []
    for item in items:
        if needs_times(item) and item.refusal is None and item.episode is not None:
            spine = spines.get(item.episode) or beside[item.episode]
            item = _timed(item, spine) if spine is not None else _refused(item)
        made.append(item)
    return tuple(made)


def _beside(items: Sequence[PlanItem], item: PlanItem) -> Spoken | None:
    """Return the subtitles of the same episode in this import: in a language the sheet has too, else those with most cues."""
    said = {language for row in item.rows for language in row.texts}
    others = [
        each
        for each in items
        if each.kind is ItemKind.SUBTITLE and each.episode == item.episode and each.document is not None and not needs_times(each)
    ]
    best = max(others, key=lambda each: (each.language in said, each.cue_count), default=None)
    if item.episode is None or best is None or best.document is None:
        return None
    cues = sorted(enumerate(best.document.cues), key=lambda pair: (pair[1].start_ms, pair[1].end_ms))
    lines = tuple(Line(id=at + 1, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text) for at, cue in cues)
    return Spoken(best.language, lines)


def _refused(item: PlanItem) -> PlanItem:
    facts: dict[str, Fact] = {"path": item.name, "episode": item.episode}
    return replace(item, refusal=Notice(code="sheet.no_times_here", facts=facts))


def _timed(item: PlanItem, spoken: Spoken) -> PlanItem:
    source, matches = matched(item.rows, spoken)
    if source and item.language == source:
        return replace(item, outside=Notice(code="sheet.only_for_matching"))
    lines = {line.id: line for line in spoken.lines}
    cues = tuple(_cues(matches, lines, item.language))
    if not cues or item.document is None:
        return replace(item, refusal=Notice(code="sheet.no_match", facts={"path": item.name, "episode": item.episode}))
    doubts = tuple(_told(matches, item.language, item.name))
    return replace(item, document=replace(item.document, cues=cues), doubts=(*item.doubts, *doubts))


def _cues(matches: Sequence[Match], lines: Mapping[int, Line], language: str) -> Iterator[DocumentCue]:
    for match in matches:
        text = match.row.texts.get(language, "")
        line = lines.get(match.line_id or 0)
        if line is not None and plain_text(text).strip():
            extras = {NOTE: match.row.note} if match.row.note else {}
            yield DocumentCue(
                start_ms=line.start_ms, end_ms=line.end_ms, text=text, speaker=match.row.speaker, extras=extras
            )  # fmt: skip


def _told(matches: Sequence[Match], language: str, name: str) -> Iterator[Notice]:
    """Say how rows were matched, and which were not."""
    spoken = [match for match in matches if plain_text(match.row.texts.get(language, "")).strip()]
    ways = Counter(match.by for match in spoken)
    counts: dict[str, Fact] = {f"by_{by.value}": ways[by] for by in MatchedBy if by is not MatchedBy.NOTHING}
    yield Notice(code="sheet.matched", facts={"path": name, "count": len(spoken) - ways[MatchedBy.NOTHING], **counts})
    left = [match.row.where for match in spoken if match.line_id is None]
    if left:
        yield Notice(code="sheet.unmatched_rows", facts={"path": name, "count": len(left), "cells": left[:TOLD_ROWS]})
