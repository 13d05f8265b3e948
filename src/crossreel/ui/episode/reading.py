"""Reading what the editor shows of an episode, in one go and off the GUI thread, and keeping it up to date by edits."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.folding import Positions, Splice, fold, positions
from crossreel.domain.edits.mark_folding import fold_marks
from crossreel.domain.picture.mark import Span
from crossreel.domain.picture.shots import NO_SHOTS, Shots, shots_of
from crossreel.domain.quality.finding import Finding
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.services.desk import Desk

CUE_BYTES = 1_000  # a cue of a sheet with its text and its place in a row
MOST_FOLDED = 2_000  # changes; reading anew in a lane holds the window up for less


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """An episode with the last rows of the one before, the first of the one after, and its open findings.

    `positions` are those of the sheet's rows by the ids of their cues; `waived` are the fingerprints of accepted findings;
    `unchecked` are the ids of tracks that QC never looked at; `shots` are the shot changes of the video, `speech` is where
    somebody speaks in it, None where nobody has listened.
    """

    sheet: EpisodeSheet
    positions: Positions
    before: tuple[CueRow, ...] = ()
    after: tuple[CueRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: frozenset[str] = frozenset()
    unchecked: frozenset[int] = frozenset()
    shots: Shots = NO_SHOTS
    speech: SpeechRegions | None = None

    @cached_property
    def source(self) -> str:
        """The language of the spine, or what it would be."""
        return self.sheet.spine.language if self.sheet.spine is not None else self.sheet.title.source_language

    def row_of(self, cue_id: int) -> CueRow | None:
        """Return the row a cue stands in."""
        at = self.positions.get(cue_id)
        return None if at is None else self.sheet.rows[at]

    def row_at(self, at_ms: int) -> CueRow | None:
        """Return the first row whose cue is shown at a time."""
        last = bisect_right(self.sheet.rows, at_ms, key=lambda row: row.cue.start_ms)
        near = self.sheet.rows[max(0, last - 8) : last]  # cues that overlap stand beside each other
        return next((row for row in near if at_ms < row.cue.end_ms), None)

    def beside(self, cue_id: int) -> tuple[CueRow | None, ...]:
        """Return the two rows before that of a cue and the two after it, across the borders of the episode; None where none is."""
        rows, at = self.sheet.rows, self.positions[cue_id]
        head = (*self.before[-2:], *rows[max(0, at - 2) : at])[-2:]
        tail = (*rows[at + 1 : at + 3], *self.after[:2])[:2]
        return (*[None] * (2 - len(head)), *head, *tail, *[None] * (2 - len(tail)))

    def spine_between(self, first_id: int, last_id: int) -> Sequence[CueRow]:
        """Return the rows of the spine from one cue to another, in either order; empty when one is not there."""
        if first_id not in self.positions or last_id not in self.positions:
            return ()
        first, last = sorted((self.positions[first_id], self.positions[last_id]))
        return [row for row in self.sheet.rows[first : last + 1] if row.is_spine]


class FoundThere(TypedDict):
    """What is read anew of an episode when QC looked at it again."""

    findings: tuple[Finding, ...]
    unchecked: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An episode before and after an edit, and which of its rows are not as they were."""

    before: Loaded
    after: Loaded
    splice: Splice


def read_episode(desk: Desk, episode_id: int, known: Loaded | None = None, *, neighbours: int = 1) -> Loaded:
    """Read an episode for the editor.

    Args:
        desk: the services.
        episode_id: the episode.
        neighbours: how many rows of the episodes before and after are read with it.
        known: what was read before: rows that are equal keep their values, and where all is equal it is returned itself.

    Raises:
        NotFound: the episode was removed meanwhile.
    """
    sheet = desk.translating.sheet(episode_id)
    if known is not None:
        sheet = replace(sheet, rows=_kept(known.sheet.rows, sheet.rows))
    bare = Loaded(
        sheet=sheet,
        positions=positions(sheet.rows),
        before=known.before if known is not None else (),
        after=known.after if known is not None else (),
        **read_findings(desk, sheet.title.id, episode_id),
        waived=frozenset(waiver.fingerprint for waiver in desk.checking.waivers(sheet.title.id)),
        shots=desk.marking.shots(episode_id),
        speech=desk.listening.found(sheet.media) if sheet.media is not None else None,
    )
    read = with_edges(desk, bare, neighbours)
    return known if known is not None and known == read else read


def read_findings(desk: Desk, title_id: int, episode_id: int) -> FoundThere:
    """Read what QC has to say of an episode, and of which of its tracks it has nothing to say."""
    return FoundThere(
        findings=desk.checking.findings(title_id, episode_id=episode_id),
        unchecked=frozenset(each.track_id for each in desk.checking.unchecked(title_id, episode_id=episode_id)),
    )


def with_found(loaded: Loaded, media_id: int, spans: tuple[Span, ...]) -> Loaded:
    """Return an episode with the shot changes that were found in a video, if it is its own."""
    media = loaded.sheet.media
    if media is None or media.id != media_id or loaded.shots.found == spans:
        return loaded
    return replace(loaded, shots=shots_of(spans, loaded.shots.own, media.content_key))


def with_heard(loaded: Loaded, media_id: int, speech: SpeechRegions) -> Loaded:
    """Return an episode with the speech that was found in a video, if it is its own."""
    media = loaded.sheet.media
    return loaded if media is None or media.id != media_id or loaded.speech == speech else replace(loaded, speech=speech)


def with_edges(desk: Desk, loaded: Loaded, count: int) -> Loaded:
    """Read the last `count` rows of the episode before and the first of the one after."""
    sheet, translating = loaded.sheet, desk.translating
    before = translating.ending(sheet.previous_id, count) if sheet.previous_id is not None else ()
    after = translating.beginning(sheet.next_id, count) if sheet.next_id is not None else ()
    return replace(loaded, before=_kept(loaded.before, before), after=_kept(loaded.after, after))


def folded(loaded: Loaded, edit: Edit) -> Moved | None:
    """Return an episode with an edit folded in, its findings among it; None when it has to be, or had better be, read anew."""
    if len(edit.changes) > MOST_FOLDED:
        return None
    made = fold(loaded.sheet, loaded.positions, edit.changes)
    if made is None:
        return None
    looked_at = {*edit.ids("cue"), *edit.findings}
    findings = loaded.findings
    if any(cue_id in loaded.positions or cue_id in made.positions for cue_id in looked_at):
        fresh = [found for cue_id in edit.findings if cue_id in made.positions for found in edit.findings[cue_id]]
        kept = [found for found in findings if found.cue_id not in looked_at]
        open_ones = [*kept, *(found for found in fresh if found.fingerprint not in loaded.waived)]
        findings = tuple(sorted(open_ones, key=lambda found: (found.start_ms, found.end_ms, found.id)))
    waived = loaded.waived
    for change in edit.changes:
        if change.kind == "waiver":
            waived = waived | _fingerprint(change.after) if change.before is None else waived - _fingerprint(change.before)
    media = made.sheet.media
    key = media.content_key if media is not None else ""
    shots = fold_marks(loaded.shots, edit.changes, made.sheet.episode.id, key)
    after = replace(loaded, sheet=made.sheet, positions=made.positions, findings=findings, waived=waived, shots=shots)
    return Moved(before=loaded, after=after, splice=made.splice)


def weigh(loaded: Loaded) -> int:
    """Return about how many bytes a read episode holds."""
    return CUE_BYTES * (len(loaded.positions) + len(loaded.findings))


def _fingerprint(image: Mapping[str, object] | None) -> frozenset[str]:
    return frozenset((str(image["fingerprint"]),)) if image else frozenset()


def _kept(before: Sequence[CueRow], read: Sequence[CueRow]) -> tuple[CueRow, ...]:
    known = {row.cue.id: row for row in before}
    return tuple(known[row.cue.id] if known.get(row.cue.id) == row else row for row in read)
