"""What a script that comes back changes: found by cue id, decided cell by cell, without writing anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text
from crossreel.formats.comparing import comparable
from crossreel.formats.markup import CONTROLS
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.script_document import cell_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A text to set: in the cue `cue_id` or, without one, in the empty cell of a spine cue (`spine_cue_id`) and column.

    `stale` says that the source the translator saw is not the present one.
    """

    column: str
    text: str
    cue_id: int | None = None
    spine_cue_id: int | None = None
    stale: bool = False


@dataclass(slots=True)
class EpisodeChanges:
    """What a script changes in one episode, and what it leaves alone: counts of cells."""

    cells: list[CellChange] = field(default_factory=list)
    both_changed: int = 0
    cleared: int = 0


def changes_of(cues: EpisodeCues, rows: Iterable[DocumentCue], script: Document) -> EpisodeChanges:
    """Return what the rows of an episode's cues change.

    A cell that still holds what it went out with changes nothing, even where the catalog has moved on since. An emptied cell
    takes no text away. Without the `base` column every cell that differs counts as changed.
    """
    found = EpisodeChanges()
    sources = {cue.id: cue for cue in cues.spine.cues}
    followers = {cue.id: cue for cue in cues.spine.followers}
    columns = {track.id: name for name, track in cues.columns.items()}
    cells = _cells(cues, columns)
    spine_column = columns.get(cues.spine.track_id, "") if cues.spine.track_id is not None else ""
    for row in rows:
        for column, written in _texts(row, script.language):
            if row.cue_id in followers:
                here = followers[row.cue_id] if columns.get(followers[row.cue_id].track_id) == column else None
                if here is not None:
                    _decide(found, row, column, written, here, None, stale=False)
                continue
            source = sources[row.cue_id or 0]
            here = source if column == spine_column else cells.get((source.id, column))
            stale = column != spine_column and _is_stale(row, script, spine_column, source)
            _decide(found, row, column, written, here, source, stale=stale)
    return found


def _cells(cues: EpisodeCues, columns: Mapping[int, str]) -> dict[tuple[int, str], Cue]:
    """Return the follower that stands in each cell, by spine cue and column."""
    positions = cues.spine.positions()
    cells: dict[tuple[int, str], Cue] = {}
    for follower in cues.spine.followers:
        ends = laws.span_ends(positions, follower)
        if ends is not None and follower.track_id in columns:
            cells.setdefault((cues.spine.cues[ends[0]].id, columns[follower.track_id]), follower)
    return cells


def _texts(row: DocumentCue, language: str) -> Sequence[tuple[str, str]]:
    pairs = [(language, row.text)] if language else []
    return [(column, CONTROLS.sub("", text)) for column, text in (*pairs, *row.texts.items())]


def _is_stale(row: DocumentCue, script: Document, spine_column: str, source: Cue) -> bool:
    """Tell whether the source text beside a translation is not the one it will stand beside."""
    seen = row.text if script.language == spine_column else row.texts.get(spine_column, "")
    return bool(seen) and comparable(seen) != comparable(source.text)


def _decide(
    found: EpisodeChanges, row: DocumentCue, column: str, written: str, here: Cue | None, source: Cue | None, *, stale: bool
) -> None:
    base = row.extras.get("base")
    went_out = base.get(column, "") if isinstance(base, dict) else None
    if not plain_text(written).strip():
        found.cleared += bool(went_out) and here is not None and bool(plain_text(here.text).strip())
        return
    if went_out == cell_digest(written) or (here is not None and comparable(here.text) == comparable(written)):
        return
    if went_out is not None and (cell_digest(here.text) if here is not None and here.text else "") != went_out:
        found.both_changed += 1
    if here is not None:
        found.cells.append(CellChange(column=column, text=written, cue_id=here.id, stale=stale))
    elif source is not None:
        found.cells.append(CellChange(column=column, text=written, spine_cue_id=source.id, stale=stale))
