"""What the cue table tells of a row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.views.grid import CueRow
from crossreel.ui.episode.reading import Loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of the table. `edge` is "" for a cue of the episode, else the words for a neighbour's cue; `number` counts from 1."""

    row: CueRow
    number: int = 0
    edge: str = ""


def finding_counts(loaded: Loaded) -> dict[int, tuple[int, int]]:
    """Return errors and warnings by the id of the row they stand in."""
    found: dict[int, tuple[int, int]] = {}
    for finding in loaded.findings:
        row = _row_of(loaded, finding)
        if row is not None and finding.severity is not Severity.INFO:
            errors, warnings = found.get(row.cue.id, (0, 0))
            is_error = finding.severity is Severity.ERROR
            found[row.cue.id] = (errors + is_error, warnings + (not is_error))
    return found


def _row_of(loaded: Loaded, finding: Finding) -> CueRow | None:
    return None if finding.cue_id is None else loaded.row_of(finding.cue_id)


def all_rows(loaded: Loaded) -> tuple[CueRow, ...]:
    """Return the rows of an episode between the last ones before it and the first ones after."""
    return (*loaded.before, *loaded.sheet.rows, *loaded.after)


def common(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """Return how many values two sequences share at their head and, of the rest, at their tail."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at] is not other[at]), most)
    tail = next((at for at in range(most - head) if one[-1 - at] is not other[-1 - at]), most - head)
    return head, tail


def common_ids(one: Sequence[CueRow], other: Sequence[CueRow]) -> tuple[int, int]:
    """Return how many rows of the same cues two sequences share at their head and, of the rest, at their tail."""
    most = min(len(one), len(other))
    head = next((at for at in range(most) if one[at].cue.id != other[at].cue.id), most)
    tail = next((at for at in range(most - head) if one[-1 - at].cue.id != other[-1 - at].cue.id), most - head)
    return head, tail


def other_texts(old: CueRow, new: CueRow) -> tuple[str, ...]:
    """Return the languages in which a row has another text, where nothing else of it is another; none where anything is."""
    if (old.cue, old.is_spine, old.covered) != (new.cue, new.is_spine, new.covered):
        return ()
    tags = [tag for tag in {*old.followers, *new.followers} if old.followers.get(tag) != new.followers.get(tag)]
    return tuple(tags) if all(_wordless(old, tag) == _wordless(new, tag) for tag in tags) else ()


def _wordless(row: CueRow, language: str) -> list[Cue]:
    cues = row.followers.get(language, ())
    return [replace(cue, text="", source_digest=None, origin=Origin.TYPED) for cue in cues]
