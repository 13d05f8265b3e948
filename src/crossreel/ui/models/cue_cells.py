"""What a cell of the cue table says: its text, and what there is to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.cue import Cue, text_digest
from crossreel.domain.grid import CueRow
from crossreel.domain.inline import plain_text
from crossreel.domain.track import Track
from crossreel.domain.workflow import State
from crossreel.i18n.messages import _


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """A cell: its markup, whether its times are its own, whether the source changed since, and whether another row fills it."""

    markup: str = ""
    cues: tuple[Cue, ...] = ()
    pinned: bool = False
    stale: bool = False
    covered: bool = False


def cell_text(row: CueRow, language: str, is_source: bool, rows: Sequence[CueRow]) -> CellText:
    """Return the cell of a row in a language.

    Args:
        row: the row.
        language: name of the column.
        is_source: whether that is the spine's own column.
        rows: all rows of the sheet, to know the source of translations that span several.
    """
    if is_source:
        return CellText(markup=row.cue.text, cues=(row.cue,))
    cues = row.followers.get(language, ())
    if not cues:
        return CellText(covered=language in row.covered)
    return CellText(
        markup="\n".join(cue.text for cue in cues),
        cues=cues,
        pinned=row.is_spine and any(cue.pinned for cue in cues),
        stale=row.is_spine and any(is_stale(cue, row, rows) for cue in cues),
    )


def is_stale(cue: Cue, row: CueRow, rows: Sequence[CueRow]) -> bool:
    """Tell whether the source text changed since a translation was committed."""
    if cue.source_digest is None:
        return False
    if cue.anchor_last_id in (None, row.cue.id):
        return cue.source_digest != text_digest([row.cue.text])
    spine = [each.cue for each in rows if each.is_spine]
    ids = [each.id for each in spine]
    if cue.anchor_last_id not in ids or row.cue.id not in ids:
        return True
    first, last = sorted((ids.index(row.cue.id), ids.index(cue.anchor_last_id)))
    return cue.source_digest != text_digest(each.text for each in spine[first : last + 1])


def row_state(cell: CellText, track: Track | None) -> State:
    """Return the state a row's dot tells: missing without words, draft where the source changed, else that of the track."""
    if not plain_text(cell.markup).strip():
        return State.MISSING
    if cell.stale:
        return State.DRAFT
    said = track.state if track is not None else State.TRANSLATED
    return State.TRANSLATED if said in (State.MISSING, State.DRAFT) else said


def cell_words(cell: CellText) -> str:
    """Return a cell as it is read aloud, and as its tip."""
    marks = []
    if cell.covered:
        marks.append(_("Rendered by the cue above"))
    if cell.stale:
        marks.append(_("Source changed since"))
    if cell.pinned:
        marks.append(_("Pinned: has times of its own"))
    return "\n".join([plain_text(cell.markup), *marks]).strip()
