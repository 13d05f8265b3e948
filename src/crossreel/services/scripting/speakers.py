"""Who speaks, as a sheet that comes back says it: another character of the title, or one that its script was given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.spine import Spine
from crossreel.domain.tables.matching import Match
from crossreel.services.episode.cues import EpisodeCues


@dataclass(slots=True)
class SpeakerChanges:
    """Which character speaks a source cue now, by its id; characters that are new, and names that are nobody's here."""

    by_cue: dict[int, int] = field(default_factory=dict)
    made: list[Character] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def speaker_changes(
    cues: EpisodeCues, matches: Iterable[Match], people: Iterable[Character], title_id: int, new_id: Callable[[], int]
) -> SpeakerChanges:
    """Return what the rows of an episode change of its speakers.

    An empty cell changes nothing. A name that no character has makes one where the row is of a script of ours, which went out with
    the title's own names; in other sheets it may be anybody's translation of a name, and is told.
    """
    found = SpeakerChanges()
    known = {name.strip().casefold(): each.id for each in people for name in (*each.names.values(), each.name)}
    sources = {cue.id: cue for cue in cues.spine.cues}
    for match in matches:
        name = match.row.speaker.strip()
        cue = sources.get(match.line_id or 0)
        if cue is None or not name:
            continue
        speaker_id = known.get(name.casefold())
        if speaker_id is None and match.row.base is not None:
            made = Character(id=new_id(), title_id=title_id, name=name)
            speaker_id = known[name.casefold()] = made.id
            found.made.append(made)
        if speaker_id is None:
            found.unknown.append(name)
        elif speaker_id != cue.speaker_id:
            found.by_cue[cue.id] = speaker_id
    return found


def with_speakers(spine: Spine, changes: Mapping[int, int]) -> Spine:
    """Return a spine whose source cues, and what renders them with the same speaker as before, have others."""
    before = {cue.id: cue.speaker_id for cue in spine.cues}
    every = dict(changes)
    for follower in spine.followers:
        anchor = follower.anchor_id or 0
        if anchor in changes and follower.speaker_id in (None, before.get(anchor)):
            every[follower.id] = changes[anchor]
    return laws.mapped(spine, every, lambda cue: replace(cue, speaker_id=every[cue.id]))
