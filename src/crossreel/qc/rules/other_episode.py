"""The cues of an episode fit to what is spoken in it, and not to another episode of the title.

Tells of files that came under a wrong number: cues that do not fit to the speech of their own episode, and fit to that of exactly
one other much better.

Bad:
    the subtitles of episode 7 in episode 6
Good:
    the subtitles of episode 6 in episode 6
"""

from collections.abc import Iterator, Mapping, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.domain.speech.sync import LEAST_CUES, Fit, Heard
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.speech_fit import fit_of, times_of

WELL = 0.5
"""Cues that fit so well to their own episode are looked for in no other."""
BETTER = 0.2
"""How much better the other one must fit, than their own and than any third."""
NEAR_MS = 5_000


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for every track that belongs elsewhere."""
    strange = [track for track in tracks if _is_strange(track)]
    heard = _heard(tracks) if strange else {}
    numbers = {track.episode_id: track.episode_number for track in tracks}
    for track in strange:
        other_id = _home(track, heard)
        if other_id is not None:
            facts = {"other": numbers[other_id]}
            yield track, Remark(cue=track.own_timed[0].cue, severity=Severity.WARNING, facts=facts, read=(numbers[other_id],))


def _is_strange(track: CheckedTrack) -> bool:
    """Tell whether the cues of a track do not fit to the speech of their own episode."""
    own = fit_of(track)
    return len(times_of(track)) >= LEAST_CUES and not own.is_sure and own.score < WELL


def _heard(tracks: Sequence[CheckedTrack]) -> dict[int, Heard]:
    found: dict[int, Heard] = {}
    for track in tracks:
        if track.episode_id not in found and track.speech is not None and len(track.speech.spans) >= LEAST_CUES:
            found[track.episode_id] = Heard(track.speech, track.picture.end_ms)
    return found


def _home(track: CheckedTrack, heard: Mapping[int, Heard]) -> int | None:
    """Return the episode that cues surely belong to, where it is not their own."""
    times, own = times_of(track), fit_of(track)
    others = {episode_id: each for episode_id, each in heard.items() if episode_id != track.episode_id}
    tried = {episode_id: each.fit(times, at_speed_only=True) for episode_id, each in others.items()}
    ranked = sorted(tried, key=lambda episode_id: tried[episode_id].score, reverse=True)
    if not ranked:
        return None
    best, third = tried[ranked[0]], tried[ranked[1]].score if len(ranked) > 1 else 0.0
    return ranked[0] if _is_home(best) and best.score - max(own.score, third) >= BETTER else None


def _is_home(found: Fit) -> bool:
    return found.is_sure and found.score >= WELL and abs(found.late_ms) <= NEAR_MS


RULE = Rule(
    id="other_episode", title=N_("Subtitles of another episode"), severity=Severity.WARNING, scope=Scope.TITLE,
    check_title=check_title, needs=frozenset({"speech"}),
)  # fmt: skip
