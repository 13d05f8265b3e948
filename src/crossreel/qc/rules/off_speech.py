"""On the whole, cues come when somebody speaks: a file does not come late or early, and does not run at another speed.

The cues of a track are laid upon the speech of its episode; nothing is said where they fit nowhere much better than elsewhere, or
are less than 0.15 seconds off. Another speed is one frame rate taken for another: 25 for 23.976, 25 for 24, 24 for 23.976 and the
like. Asks only of cues with times of their own: a translation that has those of the source is told of there. One finding for the
whole track, on its first cue; its repair moves or stretches all of them.

Bad:
    every cue 0.6 seconds after somebody began to speak
Good:
    every cue when somebody begins to speak
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.speech.sync import RATES, Fit
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope, Turn
from crossreel.qc.speech_fit import LEAST_MS, fit_of

BEFORE_START_MS = 300
"""A cue that would begin so long before the video shows that this is no mere shift."""


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for every track that is off."""
    for track in tracks:
        found = fit_of(track)
        if not found.is_sure or (found.factor == 1 and abs(found.late_ms) < LEAST_MS):
            continue
        cues = [each.cue for each in track.own_timed]
        kind, facts = _told(found, cues[-1])
        safe = found.placed(cues[0].start_ms) > -BEFORE_START_MS
        first, *others = (
            Remark(cue=cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(kind, *facts.values()), repairable=safe)
            for cue in cues
        )
        yield track, replace(first, along=tuple(others))


def _told(found: Fit, last: Cue) -> tuple[str, dict[str, int | str]]:
    if found.factor == 1:
        return ("late" if found.late_ms > 0 else "early"), {"shift_ms": abs(found.late_ms)}
    meant, taken = _rates(found.factor)
    return "drift", {"meant": meant, "taken": taken, "off_ms": abs(last.start_ms - found.placed(last.start_ms))}


def _rates(factor: Fraction) -> tuple[str, str]:
    """Return the rate that the times were made for and the one they were read at."""
    meant, taken = next((one, other) for one in RATES for other in RATES if one / other == factor)
    return _written(meant), _written(taken)


def _written(rate: Fraction) -> str:
    return f"{float(rate):.3f}".rstrip("0").rstrip(".")


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Put a cue where it belongs with all others."""
    if remark.cue is None:
        return None
    found = fit_of(track)
    start_ms = max(0, found.placed(remark.cue.start_ms))
    return replace(remark.cue, start_ms=start_ms, end_ms=max(start_ms + 1, found.placed(remark.cue.end_ms)))


RULE = Rule(
    id="off_speech", title=N_("Cues off the speech"), severity=Severity.WARNING, scope=Scope.TITLE, check_title=check_title,
    needs=frozenset({"speech"}), repair=repair, moves=True, turn=Turn.TRIM,
)  # fmt: skip
