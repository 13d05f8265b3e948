"""Speech is not written in capital letters.

Signs, titles and acronyms are; so a cue counts where all its words are capitals and it speaks: it has a word of
`resources/word_lists/all_caps.toml` (I, you, don't …). Cues in a place of their own, tracks of signs or forced narratives, and
tracks in which most cues are in capitals on purpose are left alone. Not repaired: names in it need their capitals.

Bad:
    I TOLD YOU TO LEAVE!
Good:
    CENTRAL HOSPITAL
"""

import re
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import Words, word_list

FEWEST_WORDS = 2
HABIT = 5  # so many cues, and most of a track, are in capitals on purpose
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĘĚĞİŁŃŇŐŚŞŠŤŰŹŻŽĐƠƯẠ-ỸА-ЯЁ"
RUN = re.compile(rf"[{UPPER}]{{2,}}[^a-zß-öø-ÿа-яё\n]*[{UPPER}]{{2}}|[{UPPER}]['’ ][{UPPER}]+ [{UPPER}]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that is spoken in capitals."""
    words = word_list("all_caps").words(track.language)
    if not words.listed or track.role in ("signs", "forced"):
        return
    found = [checked for checked in track.cues if checked.text.isupper() and RUN.search(checked.text) and _speaks(checked, words)]
    capitals = sum(checked.text.isupper() for checked in track.cues) if len(found) >= HABIT else 0
    if 2 * capitals > len(track.cues):
        return
    for checked in found:
        yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text,))


def _speaks(checked: CheckedCue, words: Words) -> bool:
    text = checked.text
    if checked.cue.placement or "[" in text or "♪" in text:
        return False
    said = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    return len(said) >= FEWEST_WORDS and not words.folded.isdisjoint(said)


RULE = Rule(id="all_caps", title=N_("Speech in capitals"), severity=Severity.WARNING, scope=Scope.EPISODE, check=check)
