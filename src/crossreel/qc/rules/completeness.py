"""Subtitles for the hard of hearing and forced subtitles stand in every episode, or in none.

A title that has them in one episode and not in seventy-nine was begun and not finished, or one file went astray. Forced
subtitles are only needed where something is to be read or heard in another language: they are asked about where less than half
of the episodes have them, or where an episode without them has signs. Nothing is said of episodes that have no subtitles at all:
those are missing, which the matrix shows.

Bad:
    English SDH in episode 3 alone of 80
Good:
    English SDH in all 80 episodes
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope

MOST_LISTED = 8


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield one remark for each language and role that some episodes have and others lack, on the first track that is there."""
    filled = [track for track in tracks if track.cues]
    episodes = {track.episode_id: track.episode_number for track in filled}
    signs = {track.episode_id for track in filled if track.role == "signs"}
    there: dict[tuple[str, str], list[CheckedTrack]] = defaultdict(list)
    for track in filled:
        if track.role in ("sdh", "forced"):
            there[track.language, track.role].append(track)
    for (_language, role), listed in there.items():
        have = {track.episode_id for track in listed}
        lacking = set(episodes) - have
        if role == "forced" and 2 * len(have) >= len(episodes):
            lacking &= signs
        if lacking:
            yield listed[0], _remark(role, len(have), len(episodes), sorted(episodes[each] for each in lacking))


def _remark(role: str, have: int, count: int, lacking: Sequence[int]) -> Remark:
    named = ", ".join(map(str, lacking[:MOST_LISTED])) + (" …" if len(lacking) > MOST_LISTED else "")
    return Remark(
        cue=None,
        severity=Severity.WARNING,
        kind=role,
        facts={"have": have, "count": count, "lacking": named},
        read=(have, count, tuple(lacking)),
    )


RULE = Rule(
    id="completeness",
    title=N_("SDH and forced subtitles in every episode"),
    severity=Severity.WARNING,
    scope=Scope.TITLE,
    check_title=check_title,
)
