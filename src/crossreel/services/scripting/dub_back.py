"""Voices and statuses that a dub script brings back: line by line, beside what stands here now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from crossreel.domain.speech.dub_line import DubLine
from crossreel.domain.tables.matching import Match, MatchedBy
from crossreel.formats.exchange.dub_words import find_status
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.dub_rows import DUB, as_it_is, dub_digest, lines_in
from crossreel.services.episode.script_document import cell_digest
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class DubChange:
    """What a row says of the dubbing of a line that is not said of it here. `line_id` is the row's subtitle."""

    column: str
    where: str
    by: MatchedBy
    line_id: int
    before: DubLine
    after: DubLine
    conflict: bool = False


@dataclass(slots=True)
class DubChanges:
    """What a sheet says of the lines of an episode; statuses that are no words for one, and lines without a translation."""

    lines: list[DubChange] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unspoken: int = 0


def dub_column(names: Mapping[str, str], source: str) -> str:
    """Return the column that a dub script is of: the only one beside the source, else the source; "" for a sheet of several.

    Args:
        names: the title's column for each language of the sheet.
        source: the language of the sheet that is the spine's.
    """
    others = [column for language, column in names.items() if language != source]
    return others[0] if len(others) == 1 else "" if others else names.get(source, "")


def read_dub_lines(uow: UnitOfWork, cues: EpisodeCues) -> dict[int, DubLine]:
    """Return what is said of the lines of an episode, by cue."""
    ids = [cue.id for cue in cues.cues]
    return {line.cue_id: line for line in uow.where(DubLine, cue_id=ids)} if ids else {}


def dub_changes(
    cues: EpisodeCues, matches: Iterable[Match], column: str, dubs: Mapping[int, DubLine], new_id: Callable[[], int],
    filled: Mapping[int, str] | None = None,
) -> DubChanges:  # fmt: skip
    """Return what rows say of the dubbing of an episode that is not said here.

    A row that still says what went out changes nothing, even where the catalog has moved on since; an empty cell takes nothing
    away. Where both moved on it is a conflict, and where nothing tells what went out, what somebody said here is one.

    Args:
        cues: the episode.
        matches: its rows and the subtitles they belong to.
        column: of the title.
        dubs: what is said of its lines, by cue.
        new_id: makes the ids of new ones.
        filled: the texts of rows whose cells the same sheet fills, by subtitle; their cues are not there yet.
    """
    found = DubChanges()
    spoken = {row.id: line for row, _source, line in lines_in(cues, column)} if column else {}
    for match in matches:
        if not match.row.dub or match.line_id not in spoken:
            continue
        cue = spoken[match.line_id]
        text = cue.text if cue is not None else (filled or {}).get(match.line_id, "")
        here = as_it_is(dubs.get(cue.id) if cue is not None else None, text)
        wanted = _wanted(found, match, here)
        if wanted is not None and not text:
            found.unspoken += 1
        elif wanted is not None:
            spoken_text = cell_digest(text) if wanted.status.is_spoken else here.spoken
            after = replace(wanted, id=here.id or new_id(), cue_id=cue.id if cue is not None else 0, spoken=spoken_text)
            found.lines.append(_change(match, column, here, after))
    return found


def _change(match: Match, column: str, here: DubLine, after: DubLine) -> DubChange:
    return DubChange(
        column=column, where=match.row.where, by=match.by, line_id=match.line_id or 0, before=here, after=after,
        conflict=_is_against(match, here),
    )  # fmt: skip


def _wanted(found: DubChanges, match: Match, here: DubLine) -> DubLine | None:
    """Return what a row says of a line, None where it says nothing new."""
    said = match.row.dub
    status = find_status(said.get("status", "")) if said.get("status") else here.status
    if status is None:
        found.unknown.append(said["status"])
        status = here.status
    sheet = (status.value, said.get("voice", ""), said.get("remark", ""))
    if match.row.base is not None and match.row.base.get(DUB) == dub_digest(*sheet):
        return None
    wanted = replace(here, status=status, voice=said.get("voice") or here.voice, remark=said.get("remark") or here.remark)
    return wanted if wanted != here else None


def _is_against(match: Match, here: DubLine) -> bool:
    now = dub_digest(here.status.value, here.voice, here.remark)
    nothing = DubLine(id=0, cue_id=0)
    went_out = (match.row.base or {}).get(DUB, dub_digest(nothing.status.value, nothing.voice, nothing.remark))
    return now != went_out


def said_of(line: DubLine) -> str:
    """Return what is said of a line on one line, for people and machines: `redo · Ann · louder`."""
    return " · ".join(filter(None, (line.status.value, line.voice, line.remark)))
