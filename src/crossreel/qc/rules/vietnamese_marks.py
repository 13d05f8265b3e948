"""Vietnamese is written with its marks.

A cue without a single marked letter counts where it has several words that do not exist without marks
(`resources/word_lists/vietnamese_marks.toml`: khong, nguoi, duoc). Many words have none (anh, em, con, hai), and names and
foreign phrases need none. Not repaired: only the speaker tells which marks.

Bad:
    Toi khong biet anh la ai.
Good:
    Anh em ta đi.
    Sao anh hay quen tay?
"""

from collections import Counter
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FEWEST = 2


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue without marks."""
    found: Counter[int] = Counter()
    for checked, _ in track.word_matches(word_list("vietnamese_marks").words(track.language)):
        if checked.text.isascii() or not any(char.isalpha() and not char.isascii() for char in checked.text):
            found[checked.cue.id] += 1
    for checked in track.cues if found else ():
        if found[checked.cue.id] >= FEWEST:
            yield Remark(cue=checked.cue, severity=Severity.ERROR, read=(checked.text,))


RULE = Rule(id="vietnamese_marks", title=N_("Vietnamese without its marks"), severity=Severity.ERROR, scope=Scope.CUE, check=check)
