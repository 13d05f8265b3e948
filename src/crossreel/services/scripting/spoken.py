"""In which language lines are spoken, as a sheet that comes back says it."""

from collections.abc import Iterable, Mapping

from crossreel.domain.cues.foreign import find_tag, tag_of
from crossreel.domain.tables.matching import Match
from crossreel.services.episode.cues import EpisodeCues

Spoken = Mapping[int, str | None]
"""What `Cue.spoken_in` becomes of source cues, by id."""


def spoken_changes(cues: EpisodeCues, matches: Iterable[Match], source: str) -> Spoken:
    """Return what the rows of an episode change of the languages that its lines are spoken in.

    A language is written as a tag or by its name. An empty cell changes nothing, and so does what is no language; the title's own
    takes the mark away.
    """
    lines = {} if cues.is_signs else {cue.id: cue for cue in cues.spine.cues}
    found: dict[int, str | None] = {}
    for match in matches:
        tag, cue = find_tag(match.row.spoken_in), lines.get(match.line_id or 0)
        if cue is not None and tag is not None and tag_of(tag, source) != cue.spoken_in:
            found[cue.id] = tag_of(tag, source)
    return found
