"""In the source no long stretch goes by without a cue: a line may have been forgotten.

Figure of the style guide: `longest_silence_ms`. Asks of whole subtitles that other languages are made from, never of a translation
(what it lacks is told by `untranslated`) or of signs. The stretches before the first cue and after the last count where the length
of the video is known.

Bad:
    00:05.000 to 00:07.000, then 00:45.000 to 00:47.000
Good:
    00:05.000 to 00:07.000, then 00:12.000 to 00:14.000
"""

from collections.abc import Iterator, Sequence

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for every long stretch, on the cue before it, or after it where it opens the episode."""
    for track in tracks:
        if track.cues and not track.spine and track.must_be_complete and track.role == "full":
            for remark in _stretches(track):
                yield track, remark


def _stretches(track: CheckedTrack) -> Iterator[Remark]:
    longest_ms = track.guide.longest_silence_ms
    shown_ms, last = 0, track.cues[0].cue
    for checked in track.cues:
        cue = checked.cue
        if cue.start_ms - shown_ms > longest_ms:
            yield _remark(last, "" if shown_ms else "opening", shown_ms, cue.start_ms)
        if cue.end_ms >= shown_ms:
            shown_ms, last = cue.end_ms, cue
    if track.picture.end_ms - shown_ms > longest_ms:
        yield _remark(last, "ending", shown_ms, track.picture.end_ms)


def _remark(cue: Cue, kind: str, from_ms: int, to_ms: int) -> Remark:
    facts = {"silence_ms": to_ms - from_ms, "from_ms": from_ms}
    return Remark(cue=cue, severity=Severity.INFO, kind=kind, facts=facts, read=(from_ms, to_ms))


RULE = Rule(
    id="silence", title=N_("Long stretch without a cue"), severity=Severity.INFO, scope=Scope.TITLE, check_title=check_title
)
