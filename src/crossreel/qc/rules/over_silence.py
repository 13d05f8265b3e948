"""While a cue of dialogue is shown, somebody can be heard.

Asked only of tracks that run with the speech (else `off_speech` has its say), and of cues with times of their own; what stands in
brackets, songs (♪) and placed text may well be shown in silence. A cue is told of where nobody can be heard even faintly from 0.7
seconds before it until 0.7 seconds after.

Bad:
    "Where were you?" while nobody speaks for ten seconds
Good:
    "Where were you?" while somebody asks it
    [door slams]
"""

from collections.abc import Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.domain.speech.coverage import is_over_silence
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.speech_fit import is_in_sync, spoken_cues


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for every cue over silence."""
    for track in tracks:
        if track.speech is None or not is_in_sync(track):
            continue
        for each in spoken_cues(track):
            if is_over_silence((each.cue.start_ms, each.cue.end_ms), track.speech):
                yield track, Remark(cue=each.cue, severity=Severity.INFO, read=(each.cue.start_ms, each.cue.end_ms))


RULE = Rule(
    id="over_silence", title=N_("Cue over silence"), severity=Severity.INFO, scope=Scope.TITLE, check_title=check_title,
    needs=frozenset({"speech"}),
)  # fmt: skip
