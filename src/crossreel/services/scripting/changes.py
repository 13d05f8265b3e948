"""What a sheet that comes back changes in an episode: decided cell by cell, without writing anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue
from crossreel.domain.tables.matching import Match, MatchedBy
from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.text.inline import plain_text
from crossreel.formats.comparing import comparable
from crossreel.formats.markup import CONTROLS
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.script_document import cell_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A text to set: in the cue `cue_id` or, without one, in the empty cell of a spine cue (`spine_cue_id`) and column.

    `before` is what stands there. `stale` says that the source the translator saw is not the present one. `where` is the address
    of the row, `line_id` its subtitle, `by` how it was found that it belongs here.
    """

    column: str
    text: str
    where: str
    by: MatchedBy
    before: str = ""
    cue_id: int | None = None
    spine_cue_id: int | None = None
    stale: bool = False
    line_id: int | None = None


@dataclass(slots=True)
class EpisodeChanges:
    """What a sheet changes in one episode, what it would change against somebody, and what it leaves alone: counts of cells."""

    cells: list[CellChange] = field(default_factory=list)
    conflicts: list[CellChange] = field(default_factory=list)
    cleared: int = 0
    other_source: int = 0


def changes_of(cues: EpisodeCues, matches: Iterable[Match], names: Mapping[str, str], source: str) -> EpisodeChanges:
    """Return what the rows of an episode change.

    A cell that still holds what it went out with changes nothing, even where the catalog has moved on since. An emptied cell
    takes no text away. Where nothing says what went out, a text that differs from a person's is a conflict, and the source's own
    texts only told which row belongs where.

    Args:
        cues: the episode.
        matches: its rows and the subtitles they belong to.
        names: the column of the title for each language of the sheet.
        source: the language of the sheet that is the spine's, "" for none.
    """
    found = EpisodeChanges()
    sources = {cue.id: cue for cue in cues.spine.cues}
    followers = {cue.id: cue for cue in cues.spine.followers}
    columns = {track.id: name for name, track in cues.columns.items()}
    cells = _cells(cues, columns)
    spine_column = columns.get(cues.spine.track_id, "") if cues.spine.track_id is not None else ""
    for match in matches:
        for language, column in names.items():
            written = CONTROLS.sub("", match.row.texts.get(language, ""))
            if match.line_id in followers:
                here = followers[match.line_id]
                if columns.get(here.track_id) == column:
                    _decide(found, match, language, CellChange(column=column, text=written, where="", by=match.by), here, None)
                continue
            if match.line_id not in sources:
                continue
            cue = sources[match.line_id]
            here_or_none = cue if column == spine_column else cells.get((cue.id, column))
            if column == spine_column and match.row.base is None:
                found.other_source += bool(written) and comparable(cue.text) != comparable(written)
                continue
            stale = column != spine_column and _is_stale(match.row, source, cue)
            change = CellChange(column=column, text=written, where="", by=match.by, stale=stale)
            _decide(found, match, language, change, here_or_none, cue)
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


def _is_stale(row: SheetRow, source: str, cue: Cue) -> bool:
    """Tell whether the source text beside a translation is not the one it will stand beside."""
    seen = row.texts.get(source, "") if source else ""
    return row.base is not None and bool(seen) and comparable(seen) != comparable(cue.text)


def _decide(found: EpisodeChanges, match: Match, language: str, change: CellChange, here: Cue | None, source: Cue | None) -> None:
    base = match.row.base
    went_out = base.get(language, "") if base is not None else None
    text = here.text if here is not None else ""
    filled = bool(plain_text(text).strip())
    if not plain_text(change.text).strip():
        found.cleared += bool(went_out) and filled
        return
    if went_out == cell_digest(change.text) or (here is not None and comparable(text) == comparable(change.text)):
        return
    place = CellChange(
        column=change.column, text=change.text, where=match.row.where, by=change.by, before=text, stale=change.stale,
        cue_id=here.id if here is not None else None, line_id=match.line_id,
        spine_cue_id=source.id if here is None and source is not None else None,
    )  # fmt: skip
    now = cell_digest(text) if text else ""
    against = now != went_out if went_out is not None else filled and here is not None and not here.is_unseen
    (found.conflicts if against else found.cells).append(place)
