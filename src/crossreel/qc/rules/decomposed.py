"""Letters are whole: an accent is part of its letter (NFC), not a mark of its own behind it (NFD).

Files from some systems hold é as e and an accent; searches miss them, and some players draw the accent beside its letter. Only
what has a whole letter is meant. Always repaired.

Bad:
    Jose\u0301 (e and an accent)
Good:
    José
"""

import re
import unicodedata
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn

LOOSE = re.compile("[\u0300-\u036f\u0653-\u0655\u093c\u3099\u309a\u1161-\u1175]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a letter in pieces."""
    if unicodedata.is_normalized("NFC", track.written.text):
        return
    for number, text in enumerate(track.written.texts):
        if LOOSE.search(text) and len(unicodedata.normalize("NFC", text)) < len(text):
            yield Remark(cue=track.cues[number].cue, severity=Severity.WARNING, read=(text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Put the letters together."""
    return with_text(remark.cue, unicodedata.normalize("NFC", plain_text(remark.cue.text))) if remark.cue else None


RULE = Rule(
    id="decomposed",
    title=N_("Letters in pieces"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.CHARACTERS,
)
