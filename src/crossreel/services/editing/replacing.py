"""Finding and replacing words over the episodes and languages of a title; part of `editing`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.pattern import Pattern, pattern
from crossreel.domain.text.rewriting import rewrite
from crossreel.domain.views.grid import SearchHit
from crossreel.services.episode.cues import follow
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRange:
    """Where to look: a title, some of its languages, roles of columns, episodes and cues (None: all), and how."""

    title_id: int
    languages: Collection[str] | None = None
    roles: Collection[str] | None = None
    episode_ids: Collection[int] | None = None
    cue_ids: Collection[int] | None = None
    match_case: bool = False
    regex: bool = False
    whole_word: bool = False

    def pattern(self, what: str) -> Pattern:
        """Return what to look for.

        Raises:
            BadInput: nothing to look for, or a faulty regular expression.
        """
        return pattern(what, match_case=self.match_case, expression=self.regex, whole_word=self.whole_word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A cue as it was read, and its text with the words replaced."""

    cue: Cue
    text: str


def hits(uow: UnitOfWork, within: SearchRange, what: str, by: str | None = None) -> tuple[SearchHit, ...]:
    """Return the cues that hold the words, by episode, time and language; with `by` also what replacing would make of them.

    Raises:
        BadInput: as `replacements`.
    """
    looked_for = within.pattern(what)
    title = uow.get(Title, within.title_id)
    found = [
        SearchHit(
            kind="cue", title_id=title.id, title_name=title.name, episode_id=episode.id, episode_number=episode.number,
            language=track.language, role=variant_of(track.role), cue_id=cue.id, start_ms=cue.start_ms, text=plain_text(cue.text),
            after=None if by is None else plain_text(rewrite(cue.text, looked_for, by, template=within.regex)),
        )
        for episode, track, cue in _cues(uow, within)
        if looked_for.spans(plain_text(cue.text))
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda hit: (hit.episode_number or 0, hit.start_ms, hit.column, hit.cue_id or 0)))


def replacements(uow: UnitOfWork, within: SearchRange, what: str, by: str) -> list[Replacement]:
    """Return which cues replacing the words would change, and how. Nothing is written: a search may take its time.

    Raises:
        BadInput: see `SearchRange.pattern`; `by` names a group that there is not; or the search takes too long.
    """
    looked_for = within.pattern(what)
    found = (Replacement(cue=cue, text=rewrite(cue.text, looked_for, by, template=within.regex)) for *_, cue in _cues(uow, within))
    return [each for each in found if each.text != each.cue.text]


def put_replacements(uow: UnitOfWork, planned: Sequence[Replacement]) -> bool:
    """Write replacements, all of them or, when a cue has another text by now, none; return whether they were written.

    Who translated and against which source stays as it is: a replacement is no review of the line.
    """
    present = {cue.id: cue for cue in uow.where(Cue, id=[each.cue.id for each in planned])}
    if any(each.cue.id not in present or present[each.cue.id].text != each.cue.text for each in planned):
        return False
    changes = [(present[each.cue.id], replace(present[each.cue.id], text=each.text)) for each in planned]
    uow.put_all(after for _, after in changes)
    follow(uow, {track.id: track for track in uow.where(Track, id=sorted({cue.track_id for cue, _ in changes}))}, changes)
    return True


def _cues(uow: UnitOfWork, within: SearchRange) -> Iterator[tuple[Episode, Track, Cue]]:
    episodes = {episode.id: episode for episode in uow.where(Episode, title_id=within.title_id)}
    tracks = {track.id: track for track in uow.where(Track, episode_id=list(episodes))}
    by_track = queries.cues_by_track(
        uow, within.title_id, languages=within.languages, roles=within.roles, episode_ids=within.episode_ids
    )
    for track_id, cues in by_track.items():
        track = tracks[track_id]
        for cue in cues:
            if within.cue_ids is not None and cue.id not in within.cue_ids:
                continue
            yield episodes[track.episode_id], track, cue
