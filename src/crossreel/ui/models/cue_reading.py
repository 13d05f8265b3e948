"""Reading what the editor shows of an episode, in one go and off the GUI thread."""

from dataclasses import dataclass
from functools import cached_property

from crossreel.domain.finding import Finding
from crossreel.domain.grid import CueRow, EpisodeSheet
from crossreel.services.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """An episode with the last rows of the one before, the first of the one after, and its open findings."""

    sheet: EpisodeSheet
    before: tuple[CueRow, ...] = ()
    after: tuple[CueRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def source(self) -> str:
        """The language of the spine, or what it would be."""
        return self.sheet.spine.language if self.sheet.spine is not None else self.sheet.title.source_language

    @cached_property
    def _rows(self) -> dict[int, CueRow]:
        found: dict[int, CueRow] = {}
        for row in self.sheet.rows:
            found[row.cue.id] = row
            for cues in row.followers.values():
                for cue in cues:
                    found.setdefault(cue.id, row)
        return found

    def row_of(self, cue_id: int) -> CueRow | None:
        """Return the row a cue stands in."""
        return self._rows.get(cue_id)

    def cue_ids(self) -> frozenset[int]:
        """Return the ids of every cue of the episode."""
        return frozenset(self._rows)


def read_episode(desk: Desk, episode_id: int) -> Loaded:
    """Read an episode for the editor.

    Raises:
        NotFound: the episode was removed meanwhile.
    """
    sheet = desk.translating.sheet(episode_id)
    before = desk.translating.ending(sheet.previous_id, 1) if sheet.previous_id is not None else ()
    after = desk.translating.beginning(sheet.next_id, 1) if sheet.next_id is not None else ()
    findings = desk.checking.findings(sheet.title.id, episode_id=episode_id)
    return Loaded(sheet=sheet, before=tuple(before), after=tuple(after), findings=tuple(findings))
