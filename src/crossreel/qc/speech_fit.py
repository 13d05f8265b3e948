"""How the cues of a track fit to the speech of its episode, measured once for all rules that ask."""

from crossreel.domain.speech.sync import Fit, Times, fit
from crossreel.qc.checked_track import CheckedCue, CheckedTrack

LEAST_MS = 150
"""From here on cues are off: what is less may be the habit of whoever timed them."""
UNSPOKEN = frozenset("♪♫#[(（［【")
"""Signs with which a text begins that nobody speaks: songs, sounds, what is written in the picture."""
ROLES = frozenset({"full", "sdh"})


def spoken_cues(track: CheckedTrack) -> list[CheckedCue]:
    """Return the cues with times of their own whose text somebody speaks, as far as it shows."""
    return [each for each in track.own_timed if each.text.strip() and each.text[0] not in UNSPOKEN and not each.cue.placement]


def times_of(track: CheckedTrack) -> list[Times]:
    """Return when they are shown; nothing of a track whose cues mostly have their times from the spine, or of signs."""
    times = [(each.cue.start_ms, each.cue.end_ms) for each in spoken_cues(track)] if track.role in ROLES else []
    return times if 2 * len(times) >= len(track.cues) else []


def fit_of(track: CheckedTrack) -> Fit:
    """Return how a track fits to the speech of its episode."""
    return track.once("speech_fit", lambda: fit(times_of(track), track.speech, track.picture.end_ms) if track.speech else Fit())


def is_in_sync(track: CheckedTrack) -> bool:
    """Tell whether a track surely runs with the speech."""
    found = fit_of(track)
    return found.is_sure and found.factor == 1 and abs(found.late_ms) < LEAST_MS
