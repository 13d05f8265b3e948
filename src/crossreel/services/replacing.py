"""Finding and replacing words over the episodes and languages of a title; part of `editing`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from crossreel.domain.cue import Cue
from crossreel.domain.episode import Episode
from crossreel.domain.grid import SearchHit
from crossreel.domain.inline import plain_text
from crossreel.domain.rewriting import pattern, rewrite
from crossreel.domain.title import Title
from crossreel.domain.track import Track
from crossreel.services.episode_cues import demote
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where to look: a title, some of its languages and episodes (None: all), and how."""

    title_id: int
    languages: Collection[str] | None = None
    episode_ids: Collection[int] | None = None
    match_case: bool = False
    regex: bool = False
    whole_word: bool = False

    def pattern(self, what: str) -> re.Pattern[str]:
        """Return what to look for.

        Raises:
            BadInput: nothing to look for, or a faulty regular expression.
        """
        return pattern(what, match_case=self.match_case, regex=self.regex, whole_word=self.whole_word)


def hits(uow: UnitOfWork, scope: Scope, what: str) -> tuple[SearchHit, ...]:
    """Return the cues that hold the words, by episode, time and language."""
    looked_for = scope.pattern(what)
    title = uow.get(Title, scope.title_id)
    found = [
        SearchHit(
            kind="cue", title_id=title.id, title_name=title.name, episode_id=episode.id, episode_number=episode.number,
            language=track.language, cue_id=cue.id, start_ms=cue.start_ms, text=plain_text(cue.text),
        )
        for episode, track, cue in _cues(uow, scope)
        if looked_for.search(plain_text(cue.text))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda hit: (hit.episode_number or 0, hit.start_ms, hit.language, hit.cue_id or 0)))


def replace_all(uow: UnitOfWork, scope: Scope, what: str, by: str) -> int:
    """Replace the words everywhere and return how many cues changed.

    Who translated and against which source stays as it is: a replacement is no review of the line.
    """
    looked_for = scope.pattern(what)
    changes: list[tuple[Cue | None, Cue | None]] = []
    tracks: dict[int, Track] = {}
    for _, track, cue in _cues(uow, scope):
        text = rewrite(cue.text, looked_for, by, template=scope.regex)
        if text != cue.text:
            changes.append((cue, replace(cue, text=text)))
            tracks[track.id] = track
    uow.put_all(after for _, after in changes if after is not None)
    demote(uow, tracks, changes)
    return len(changes)


def _cues(uow: UnitOfWork, scope: Scope) -> Iterator[tuple[Episode, Track, Cue]]:
    episodes = {episode.id: episode for episode in uow.where(Episode, title_id=scope.title_id)}
    tracks = {track.id: track for track in uow.where(Track, episode_id=list(episodes))}
    by_track = queries.cues_by_track(uow, scope.title_id, languages=scope.languages, episode_ids=scope.episode_ids)
    for track_id, cues in by_track.items():
        track = tracks[track_id]
        for cue in cues:
            yield episodes[track.episode_id], track, cue
