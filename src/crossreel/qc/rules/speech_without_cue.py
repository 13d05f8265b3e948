"""In the source, nobody speaks for long without a cue: a line may be missing.

Asked only of whole subtitles that other languages are made from, and only where they run with the speech (else `off_speech` has its
say). Told of from 1.5 seconds of speech on that stands 0.3 seconds or more from any cue; songs are heard as speech as well.

Bad:
    somebody speaks for three seconds and no cue is shown
Good:
    a sigh without a cue
"""

from collections.abc import Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.domain.speech.coverage import without_cue
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.speech_fit import is_in_sync


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for every stretch, on the cue before it, or the first one where it opens the episode."""
    for track in tracks:
        if track.spine or track.role != "full" or not track.must_be_complete or track.speech is None or not is_in_sync(track):
            continue
        times = [(each.cue.start_ms, each.cue.end_ms) for each in track.cues]
        for span in without_cue(times, track.speech):
            before = [each.cue for each in track.cues if each.cue.start_ms < span.start_ms]
            cue, kind = (before[-1], "") if before else (track.cues[0].cue, "opening")
            facts = {"speech_ms": span.end_ms - span.start_ms, "from_ms": span.start_ms}
            yield track, Remark(cue=cue, severity=Severity.INFO, kind=kind, facts=facts, read=(span.start_ms, span.end_ms))


RULE = Rule(
    id="speech_without_cue", title=N_("Speech without a cue"), severity=Severity.INFO, scope=Scope.TITLE, check_title=check_title,
    needs=frozenset({"speech"}),
)  # fmt: skip
