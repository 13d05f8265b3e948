"""Every character is the one that was written: none was lost or read in another encoding.

Looked for in the text as it is kept, and before any other repair touches the words of such a cue. Repaired where the whole text
can be read as it was written; what is lost (U+FFFD, question marks in the middle of words) must come from the source again.

Bad:
    Itâ€™s over, JosÃ©.
    Where is Jos\ufffd?
Good:
    It’s over, José.
"""

from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.garbled import Garbling, garbled, reread
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with garbled characters."""
    for checked, kind, found in garbled(track):
        text = plain_text(checked.cue.text)
        repairable = kind is Garbling.MISREAD and reread(text) is not None
        yield Remark(
            cue=checked.cue, severity=Severity.ERROR, kind=kind.value, facts={"found": found}, read=(text,), repairable=repairable
        )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Read the text as it was written."""
    made = reread(plain_text(remark.cue.text)) if remark.cue else None
    return with_text(remark.cue, made) if remark.cue and made is not None else None


RULE = Rule(
    id="mojibake",
    title=N_("Garbled characters"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.CHARACTERS,
)
