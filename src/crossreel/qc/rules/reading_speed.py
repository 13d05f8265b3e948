"""A cue can be read in the time it stays on screen.

Characters are counted by the language's strategy (`counting`), line breaks count nothing. Figures of the style guide:
`speed_target` (a warning past it) and `speed_hard` (an error), in characters per second; `sdh_speed_target` and
`sdh_speed_hard` of subtitles for the hard of hearing. Titles for children have sets of style guides of their own.

Bad:
    1 s for "I have been looking for you everywhere" (38 characters a second)
Good:
    2.5 s for "I have been looking for you everywhere"
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that asks for faster reading; a cue without a length is left to `duration`."""
    strategy, target, hard = track.guide.counting, track.guide.speed_target, track.guide.speed_hard
    for checked in track.cues:
        cue = checked.cue
        duration_ms = cue.end_ms - cue.start_ms
        if duration_ms <= 0 or not checked.text:
            continue
        # No strategy counts more than one for a character.
        if len(checked.text) * 1000 <= target * duration_ms:
            continue
        speed = count(checked.text, strategy) * 1000 / duration_ms
        if speed <= target:
            continue
        past_hard = speed > hard
        yield Remark(
            cue=cue,
            severity=Severity.ERROR if past_hard else Severity.WARNING,
            kind="" if past_hard else "target",
            facts={"cps": round(speed, 1), "limit": hard if past_hard else target},
            read=(checked.text, duration_ms),
        )


RULE = Rule(id="reading_speed", title=N_("Reading speed"), severity=Severity.ERROR, scope=Scope.CUE, check=check)
