"""What of an episode still needs work in a language: empty cells, drafts nobody has been through, stale ones, findings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.track import Role
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.column_name import is_signs, split_column
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow


class Need(StrEnum):
    """Why a row needs work, the most urgent first."""

    EMPTY = "empty"
    DRAFT = "draft"
    STALE = "stale"
    FINDING = "finding"


def needs(rows: Sequence[CueRow], source: str, language: str, findings: Iterable[Finding] = ()) -> Mapping[int, tuple[Need, ...]]:
    """Return what needs work in a language, by the id of the row's cue, in order of time; rows that need none are left out.

    Args:
        rows: those of an episode, in order.
        source: the language of the spine.
        language: name of the column.
        findings: the open ones of the episode; remarks that are only information need no work.
    """
    found = {each.cue_id for each in findings if each.column == language and each.severity is not Severity.INFO}
    signs = is_signs(language)
    positions = {row.cue.id: at for at, row in enumerate(rows) if (row.is_sign if signs else row.is_spine)}
    told: dict[int, tuple[Need, ...]] = {}
    for row in rows:
        cues = (row.cue,) if row.is_spine and language == source else row.followers.get(language, ())
        marks = _marks(rows, row, cues, language, positions, found)
        if marks:
            told[row.cue.id] = marks
    return told


def _marks(
    rows: Sequence[CueRow], row: CueRow, cues: Sequence[Cue], language: str, positions: Mapping[int, int],
    found: Collection[int | None],
) -> tuple[Need, ...]:  # fmt: skip
    written = any(_has_words(cue) for cue in cues)
    marks = {
        Need.EMPTY: not written
        and _must_be_written(row, language)
        and language not in row.covered
        and (bool(cues) or _has_words(row.cue)),
        Need.DRAFT: any(cue.is_unseen and _has_words(cue) for cue in cues),
        Need.STALE: any(_is_stale(rows, positions, cue) for cue in cues),
        Need.FINDING: any(cue.id in found for cue in cues),
    }
    return tuple(need for need, is_so in marks.items() if is_so)


def _must_be_written(row: CueRow, language: str) -> bool:
    """Tell whether a column must say something in a row: what is forced is there where it is needed only."""
    return row.leads(language) and split_column(language)[1] != Role.FORCED.value


def _is_stale(rows: Sequence[CueRow], positions: Mapping[int, int], cue: Cue) -> bool:
    """Tell whether the source text changed since a translation was committed; see `domain.cues.spine.source_changed`."""
    if cue.source_digest is None or cue.anchor_id is None or cue.anchor_id not in positions:
        return False
    first = positions[cue.anchor_id]
    last = positions.get(cue.anchor_last_id or cue.anchor_id, first)
    span = [
        rows[at].cue
        for at in range(min(first, last), max(first, last) + 1)
        if rows[at].is_spine is rows[first].is_spine and (rows[at].is_spine or rows[at].is_sign)
    ]
    return cue.source_digest != text_digest(each.text for each in span)


def _has_words(cue: Cue) -> bool:
    return bool(plain_text(cue.text).strip())
