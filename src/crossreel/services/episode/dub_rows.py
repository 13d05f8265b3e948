"""The lines of a language as those who dub it work on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import xxhash

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue
from crossreel.domain.speech.dub_line import DubLine
from crossreel.domain.speech.dub_script import DubRow, DubScript
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.inline import plain_text
from crossreel.language.speaking import SpeakingRate, budget, find_rate
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.script_document import cell_digest, speaker_names
from crossreel.storage.unit_of_work import UnitOfWork

DUB = "dub"
"""What the digest of voice, status and remark is called among those of the texts of a row."""


def read_dub_script(
    uow: UnitOfWork, title: Title, groups: Sequence[EpisodeCues], column: str, per_second: float | None = None
) -> DubScript:
    """Return the lines of some episodes in a column, each beside its source.

    Args:
        uow: the open transaction.
        title: the title.
        groups: what hangs together in its episodes; signs are passed over.
        column: of the title.
        per_second: how many units of the language are spoken, where somebody knows better.
    """
    spoken = [each for each in groups if not each.is_signs]
    tracks = {track.id for each in spoken if (track := each.columns.get(column)) is not None}
    ids = [cue.id for each in spoken for cue in each.cues if cue.track_id in tracks]
    dubs = {line.cue_id: line for line in uow.where(DubLine, cue_id=ids)} if ids else {}
    names = speaker_names(uow.where(Character, title_id=title.id), language_of(column))
    rate = find_rate(language_of(column), per_second)
    rows = [row for each in spoken for row in _rows(each, column, names, dubs, rate)]
    return DubScript(
        title=title.code, name=title.name, source=title.source_language, column=column, rows=tuple(rows),
        unit=rate.unit if rate else "", per_second=rate.per_second if rate else None, rate_source=rate.source if rate else "",
    )  # fmt: skip


def dub_digest(status: str, voice: str, remark: str) -> str:
    """Return the digest of what is said of a line beside its text: 8 hex digits."""
    return str(xxhash.xxh3_64_hexdigest("\x1f".join((status, voice.strip(), remark.strip())).encode("utf-8", "replace")))[:8]


def as_it_is(line: DubLine | None, text: str) -> DubLine:
    """Return what is said of a line with this text; of one that nobody spoke of, that it is open."""
    line = line or DubLine(id=0, cue_id=0)
    return replace(line, status=line.status_of(cell_digest(text)))


def lines_in(cues: EpisodeCues, column: str) -> Iterator[tuple[Cue, Cue | None, Cue | None]]:
    """Give the rows of a column: the cue a row goes by, its source cue and what is spoken, None where there is none.

    The first translation of a source cue stands in that cue's row; further ones, and those that lost theirs, in rows of their own.
    """
    track = cues.columns.get(column)
    spine = cues.spine
    if track is not None and track.id == spine.track_id:
        yield from ((cue, cue, cue) for cue in spine.cues)
        return
    positions = spine.positions()
    first: dict[int, Cue] = {}
    own: list[tuple[Cue, Cue | None]] = []
    for follower in spine.followers if track is not None else ():
        if track is None or follower.track_id != track.id:
            continue
        ends = laws.span_ends(positions, follower)
        source = spine.cues[ends[0]] if ends is not None else None
        if source is None or source.id in first:
            own.append((follower, source))
        else:
            first[source.id] = follower
    rows: list[tuple[Cue, Cue | None, Cue | None]] = [(cue, cue, first.get(cue.id)) for cue in spine.cues]
    rows += [(follower, source, follower) for follower, source in own]
    yield from sorted(rows, key=lambda row: (row[2] or row[0]).order)


def _rows(
    cues: EpisodeCues, column: str, names: Mapping[int, str], dubs: Mapping[int, DubLine], rate: SpeakingRate | None
) -> Iterator[DubRow]:
    source_column = next((name for name, track in cues.columns.items() if track.id == cues.spine.track_id), "")
    for row, source, spoken in lines_in(cues, column):
        text = spoken.text if spoken is not None else ""
        told = source.text if source is not None else ""
        if not plain_text(text).strip() and not plain_text(told).strip():
            continue
        timed, line = spoken or row, as_it_is(dubs.get(spoken.id) if spoken is not None else None, text)
        time = budget(plain_text(text), rate, timed.end_ms - timed.start_ms) if rate is not None else None
        speaker_id = next((each.speaker_id for each in (spoken, source) if each is not None and each.speaker_id is not None), None)
        texts = {source_column: told, column: text}
        yield DubRow(
            cue_id=row.id, line_id=spoken.id if spoken is not None else None, episode=cues.episode.number,
            start_ms=timed.start_ms, end_ms=timed.end_ms, speaker=names.get(speaker_id or 0, ""), source=told, text=text,
            status=line.status, voice=line.voice, remark=line.remark,
            units=time.units if time else None, room=time.room if time else None,
            needed_ms=time.needed_ms if time else None,
            base={tag: cell_digest(each) for tag, each in texts.items() if tag and each}
            | {DUB: dub_digest(line.status.value, line.voice, line.remark)},
        )  # fmt: skip
